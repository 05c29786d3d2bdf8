import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import { parseFilter, type Filter } from '../../model/filter/parseFilter';
import type { Selection } from '../../protocol/recording';
import type { RowSource } from '../../recording/rowSource';
import type { CaptureSource } from '../capture/captureSource';
import { ChunkStream, type LazyChunk } from '../capture/chunkStream';
import { RowCursor } from '../capture/rowCursor';
import { RowRange } from '../capture/rowRange';
import { RowReader } from '../capture/rowReader';
import { scanChunk } from '../capture/scanChunk';
import { TimeSlice } from '../capture/timeSlice';

export interface RowVisitor {
  /** Before the rows of a chunk; valid until the next. */
  chunk?(chunk: RowSource): void;
  /**
   * The socket events between the rows of the selection, whether or not the filter lets those through: in the order of
   * the records, so between the calls of `row`. Those in front of the first row kept and behind the newest are shown
   * where the selection begins or ends with these.
   */
  event?(chunk: RowSource, record: number): void;
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
  const events = new EventsBetween(visitor);
  const take = (found: RowCursor) => {
    events.showUpTo(found.recordStart);
    if (!direction || found.direction === direction) visitor.row(found);
  };
  const isFromStart = from === capture.firstRow;
  const isToEnd = to === capture.endRow;
  let entry = isFromStart ? directory.first : directory.at(directory.indexOfRow(from));
  while (entry && (entry.firstRow < to || (isToEnd && entry.count === 0))) {
    const next = directory.after(entry);
    const first = Math.max(0, from - entry.firstRow);
    const last = Math.min(to, entry.endRow) - entry.firstRow;
    // Most chunks without rows to show are not even read.
    const chunk: LazyChunk | undefined =
      entry.count > 0 || visitor.event ? (stream.peek(entry) ?? (await stream.read(entry, next))) : undefined;
    if (chunk) {
      visitor.chunk?.(chunk.rows);
      events.begin(chunk, from < entry.firstRow || isFromStart ? -1 : first);
      scanChunk(chunk, entry.firstRow, entry.count, first, last, filter, cursor, take);
      events.end(to > entry.endRow || isToEnd ? -1 : last);
    }
    await visitor.pause?.(from < to ? (entry.firstRow + last - from) / (to - from) : 1);
    throwIfCancelled(token);
    if (slice.isOver) await slice.pause();
    entry = directory.after(entry);
  }
}

/** Shows a visitor the events of one chunk after another, each when its turn has come. */
class EventsBetween {
  private chunk: RowSource | undefined;
  private next = 0;

  constructor(private readonly visitor: RowVisitor) {}

  /** @param first row of the chunk that is meant; -1 where what is in front of the rows is meant too. */
  begin(chunk: LazyChunk, first: number): void {
    if (!this.visitor.event) return;
    this.chunk = chunk.rows;
    const { events, offsets, count } = this.chunk;
    this.next = 0;
    if (first < 0) return;
    const start = first < count ? offsets[first]! : Infinity;
    while (this.next < events.length && events[this.next]! < start) this.next++;
  }

  showUpTo(record: number): void {
    const { chunk, visitor } = this;
    if (!chunk) return;
    const { events } = chunk;
    while (this.next < events.length && events[this.next]! < record)
      visitor.event?.(chunk, events[this.next++]!);
  }

  /** @param last one past the last row of the chunk that is meant; -1 where what is behind the rows is meant too. */
  end(last: number): void {
    const { chunk } = this;
    if (last < 0) this.showUpTo(Infinity);
    else if (chunk && last > 0) this.showUpTo(chunk.offsets[last - 1]!);
  }
}

export function throwIfCancelled(token: Cancellation): void {
  if (!token.isCancellationRequested) return;
  throw new WorkbenchError({ code: 'task/cancelled', message: 'Cancelled; what was written was removed.' });
}
