import { parseFilter } from '../../model/filter/parseFilter';
import { filterText } from '../../model/filter/typedFilter';
import { isoTimeOf } from '../../model/isoTime';
import type { TimeRange } from '../../protocol/capture';
import type { InspectorState } from '../../protocol/inspector';
import type { RowArguments } from '../config/commandArguments';
import type { CountedRows } from '../inspector/countedRows';

/** What a person set in an inspector, and what it counted, as far as it is on screen. */
export type InspectedRows = Partial<InspectorState> & { readonly counted?: CountedRows };

/** Rows that can be meant. */
export interface RowChoice {
  /** `shown`: what the filter lets through within the time range. */
  readonly what: 'shown' | 'all' | 'filter' | 'timeRange' | 'selected';
  readonly rows: RowArguments;
  /** Messages, where they are counted. */
  readonly count?: number;
  readonly filter?: string;
  readonly timeRange?: TimeRange;
}

/**
 * What of a capture can be meant by what is set in its inspector: first what shows there, then all, then what each of
 * filter and time range alone tells, and the selected rows.
 */
export function rowChoices(state: InspectedRows): readonly RowChoice[] {
  const { matchCase, timeRange, selectedRange, selectedCount, counted } = state;
  const typed = filterText({ filter: '', ...state });
  // One that cannot be read is not in force.
  const filter = typed !== '' && parseFilter(typed, { matchCase }).ok ? typed : undefined;
  const filtered = filter === undefined ? undefined : { filter, matchCase };
  const times = timeRange && {
    fromTime: isoTimeOf(timeRange.fromMs),
    toTime: isoTimeOf(timeRange.toMs),
  };
  const isCounted =
    counted !== undefined &&
    counted.filter === (filter ?? '') &&
    (filter === undefined || counted.matchCase === (matchCase ?? false)) &&
    counted.timeRange?.fromMs === timeRange?.fromMs &&
    counted.timeRange?.toMs === timeRange?.toMs;
  const shown = isCounted ? counted.shown : undefined;
  const all: RowChoice = { what: 'all', rows: {}, count: counted?.kept };
  const choices: RowChoice[] = [];
  if (filtered && timeRange) {
    choices.push(
      { what: 'shown', rows: { ...filtered, ...times }, count: shown, filter, timeRange },
      all,
      { what: 'filter', rows: filtered, filter },
      { what: 'timeRange', rows: { ...times }, timeRange },
    );
  } else if (filtered) choices.push({ what: 'filter', rows: filtered, count: shown, filter }, all);
  else if (timeRange) choices.push({ what: 'timeRange', rows: { ...times }, count: shown, timeRange }, all);
  else choices.push(all);
  if (selectedRange) {
    const { from, to } = selectedRange;
    const count = filtered || times ? selectedCount : (selectedCount ?? to - from);
    // What is selected is what shows.
    choices.push({ what: 'selected', rows: { ...filtered, ...times, from, to }, count });
  }
  return choices;
}
