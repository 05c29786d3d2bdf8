import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { parseFilter } from '../../model/filter/parseFilter';
import { filterText } from '../../model/filter/typedFilter';
import { isoTimeOf, parseIsoTime } from '../../model/isoTime';
import { type InspectorState } from '../../protocol/inspector';
import { type Selection } from '../../protocol/recording';
import { type RowArguments } from '../config/commandArguments';
import { formatNumber } from '../sessions/sessionText';
import { type ArgumentReader } from './argumentReader';

/** @throws command/badArgument also where the filter or a time cannot be read. */
export function readRows(reader: ArgumentReader): RowArguments {
  const filter = reader.optionalString('filter');
  const parsed = parseFilter(filter ?? '');
  if (!parsed.ok) {
    throw reader.bad('filter', vscode.l10n.t('cannot be read: {0}', parsed.errors[0]?.message ?? ''));
  }
  const direction = reader.optionalString('direction');
  if (direction !== undefined && direction !== 'in' && direction !== 'out') {
    throw reader.bad('direction', vscode.l10n.t('must be in or out'));
  }
  return {
    filter,
    matchCase: reader.optionalBoolean('matchCase'),
    from: reader.optionalInteger('from', 0),
    to: reader.optionalInteger('to', 0),
    fromTime: reader.optionalString('fromTime'),
    toTime: reader.optionalString('toTime'),
    direction,
  };
}

/** @throws command/badArgument */
export function selectionOf(args: RowArguments): Selection {
  const { filter, matchCase, from, to, fromTime, toTime, direction } = args;
  const hasRows = from !== undefined || to !== undefined;
  const hasTimes = fromTime !== undefined || toTime !== undefined;
  return {
    filter,
    matchCase,
    direction,
    rows: hasRows ? { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER } : undefined,
    timeRange: hasTimes
      ? {
          fromMs: timeOf('fromTime', fromTime) ?? 0,
          toMs: timeOf('toTime', toTime) ?? Number.MAX_SAFE_INTEGER,
        }
      : undefined,
  };
}

/** Which rows a command is about, where what it was called on tells: those that are selected in the inspector. */
export type RowsWish = 'selected';

export interface RowsQuestion {
  /** What all rows are called. */
  readonly all: string;
  readonly placeHolder: string;
  /** Nothing is asked where it can be granted. */
  readonly wish?: RowsWish;
}

type Choice = vscode.QuickPickItem & { readonly rows: RowArguments; readonly wish?: RowsWish };

/**
 * Asks which rows of a capture are meant, by what is set in its inspector: all, what the filter lets through, the
 * selected time range, or the selected rows. Asks nothing where there is nothing to choose.
 * @returns undefined when the person went away.
 */
export async function askRows(
  state: Partial<InspectorState>,
  { all, placeHolder, wish }: RowsQuestion,
): Promise<RowArguments | undefined> {
  const choices = choicesOf(state, all);
  const wished = wish && choices.find((choice) => choice.wish === wish);
  if (wished) return wished.rows;
  if (choices.length === 1) return {};
  return (await vscode.window.showQuickPick(choices, { placeHolder }))?.rows;
}

function choicesOf(state: Partial<InspectorState>, all: string): readonly Choice[] {
  const { matchCase, timeRange, selectedRange } = state;
  const filter = filterText({ filter: '', ...state });
  const choices: Choice[] = [{ label: all, rows: {} }];
  const times = timeRange && {
    fromTime: isoTimeOf(timeRange.fromMs),
    toTime: isoTimeOf(timeRange.toMs),
  };
  // One that cannot be read is not in force.
  const filtered = filter && parseFilter(filter, { matchCase }).ok ? { filter, matchCase } : undefined;
  if (filtered) {
    choices.push({
      label: vscode.l10n.t('What the filter lets through'),
      description: filter,
      rows: { ...filtered, ...times },
    });
  }
  if (timeRange && times) {
    choices.push({
      label: vscode.l10n.t('The selected time range'),
      description: `${timeOfDay(timeRange.fromMs)} – ${timeOfDay(timeRange.toMs)}`,
      rows: times,
    });
  }
  if (selectedRange) {
    const { from, to } = selectedRange;
    choices.push({
      label: vscode.l10n.t('The selected rows'),
      description:
        filtered || times
          ? vscode.l10n.t('of {0} to {1} those that show', formatNumber(from), formatNumber(to - 1))
          : vscode.l10n.t('{0} to {1}', formatNumber(from), formatNumber(to - 1)),
      // What is selected is what shows.
      rows: { ...filtered, ...times, from, to },
      wish: 'selected',
    });
  }
  return choices;
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = parseIsoTime(text);
  if (time !== undefined) return time;
  throw new WorkbenchError({
    code: 'command/badArgument',
    message: vscode.l10n.t('{0} is no time: “{1}”. Write it as 2026-01-31T12:00:00.000Z.', name, text),
  });
}

/** Local, to the millisecond, as the grid shows times of day. */
function timeOfDay(ms: number): string {
  return new Intl.DateTimeFormat(vscode.env.language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(ms);
}
