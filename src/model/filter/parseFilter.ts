import type { ByteNeedle } from './byteNeedle';
import { compileFilter } from './compileFilter';
import type { FilterError, FilterNode } from './filterNode';
import { parseFilterTree } from './filterParser';
import type { MessageView } from './messageView';

/** Characters that a filter may have. */
export const filterLengthLimit = 4096;

export interface FilterOptions {
  /** Words, `topic:`, `peer:`, `frame:` and `json.x ~ text` tell capital letters from small ones. */
  readonly matchCase?: boolean;
  /** Minutes ahead of UTC for times of day and dates without a zone. Without it, the zone of this process. */
  readonly zoneOffsetMinutes?: number;
}

export interface Filter {
  readonly text: string;
  readonly matchCase: boolean;
  readonly root: FilterNode;
  /** The filter is empty and every message matches. */
  readonly matchesAll: boolean;
  /**
   * Bytes that the frames of every matching message hold, where the filter has such: what does not hold them
   * need not be looked at. `ignoreCase` means ASCII letters in either case, and the bytes are lower case then.
   */
  readonly requiredNeedle: ByteNeedle | undefined;
  /** Allocates nothing unless an expression or a json path has to look closer. Not reentrant. */
  readonly matches: (view: MessageView) => boolean;
}

export type ParseFilterResult =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly errors: readonly FilterError[] };

/** Reads the filter language of docs/filter.md. Never throws; errors are in the order of the text. */
export function parseFilter(text: string, options: FilterOptions = {}): ParseFilterResult {
  if (text.length > filterLengthLimit) {
    const message = `A filter may have ${filterLengthLimit} characters at most. Shorten it.`;
    return { ok: false, errors: [{ from: filterLengthLimit, to: text.length, message }] };
  }
  const { root, scanner } = parseFilterTree(text);
  if (scanner.errors.length > 0) {
    return { ok: false, errors: [...scanner.errors].sort((a, b) => a.from - b.from) };
  }
  const { matchCase = false, zoneOffsetMinutes } = options;
  const { matches, needle } = compileFilter(root, { matchCase, zoneOffsetMinutes });
  const matchesAll = root.kind === 'all';
  return { ok: true, filter: { text, matchCase, root, matchesAll, requiredNeedle: needle, matches } };
}
