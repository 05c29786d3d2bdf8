import type { Cancellation } from '../../base/cancellation';
import type { Direction } from '../../model/envelope';
import { isNotice, proposedDirection } from '../../model/replayRules';
import type { Selection } from '../../protocol/recording';
import type { CaptureSource } from '../capture/captureSource';
import { rangeOf, visitSelected } from '../recordings/selectedRows';
import { RowSet } from './rowSet';

/** Types whose captures hold one direction only. */
const oneWay = new Set(['PUB', 'SUB', 'PUSH', 'PULL', 'RADIO', 'DISH', 'GATHER', 'SCATTER']);

/**
 * @param directions that can be sent
 * @returns the rows to send. A scan over the capture finds them, unless all of a range are meant.
 * @throws capture/badFilter
 */
export async function selectRows(
  capture: CaptureSource,
  selection: Selection,
  directions: ReadonlySet<Direction>,
  token: Cancellation,
): Promise<RowSet> {
  const { type } = capture.definition;
  const isFiltered = (selection.filter ?? '').trim() !== '';
  const isWhole = oneWay.has(type)
    ? directions.has(proposedDirection(type))
    : directions.size === 2 && type !== 'STREAM';
  const { from, to } = await rangeOf(capture, selection);
  if (isWhole && !isFiltered) return RowSet.all(from, to);
  const rows = RowSet.some(from, to);
  const visitor = {
    row: (cursor: {
      row: number;
      direction: Direction;
      frameCount: number;
      frame(index: number): Uint8Array;
    }) => {
      if (!directions.has(cursor.direction)) return;
      const isStreams = type === 'STREAM' && cursor.frameCount > 1;
      if (isStreams && isNotice(type, cursor.direction, [cursor.frame(0), cursor.frame(1)])) return;
      rows.add(cursor.row);
    },
  };
  // Of a live capture: what comes meanwhile is not meant.
  await visitSelected(capture, { ...selection, rows: { from, to }, timeRange: undefined }, visitor, token);
  return rows;
}
