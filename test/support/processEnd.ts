import { setTimeout } from 'node:timers/promises';

/** Resolves once no process has this id any more; the test's own time limit bounds it. */
export async function processEnd(pid: number): Promise<void> {
  while (isRunning(pid)) await setTimeout(20);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
