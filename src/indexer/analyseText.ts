import { analyseSyntax } from '../analysis/analyseFile';
import type { Language } from '../analysis/languages/language';
import { languageOfText } from '../analysis/languages/languages';
import { scanPlainText } from '../analysis/plainText/scanPlainText';
import type { SyntaxNode } from '../analysis/syntax/syntaxNode';
import type { FileContent } from '../analysis/workspace/workspaceIndex';

/** Longer texts are generated or data: nobody reads sockets in them. */
const longest = 1_500_000;

/** Gives the syntax trees of texts. */
export interface Parsing {
  /** Rejects when the language's grammar cannot be loaded. */
  syntaxOf(source: string, language: Language): Promise<SyntaxNode>;
}

/** What decides beside a text how it is analysed. */
export interface AnalyseOptions {
  /** Language ids that are switched off; `text` for what is no program. */
  readonly off: ReadonlySet<string>;
  /** Another file may take constants from it, though it makes no socket. */
  readonly isWanted: boolean;
  /** VS Code's id of the text's language, for a text in an editor. */
  readonly editorId?: string;
}

/** @returns what the text says about endpoints; undefined where it says nothing. */
export async function analyseText(
  name: string,
  source: string,
  parsing: Parsing,
  { off, isWanted, editorId }: AnalyseOptions,
): Promise<FileContent | undefined> {
  if (source.length > longest) return undefined;
  const language = languageOfText(name, source, editorId);
  if (!language) {
    const endpoints = off.has('text') ? [] : scanPlainText(source, name);
    return endpoints.length > 0 ? { kind: 'text', endpoints } : undefined;
  }
  if (off.has(language.id)) return undefined;
  if (!isWanted && !language.mayUse(source)) return undefined;
  const facts = analyseSyntax(await parsing.syntaxOf(source, language), source, language);
  const isUsed = facts.sockets.length > 0 || facts.endpoints.length > 0 || facts.exports.size > 0;
  return isUsed ? { kind: 'program', facts } : undefined;
}
