import { lstat, mkdir, mkdtemp, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ScaffoldFile } from '../../scaffold/language';

/** Files that are in the way, by their paths below the folder. */
export class FilesExist extends Error {
  constructor(readonly paths: readonly string[]) {
    super(`In the way: ${paths.join(', ')}`);
  }
}

/** A folder where a file has to be. It may hold anything, and is never overwritten. */
export class FolderInTheWay extends Error {
  constructor(readonly folder: string) {
    super(`In the way: ${folder}`);
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
 * Rejects with FilesExist, FolderInTheWay, or with the system's error.
 */
export async function writeFiles(
  folder: string,
  files: readonly ScaffoldFile[],
  { mayOverwrite }: WriteOptions,
): Promise<void> {
  const existing: string[] = [];
  for (const { path: name } of files) {
    const kind = await kindOf(path.join(folder, name));
    if (kind === 'folder') throw new FolderInTheWay(path.join(folder, name));
    if (kind === 'file') existing.push(name);
  }
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

/** A link is a file, also where it leads nowhere. A file in place of a folder shows when it is written. */
async function kindOf(file: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await lstat(file)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
