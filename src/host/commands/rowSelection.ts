import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { parseFilter } from '../../model/filter/parseFilter';
import { parseIsoTime } from '../../model/isoTime';
import type { Selection } from '../../protocol/recording';
import type { RowArguments } from '../config/commandArguments';
import { formatNumber } from '../sessions/sessionText';
import type { ArgumentReader } from './argumentReader';
import { type InspectedRows, type RowChoice, rowChoices } from './rowChoices';

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

type Item = vscode.QuickPickItem & Pick<RowChoice, 'what' | 'rows'>;

/**
 * Asks which rows of a capture are meant, by what is set in its inspector: what shows there, all, what the filter lets
 * through, the selected time range, or the selected rows. Asks nothing where there is nothing to choose.
 * @returns undefined when the person went away.
 */
export async function askRows(
  state: InspectedRows,
  { all, placeHolder, wish }: RowsQuestion,
): Promise<RowArguments | undefined> {
  const choices = rowChoices(state);
  const wished = wish && choices.find(({ what }) => what === wish);
  if (wished) return wished.rows;
  if (choices.length === 1) return {};
  const items = choices.map((choice) => itemOf(choice, all));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.rows;
}

function itemOf(choice: RowChoice, all: string): Item {
  const { what, rows, count, filter, timeRange } = choice;
  const by = [filter, timeRange && `${timeOfDay(timeRange.fromMs)} – ${timeOfDay(timeRange.toMs)}`];
  const facts = [count === undefined ? undefined : countText(choice, count), ...by];
  const description = facts.filter((fact) => fact !== undefined).join(' · ');
  return { label: labelOf(what, all), description, what, rows };
}

function labelOf(what: RowChoice['what'], all: string): string {
  switch (what) {
    case 'shown':
      return vscode.l10n.t('What is shown');
    case 'all':
      return all;
    case 'filter':
      return vscode.l10n.t('What the filter lets through');
    case 'timeRange':
      return vscode.l10n.t('The selected time range');
    case 'selected':
      return vscode.l10n.t('The selected rows');
  }
}

function countText({ what }: RowChoice, count: number): string {
  if (what === 'selected')
    return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', formatNumber(count));
  return count === 1 ? vscode.l10n.t('1 message') : vscode.l10n.t('{0} messages', formatNumber(count));
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
