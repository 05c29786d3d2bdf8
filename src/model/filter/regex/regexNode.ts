import { type CharSet, caseVariants, charSet } from './charSet';

/** A regular expression as a tree. Case is already folded into the sets. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'assert'; readonly at: RegexPosition };

export type RegexPosition = 'start' | 'end' | 'boundary' | 'notBoundary';

/** The expression that matches exactly this text. */
export function literalNode(text: string, ignoreCase: boolean): RegexNode {
  const items = Array.from(text, (char): RegexNode => {
    const codePoint = char.codePointAt(0) ?? 0;
    const variants = ignoreCase ? caseVariants(codePoint) : [codePoint];
    return { kind: 'set', set: charSet(variants.flatMap((variant) => [variant, variant])) };
  });
  return { kind: 'sequence', items };
}

/**
 * The longest ASCII text that every match holds, lower case where case does not matter; empty when there is none.
 * Lets a search skip whatever does not hold these bytes.
 */
export function requiredLiteral(node: RegexNode, ignoreCase: boolean): string {
  switch (node.kind) {
    case 'set':
      return onlyChar(node.set, ignoreCase);
    case 'sequence': {
      let best = '';
      let run = '';
      for (const item of node.items) {
        const char = item.kind === 'set' ? onlyChar(item.set, ignoreCase) : '';
        run = char === '' ? '' : run + char;
        if (run.length > best.length) best = run;
        if (item.kind === 'set') continue;
        const inner = requiredLiteral(item, ignoreCase);
        if (inner.length > best.length) best = inner;
      }
      return best;
    }
    case 'repeat':
      return node.min > 0 ? requiredLiteral(node.item, ignoreCase) : '';
    case 'choice': {
      const [first] = node.options;
      return node.options.length === 1 && first ? requiredLiteral(first, ignoreCase) : '';
    }
    case 'assert':
      return '';
  }
}

/** The ASCII character that the set is, in either case when that does not matter; else the empty string. */
function onlyChar(set: CharSet, ignoreCase: boolean): string {
  const [low = 0, high = 0, otherLow, otherHigh] = set;
  if (low !== high || high >= 0x80) return '';
  if (set.length === 2) return ignoreCase ? String.fromCharCode(low).toLowerCase() : String.fromCharCode(low);
  const isPair = set.length === 4 && otherLow === otherHigh && otherLow === low + 32;
  const isLetter = low >= 0x41 && low <= 0x5a;
  return ignoreCase && isPair && isLetter ? String.fromCharCode(low + 32) : '';
}
