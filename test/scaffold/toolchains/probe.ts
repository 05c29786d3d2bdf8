import { spawnSync } from 'node:child_process';

/** Whether a program ends with 0. */
export function succeeds(command: string, args: readonly string[], input = ''): boolean {
  return spawnSync(command, args, { input, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
