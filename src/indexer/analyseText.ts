import { analyseFile } from '../analysis/analyseFile';
import { languageOfFile } from '../analysis/languages/languages';
import { scanPlainText } from '../analysis/plainText/scanPlainText';
import { type FileContent } from '../analysis/workspace/workspaceIndex';
import { type Grammars } from './grammars';

/** Longer texts are generated or data: nobody reads sockets in them. */
const longest = 1_500_000;

export interface AnalyseOptions {
  /** Language ids that are switched off; `text` for what is no program. */
  readonly off: ReadonlySet<string>;
  /** Another file may take constants from it, though it makes no socket. */
  readonly isWanted: boolean;
}

/** @returns what the text says about endpoints; undefined where it says nothing. */
export async function analyseText(
  name: string,
  source: string,
  grammars: Grammars,
  { off, isWanted }: AnalyseOptions,
): Promise<FileContent | undefined> {
  if (source.length > longest) return undefined;
  const language = languageOfFile(name, source);
  if (!language) {
    const endpoints = off.has('text') ? [] : scanPlainText(source, name);
    return endpoints.length > 0 ? { kind: 'text', endpoints } : undefined;
  }
  if (off.has(language.id)) return undefined;
  if (!isWanted && !language.mayUse(source)) return undefined;
  const facts = await grammars.parse(source, language, (tree) => analyseFile(tree, source, language));
  const isUsed = facts.sockets.length > 0 || facts.endpoints.length > 0 || facts.exports.size > 0;
  return isUsed ? { kind: 'program', facts } : undefined;
}
