import { lstat, mkdir, mkdtemp, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ScaffoldFile } from '../../scaffold/language';

/** Files that are in the way, by their paths below the folder. */
export class FilesExist extends Error {
  constructor(readonly paths: readonly string[]) {
    super(`In the way: ${paths.join(', ')}`);
  }
}

export interface WriteOptions {
  /** Paths below the folder that may be overwritten. */
  readonly mayOverwrite: (path: string) => boolean;
}

/**
 * Writes all files below a folder or none of them: they are made in a folder beside it and moved, and what was moved
 * goes back when a move fails. The folder is made where it is missing.
 *
 * Rejects with FilesExist, or with the system's error.
 */
export async function writeFiles(
  folder: string,
  files: readonly ScaffoldFile[],
  { mayOverwrite }: WriteOptions,
): Promise<void> {
  const existing: string[] = [];
  for (const file of files) if (await isThere(path.join(folder, file.path))) existing.push(file.path);
  const inTheWay = existing.filter((name) => !mayOverwrite(name));
  if (inTheWay.length > 0) throw new FilesExist(inTheWay);

  const undo: (() => Promise<unknown>)[] = [];
  try {
    undo.push(await makeFolder(path.dirname(folder)));
    const stage = await mkdtemp(`${folder}.scaffold-`);
    undo.push(() => rm(stage, { recursive: true, force: true }));
    for (const { path: name, text } of files) {
      const staged = path.join(stage, 'new', name);
      await mkdir(path.dirname(staged), { recursive: true });
      await writeFile(staged, text);
    }
    for (const { path: name } of files) {
      const target = path.join(folder, name);
      undo.push(await makeFolder(path.dirname(target)));
      if (existing.includes(name)) {
        const kept = path.join(stage, 'old', name);
        await mkdir(path.dirname(kept), { recursive: true });
        await rename(target, kept);
        undo.push(() => rename(kept, target));
      }
      await rename(path.join(stage, 'new', name), target);
      undo.push(() => rm(target, { force: true }));
    }
    await rm(stage, { recursive: true, force: true });
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/** Makes a folder with those above it, and gives back what takes away those that it made, while they are empty. */
async function makeFolder(folder: string): Promise<() => Promise<void>> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return () => Promise.resolve();
  return async () => {
    for (let each = folder; each.startsWith(first); each = path.dirname(each)) await rmdir(each);
  };
}

/** Also where it leads nowhere, as a broken link does. A file in place of a folder shows when it is written. */
async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
