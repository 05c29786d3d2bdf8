import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/facts';
import type { Language } from '../../../src/analysis/languages/language';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse } from './analyse';

/** The facts of one of the files, with the constants of the others. */
export async function linkFiles(
  files: Readonly<Record<string, string>>,
  path: string,
  language: Language,
): Promise<FileFacts> {
  const facts = new Map<string, FileFacts>();
  for (const [name, source] of Object.entries(files)) facts.set(name, await analyse(source, language));
  const own = facts.get(path);
  assert.ok(own);
  return linkConstants(own, path, language, (name) => facts.get(name));
}
