import type { Language } from '../../../src/analysis/languages/language';
import type { ParsedTree } from '../../../src/analysis/syntax/syntaxNode';
import { installedGrammars } from '../../../src/cli/grammars';

/** Each grammar is loaded once for each process. */
const grammars = installedGrammars();

/** Parses, hands the tree over and frees it. */
export function withTree<T>(source: string, language: Language, use: (tree: ParsedTree) => T): Promise<T> {
  return grammars.parse(source, language, use);
}
