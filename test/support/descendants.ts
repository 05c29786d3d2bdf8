import { readdirSync, readFileSync } from 'node:fs';

/** Processes of this machine that descend from one, found in /proc; Linux only. */
export function descendantsOf(pid: number): readonly { pid: number; command: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap((each) => {
      try {
        const command = readFileSync(`/proc/${each}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        // the name in brackets may hold anything; the parent is the second field after it
        const parent = Number(readFileSync(`/proc/${each}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
        return [{ pid: each, parent, command }];
      } catch {
        // it ended while we looked
        return [];
      }
    });
  const below = (parent: number): typeof all =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** The descendant whose command line has the text. Throws when there is none. */
export function descendant(pid: number, text: string): number {
  const found = descendantsOf(pid).find(({ command }) => command.includes(text));
  if (!found) throw new Error(`No descendant of process ${pid} runs ${text}.`);
  return found.pid;
}
