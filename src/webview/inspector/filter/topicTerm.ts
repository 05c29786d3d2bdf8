import type { FilterNode } from '../../../model/filter/filterNode';
import { parseFilter } from '../../../model/filter/parseFilter';

/**
 * Puts a topic's term into a filter: in place of the topic term it has, or after the rest; a term that is there
 * already is taken out. A filter with mistakes is replaced.
 */
export function toggleTopicTerm(text: string, term: string): string {
  const parsed = parseFilter(text);
  if (!parsed.ok || parsed.filter.matchesAll) return term;
  const { root } = parsed.filter;
  const existing = topLevel(root).find((node) => node.kind === 'pattern' && node.field === 'topic');
  if (!existing) return root.kind === 'or' ? `(${text.trim()}) ${term}` : `${text.trim()} ${term}`;
  const replacement = text.slice(existing.from, existing.to) === term ? '' : term;
  return `${text.slice(0, existing.from)}${replacement}${text.slice(existing.to)}`
    .replace(/\s+/g, ' ')
    .trim();
}

/** @returns whether the filter asks for exactly this term. */
export function hasTopicTerm(text: string, term: string): boolean {
  const parsed = text.includes(term) ? parseFilter(text) : undefined;
  return (
    parsed?.ok === true && topLevel(parsed.filter.root).some(({ from, to }) => text.slice(from, to) === term)
  );
}

function topLevel(root: FilterNode): readonly FilterNode[] {
  return root.kind === 'and' ? root.children : [root];
}
