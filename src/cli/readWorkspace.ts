import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { mayNameEndpoints } from '../analysis/analysedNames';
import { WorkspaceIndex } from '../analysis/workspace/workspaceIndex';
import { analyseText } from '../indexer/analyseText';
import type { Grammars } from '../indexer/grammars';
import { reasonOf } from './reasonOf';
import { walkFiles, type Complain } from './walkFiles';

export interface ReadWorkspace {
  readonly index: WorkspaceIndex;
  /** The text of each file of the index. */
  readonly sources: ReadonlyMap<string, string>;
  /** How many files were read, those without endpoints included. */
  readonly fileCount: number;
}

/** Analyses the files of a folder. What cannot be read is complained of and left out. */
export async function readWorkspace(
  folder: string,
  grammars: Grammars,
  complain: Complain,
): Promise<ReadWorkspace> {
  const index = new WorkspaceIndex();
  const sources = new Map<string, string>();
  const names = new Set<string>();
  const off: ReadonlySet<string> = new Set();
  const take = async (name: string, isWanted: boolean) => {
    try {
      const source = await readText(path.join(folder, name));
      const content =
        source === undefined ? undefined : await analyseText(name, source, grammars, { off, isWanted });
      if (source === undefined || !content) return;
      index.setFile(name, content);
      sources.set(name, source);
    } catch (error) {
      complain(`Cannot read ${name}: ${reasonOf(error)}`);
    }
  };

  for await (const name of walkFiles(folder, complain)) {
    if (!mayNameEndpoints(name)) continue;
    names.add(name);
    index.noteFile(name);
  }
  for (const name of names) await take(name, false);
  // a file of constants may need a further one
  const tried = new Set<string>();
  for (let missing = index.missing(); missing.length > 0;) {
    for (const name of missing) {
      tried.add(name);
      if (names.has(name)) await take(name, true);
    }
    missing = index.missing().filter((name) => !tried.has(name));
  }
  return { index, sources, fileCount: names.size };
}

/** Without the byte order mark, as editors count columns; undefined where the bytes are no text. */
async function readText(file: string): Promise<string | undefined> {
  const text = new TextDecoder().decode(await readFile(file));
  return text.includes('\0') ? undefined : text;
}
