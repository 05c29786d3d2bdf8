import { WorkbenchError } from '../../base/workbenchError';
import { parseFilter, type Filter } from '../../model/filter/parseFilter';
import { type Selection } from '../../protocol/recording';
import { type RowSource } from '../../recording/rowSource';
import { type CaptureSource } from '../capture/captureSource';
import { ChunkStream } from '../capture/chunkStream';
import { RowCursor } from '../capture/rowCursor';
import { RowRange } from '../capture/rowRange';
import { RowReader } from '../capture/rowReader';
import { scanChunk } from '../capture/scanChunk';
import { TimeSlice } from '../capture/timeSlice';

export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

export interface RowVisitor {
  /** Before the rows of a chunk; valid until the next. */
  chunk?(chunk: RowSource): void;
  /** Takes what it needs before it returns. */
  row(cursor: RowCursor): void;
  /** After some rows; the next come when it resolves. @param done 0 to 1. */
  pause?(done: number): Promise<void> | void;
}

/** Rows [from, to) that a selection may mean, as far as rows and times tell. */
export interface SelectedRange {
  readonly from: number;
  readonly to: number;
}

/** @throws capture/badFilter */
export function filterOf({ filter = '', matchCase }: Selection): Filter {
  const parsed = parseFilter(filter, { matchCase });
  if (parsed.ok) return parsed.filter;
  throw new WorkbenchError({
    code: 'capture/badFilter',
    message: `The filter cannot be read. ${parsed.errors[0]?.message ?? ''}`,
  });
}

export async function rangeOf(
  capture: CaptureSource,
  { rows, timeRange }: Selection,
): Promise<SelectedRange> {
  const range = new RowRange(capture, new RowReader(capture), timeRange);
  await range.resolve();
  const from = Math.max(rows?.from ?? 0, range.low, capture.firstRow);
  return { from, to: Math.max(from, Math.min(rows?.to ?? Infinity, range.high, capture.endRow)) };
}

/** Shows the visitor every row of the selection that is kept, oldest first. @throws capture/badFilter, task/cancelled */
export async function visitSelected(
  capture: CaptureSource,
  selection: Selection,
  visitor: RowVisitor,
  token: Cancellation,
): Promise<void> {
  const filter = filterOf(selection);
  const { from, to } = await rangeOf(capture, selection);
  const { direction } = selection;
  const { directory } = capture;
  const stream = new ChunkStream(capture.cache);
  const cursor = new RowCursor(capture.definition.type, capture.channelTopics);
  cursor.originMs = capture.times.firstMs;
  const slice = new TimeSlice();
  const take = (found: RowCursor) => {
    if (!direction || found.direction === direction) visitor.row(found);
  };
  let row = from;
  while (row < to) {
    const entry = directory.at(directory.indexOfRow(row));
    if (!entry || entry.firstRow >= to) break;
    const until = Math.min(to, entry.endRow);
    const next = directory.at(directory.indexOfRow(entry.endRow));
    const chunk = stream.peek(entry) ?? (await stream.read(entry, next));
    if (chunk) {
      visitor.chunk?.(chunk.rows);
      const first = Math.max(0, row - entry.firstRow);
      scanChunk(chunk, entry.firstRow, entry.count, first, until - entry.firstRow, filter, cursor, take);
    }
    row = until;
    await visitor.pause?.((row - from) / (to - from));
    throwIfCancelled(token);
    if (slice.isOver) await slice.pause();
  }
}

export function throwIfCancelled(token: Cancellation): void {
  if (!token.isCancellationRequested) return;
  throw new WorkbenchError({ code: 'task/cancelled', message: 'Cancelled; what was written was removed.' });
}
