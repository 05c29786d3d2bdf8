import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isForeignFolder } from '../analysis/analysedNames';
import { GitIgnore } from '../indexer/gitIgnore';
import { reasonOf } from './reasonOf';

/** Takes a sentence about what could not be read. */
export type Complain = (message: string) => void;

/**
 * The files under a folder, by their path in it with `/`, in the order of names. Left out are what .gitignore files
 * say (those of the repository around the folder too), other people's packages and version control, and links.
 */
export async function* walkFiles(folder: string, complain: Complain): AsyncGenerator<string> {
  const outer = new GitIgnore((await repositoryAround(folder)) ?? folder);
  // who names an ignored folder wants to see what is in it
  const rules = outer.ignoresFolder(folder) ? new GitIgnore(folder) : outer;
  yield* walk(folder, '', rules, complain);
}

async function* walk(
  root: string,
  inner: string,
  rules: GitIgnore,
  complain: Complain,
): AsyncGenerator<string> {
  for (const entry of await entriesOf(path.join(root, inner), inner, complain)) {
    const name = inner + entry.name;
    const file = path.join(root, name);
    if (entry.isFile() && !rules.ignores(file)) yield name;
    if (entry.isDirectory() && !isForeignFolder(entry.name) && !rules.ignoresFolder(file)) {
      yield* walk(root, `${name}/`, rules, complain);
    }
  }
}

async function entriesOf(folder: string, inner: string, complain: Complain): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    complain(`Cannot read the folder ${inner || folder}: ${reasonOf(error)}`);
    return [];
  }
}

async function repositoryAround(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await stat(path.join(at, '.git')).catch(() => undefined)) return at;
    if (path.dirname(at) === at) return undefined;
  }
}
