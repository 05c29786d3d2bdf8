import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import { channelId } from '../../recording/mcapRecords';
import { channelOf } from '../../recording/messageRecord';
import type { CaptureSource } from './captureSource';
import { ChunkStream, type LazyChunk } from './chunkStream';
import { readFailed } from './rowReader';
import { TimeSlice } from './timeSlice';

/**
 * Walks a session's capture from its end back. Of each message only the channel is looked at.
 * @param token of the request; a long walk ends when it is cancelled.
 * @returns the newest kept row that was received, or -1.
 * @throws capture/readFailed rather than to take an older one for the newest, capture/cancelled
 */
export async function newestReceived(capture: CaptureSource, token: Cancellation): Promise<number> {
  const { cache, directory } = capture;
  const stream = new ChunkStream(cache);
  const slice = new TimeSlice();
  for (let end = capture.endRow; ;) {
    const entry = directory.chunkBefore(end);
    if (!entry) return -1;
    const chunk = stream.peek(entry) ?? (await stream.read(entry, directory.chunkBefore(entry.firstRow)));
    if (chunk) {
      const index = lastReceivedIndex(chunk, Math.min(entry.count, end - entry.firstRow));
      if (index >= 0) return entry.firstRow + index;
    } else if (!entry.isLost && directory.has(entry)) {
      throw readFailed();
    }
    end = entry.firstRow;
    if (token.isCancellationRequested) {
      throw new WorkbenchError({ code: 'capture/cancelled', message: 'Reading the messages was cancelled.' });
    }
    if (slice.isOver) await slice.pause();
  }
}

/** @returns the last of the chunk's first `count` rows that was received, or -1. */
function lastReceivedIndex({ rows: { offsets, view } }: LazyChunk, count: number): number {
  let index = count - 1;
  while (index >= 0 && channelOf(view, offsets[index]!) === channelId.sent) index--;
  return index;
}
