import type { TimelineResult, TimeRange } from '../../protocol/capture';
import { channelId } from '../../recording/mcapRecords';
import { channelOf, timeHighOf, timeLowOf } from '../../recording/messageRecord';
import { epochMs } from '../../recording/timestamp';
import type { CaptureSource } from './captureSource';
import { ChunkStream } from './chunkStream';
import type { RowReader } from './rowReader';
import { TimeSlice } from './timeSlice';

const maxBuckets = 2000;
/** A zoomed range is counted message by message up to so many; that takes some ten milliseconds. */
const maxCounted = 300_000;
/** How many histogram buckets a bucket of the answer must span for the histogram to be good enough. */
const coarse = 8;

/**
 * Messages over time. Wide views come from the histogram that is kept while appending, whose buckets are at most an
 * eighth of the answer's; narrow ones are counted exactly, unless too many messages lie in them.
 */
export async function captureTimeline(
  capture: CaptureSource,
  reader: RowReader,
  buckets: number,
  range: TimeRange | undefined,
): Promise<TimelineResult> {
  const size = Math.min(Math.max(1, Math.floor(buckets)), maxBuckets);
  const keptMs = capture.directory.startMs;
  const fromMs = range?.fromMs ?? keptMs;
  const toMs = range?.toMs ?? capture.times.lastMs + 1;
  const received = new Array<number>(size).fill(0);
  const sent = new Array<number>(size).fill(0);
  if (toMs > fromMs && capture.directory.kept > 0) {
    const { timeline } = capture.counted;
    const first = await reader.atTime(fromMs);
    const end = await reader.atTime(toMs);
    const rows = capture.directory.positionOf(end) - capture.directory.positionOf(first);
    if ((toMs - fromMs) / size >= coarse * timeline.widthMs || rows > maxCounted) {
      timeline.addTo(received, sent, fromMs, toMs, keptMs);
    } else {
      await count(capture, first, end, fromMs, toMs, received, sent);
    }
  }
  return { fromMs, toMs, received, sent };
}

async function count(
  capture: CaptureSource,
  first: number,
  end: number,
  fromMs: number,
  toMs: number,
  received: number[],
  sent: number[],
): Promise<void> {
  const { directory, cache } = capture;
  const stream = new ChunkStream(cache);
  const slice = new TimeSlice();
  const scale = received.length / (toMs - fromMs);
  let row = first;
  while (row < end) {
    const entry = directory.at(directory.indexOfRow(row));
    if (!entry || entry.firstRow >= end) return;
    const next = directory.at(directory.indexOfRow(entry.endRow));
    const chunk = stream.peek(entry) ?? (await stream.read(entry, next));
    row = Math.max(row, entry.firstRow);
    const until = Math.min(end, entry.endRow);
    if (chunk) {
      const { view, offsets } = chunk.rows;
      for (; row < until; row++) {
        const record = offsets[row - entry.firstRow]!;
        const timeMs = epochMs(timeLowOf(view, record), timeHighOf(view, record));
        const bucket = Math.min(received.length - 1, Math.floor((timeMs - fromMs) * scale));
        if (channelOf(view, record) === channelId.sent) sent[bucket]!++;
        else received[bucket]!++;
      }
    }
    row = until;
    if (slice.isOver) await slice.pause();
  }
}
