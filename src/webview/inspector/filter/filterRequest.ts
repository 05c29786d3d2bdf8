import { type Filter, parseFilter } from '../../../model/filter/parseFilter';
import { filterText, regexOpening } from '../../../model/filter/typedFilter';
import type { FilterMistake } from '../../../protocol/capture';
import type { InspectorState } from '../../../protocol/inspector';
import type { ViewFilter } from '../captureView';

export function viewFilterOf(state: InspectorState): ViewFilter {
  return { text: filterText(state), matchCase: state.matchCase, timeRange: state.timeRange };
}

/** @returns the mistakes at their places in what was typed. */
export function mistakesAsTyped(
  state: InspectorState,
  mistakes: readonly FilterMistake[],
): readonly FilterMistake[] {
  const leading = state.filter.length - state.filter.trimStart().length;
  const shift = leading - (state.regex ? regexOpening.length : 0);
  const place = (at: number) => Math.max(0, Math.min(state.filter.length, at + shift));
  return mistakes.map(({ from, to, message }) => ({ from: place(from), to: place(to), message }));
}

export type CheckedFilter = { readonly filter: Filter } | { readonly mistakes: readonly FilterMistake[] };

/** Reads the filter here, for mistakes while typing and for highlighting. The engine does the filtering. */
export function checkFilter(state: InspectorState): CheckedFilter {
  const result = parseFilter(filterText(state), { matchCase: state.matchCase });
  return result.ok ? { filter: result.filter } : { mistakes: mistakesAsTyped(state, result.errors) };
}
