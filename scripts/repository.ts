/** Where things lie in the working tree. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The working tree's root, found from this file or from the bundle that holds it. */
export const repository = findRoot(import.meta.dirname ?? process.cwd());

/** An absolute path inside the working tree. */
export function inRepository(...parts: string[]): string {
  return path.join(repository, ...parts);
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'esbuild.config.mjs'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('The working tree of ZeroMQ Workbench is not around this program.');
  return findRoot(parent);
}
