import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import type { Filter } from '../../model/filter/parseFilter';
import { rowHeaderBytes, RowWriter } from '../../protocol/rows';
import type { CaptureSource } from './captureSource';
import { ChunkStream } from './chunkStream';
import { packWholeRow } from './packRow';
import { RowCursor } from './rowCursor';
import { scanChunk } from './scanChunk';
import { TimeSlice } from './timeSlice';

const maxRows = 10_000;
const maxBytes = 64 * 1024 * 1024;

/**
 * @param token of the request; a long scan ends when it is cancelled.
 * @returns the rows of [from, to) that match, packed with whole frames, at most 10,000 or 64 MiB (but one at least);
 *   `matched` counts all of them.
 */
export async function matchingRows(
  capture: CaptureSource,
  from: number,
  to: number,
  filter: Filter,
  token: Cancellation,
): Promise<{ rows: Uint8Array; matched: number }> {
  const { directory } = capture;
  const end = Math.min(to, capture.endRow);
  const stream = new ChunkStream(capture.cache);
  const cursor = new RowCursor(capture.definition.type, capture.channelTopics);
  cursor.originMs = capture.times.firstMs;
  const writer = new RowWriter();
  const slice = new TimeSlice();
  let matched = 0;
  let isFull = false;
  const take = (found: RowCursor) => {
    matched++;
    const bytes = writer.bytesWritten + rowHeaderBytes + found.size + 4 * found.frameCount;
    isFull ||= matched > maxRows || (matched > 1 && bytes > maxBytes);
    if (!isFull) packWholeRow(writer, found);
  };
  let row = from;
  while (row < end) {
    const entry = directory.at(directory.indexOfRow(row));
    if (!entry || entry.firstRow >= end) break;
    const until = Math.min(end, entry.endRow);
    const next = directory.at(directory.indexOfRow(entry.endRow));
    const chunk = stream.peek(entry) ?? (await stream.read(entry, next));
    if (chunk) {
      const first = Math.max(0, row - entry.firstRow);
      scanChunk(chunk, entry.firstRow, entry.count, first, until - entry.firstRow, filter, cursor, take);
    }
    row = until;
    if (token.isCancellationRequested) {
      throw new WorkbenchError({ code: 'capture/cancelled', message: 'Reading the messages was cancelled.' });
    }
    if (slice.isOver) await slice.pause();
  }
  return { rows: writer.finish(), matched };
}
