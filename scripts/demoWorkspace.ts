import { cpSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from './repository.ts';

const settings = path.join('.vscode', 'settings.json');

/**
 * The demo's workspace to play in: a copy, so that sessions and recordings made there are no changes to the
 * repository. It keeps its sessions from one start to the next, until the demo's own are newer.
 *
 * @returns its folder
 */
export function provideDemoWorkspace(): string {
  const source = inRepository('demo/workspace');
  const target = inRepository('.vscode-test/demo-workspace');
  const keeps = isNewer(path.join(target, settings), path.join(source, settings));
  cpSync(source, target, {
    recursive: true,
    // The peers' sources are linked in.
    dereference: true,
    filter: (from) => {
      const name = path.relative(source, from);
      return name !== 'recordings' && !(keeps && name === settings);
    },
  });
  return target;
}

function isNewer(one: string, other: string): boolean {
  return existsSync(one) && statSync(one).mtimeMs >= statSync(other).mtimeMs;
}
