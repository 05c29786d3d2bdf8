import { parseFilterTree } from './filterParser';
import type { DisplayToken } from './filterScanner';
import { filterLengthLimit } from './parseFilter';

/**
 * @returns the pieces of a filter's text for colouring its input, in order and apart from each other; between them
 * is white space only. Pieces that cannot be read are of kind 'error'; parseFilter says why.
 */
export function tokenizeForDisplay(text: string): DisplayToken[] {
  const head = text.slice(0, filterLengthLimit);
  const { scanner } = parseFilterTree(head);
  const tokens = [...scanner.tokens].sort((a, b) => a.from - b.from);
  if (text.length > filterLengthLimit) {
    tokens.push({ kind: 'error', from: filterLengthLimit, to: text.length });
  }
  return tokens;
}
