import type { FilterNode, FilterTerm, SourceRange, TextPattern } from './filterNode';
import type { Filter } from './parseFilter';
import { type TextMatcher, textMatcher } from './textMatcher';

/** Where the text stands: the topic's column, the preview's, or a frame in the detail pane. */
export type HighlightField = 'topic' | 'preview' | 'frame';

const mostRanges = 1000;

interface Highlighter {
  readonly fields: readonly HighlightField[];
  readonly matcher: TextMatcher;
}

const known = new WeakMap<Filter, readonly Highlighter[]>();

/**
 * @returns the parts of a shown text that the filter's terms matched, in order and apart from each other: words and
 * expressions everywhere, `topic:` in the topic (of a glob, what its wildcards stood for), strings that JSON values
 * were compared with in the rest. Terms under `not` highlight nothing.
 */
export function highlightRanges(filter: Filter, text: string, field: HighlightField): SourceRange[] {
  let highlighters = known.get(filter);
  if (!highlighters) {
    highlighters = highlightersOf(filter.root, !filter.matchCase);
    known.set(filter, highlighters);
  }
  const found = highlighters
    .filter((highlighter) => highlighter.fields.includes(field))
    .flatMap(({ matcher }) => matcher.findAll(text, mostRanges));
  return merge(found);
}

function highlightersOf(node: FilterNode, ignoreCase: boolean): Highlighter[] {
  switch (node.kind) {
    case 'all':
    case 'not':
      return [];
    case 'and':
    case 'or':
      return node.children.flatMap((child) => highlightersOf(child, ignoreCase));
    default: {
      const highlighter = highlighterOf(node, ignoreCase);
      return highlighter ? [highlighter] : [];
    }
  }
}

function highlighterOf(term: FilterTerm, ignoreCase: boolean): Highlighter | undefined {
  switch (term.kind) {
    case 'content':
      return {
        fields: ['topic', 'preview', 'frame'],
        matcher: textMatcher(term.pattern, 'inside', ignoreCase),
      };
    case 'pattern':
      if (term.field !== 'topic' || term.op === '!=' || isEmpty(term.pattern)) return undefined;
      return {
        fields: ['topic'],
        matcher: textMatcher(term.pattern, term.op === '~' ? 'inside' : 'start', ignoreCase),
      };
    case 'json':
      return jsonHighlighter(term, ignoreCase);
    case 'direction':
    case 'number':
    case 'numberRange':
    case 'time':
    case 'timeRange':
      return undefined;
  }
}

function jsonHighlighter(
  { test }: FilterTerm & { kind: 'json' },
  ignoreCase: boolean,
): Highlighter | undefined {
  const fields = ['preview', 'frame'] as const;
  if (test.kind === 'regex') return { fields, matcher: textMatcher(test, 'inside', ignoreCase) };
  if (test.kind === 'text' && test.text) return { fields, matcher: textMatcher(test, 'inside', ignoreCase) };
  if (test.kind === 'string' && test.op === '=' && test.value) {
    return { fields, matcher: textMatcher({ kind: 'text', text: test.value }, 'inside', false) };
  }
  return undefined;
}

function isEmpty(pattern: TextPattern): boolean {
  return pattern.kind === 'text' && pattern.text === '';
}

function merge(ranges: SourceRange[]): SourceRange[] {
  ranges.sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of ranges) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
