import type { TextRange } from '../textRange';
import type { Mention, PlacedUse } from './endpointGroup';

/**
 * Where an endpoint is written in its file, quotes aside: in the call, or in the constant that the call names. Parts
 * from elsewhere (a host, a port) are no endpoints, and nor are the names of constants.
 */
export function writtenTexts(place: PlacedUse | Mention, source: string): TextRange[] {
  if (place.kind === 'mention') return [place.mention.range];
  const { origins, range } = place.use;
  // An empty text is no part of the address, and has no origin.
  const places = origins.length > 0 ? origins : [range];
  const found = new Map<number, TextRange>();
  for (const origin of places) {
    const inside = withoutQuotes(origin, source);
    const isHere = range.start <= origin.start && origin.end <= range.end;
    if (inside && (isHere || source.slice(inside.start, inside.end).includes('://'))) {
      found.set(inside.start, inside);
    }
  }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** What is between the quotes of a literal in any of the languages: `f"…"`, `R"(…)"`, `r#"…"#`. Undefined for others. */
function withoutQuotes({ start, end }: TextRange, source: string): TextRange | undefined {
  const text = source.slice(start, end);
  const literal = /^([\w@$]{0,4}#*("""|'''|["'`]))[^]*?\2#*$/.exec(text);
  const [, open = '', quotes = ''] = literal ?? [];
  if (!literal || text.length < open.length + quotes.length) return undefined;
  const hashes = /#*$/.exec(text)?.[0].length ?? 0;
  return { start: start + open.length, end: end - quotes.length - hashes };
}
