import { bytesEqual } from '../../base/bytes';
import { WorkbenchError } from '../../base/workbenchError';
import { timeHighOf, timeLowOf } from '../../recording/messageRecord';
import type { RowSource } from '../../recording/rowSource';
import { epochMs } from '../../recording/timestamp';
import type { CaptureSource } from './captureSource';
import { ChunkStream, type LazyChunk } from './chunkStream';
import type { ChunkEntry } from './directory';
import { RowCursor } from './rowCursor';

/** Chunks read at the same time for a window whose rows lie far apart. */
const readAhead = 8;
const searchRows = 200_000;
const searchMs = 50;

/** Reads rows of a capture wherever they are. */
export class RowReader {
  constructor(private readonly capture: CaptureSource) {}

  /**
   * Calls `take` with every row, in order. Chunks that went meanwhile, the oldest, are skipped with all before them.
   * Throws a WorkbenchError when a chunk cannot be read for the moment.
   * @param rows ascending rows that are kept.
   * @param restart is called when rows already taken turn out to come before some that are gone.
   * @returns how many rows in front were skipped, or undefined when rows turned out to be lost: those that follow have
   *   other positions now.
   */
  async each(
    rows: readonly number[],
    take: (cursor: RowCursor) => void,
    restart: () => void,
  ): Promise<number | undefined> {
    const { cache, directory } = this.capture;
    const cursor = new RowCursor(this.capture.definition.type, this.capture.channelTopics);
    const groups = this.groupsOf(rows);
    let skipped = 0;
    let done = 0;
    for (const [position, { entry, members }] of groups.entries()) {
      let chunk = cache.peek(entry);
      if (!chunk) {
        for (const ahead of groups.slice(position, position + readAhead)) {
          if (!cache.peek(ahead.entry)) void cache.load(ahead.entry);
        }
        chunk = await cache.load(entry);
      }
      done += members.length;
      if (!chunk) {
        if (entry.isLost) return undefined;
        if (directory.chunkOfRow(entry.firstRow) === entry) throw readFailed();
        skipped = done;
        restart();
        continue;
      }
      for (const row of members) {
        cursor.moveTo(chunk, row - entry.firstRow, row);
        take(cursor);
      }
    }
    return skipped;
  }

  /**
   * Hands the row's cursor to `read`, which must take what it needs before it returns.
   * @returns undefined when the row is not kept.
   */
  async one<T>(row: number, read: (cursor: RowCursor) => T): Promise<T | undefined> {
    const { cache, directory, definition, channelTopics } = this.capture;
    const entry = directory.chunkOfRow(row);
    if (!entry) return undefined;
    const chunk = cache.peek(entry) ?? (await cache.load(entry));
    if (!chunk) return undefined;
    const cursor = new RowCursor(definition.type, channelTopics);
    cursor.moveTo(chunk, row - entry.firstRow, row);
    return read(cursor);
  }

  /** @returns the first row kept whose time is not before the given one; the capture's endRow without one. */
  async atTime(timeMs: number): Promise<number> {
    const { cache, directory } = this.capture;
    const entry = directory.at(directory.indexOfTime(timeMs));
    if (!entry) return this.capture.endRow;
    if (entry.startMs >= timeMs) return entry.firstRow;
    const chunk = cache.peek(entry) ?? (await cache.load(entry));
    return chunk ? entry.firstRow + indexAtTime(chunk, timeMs) : entry.endRow;
  }

  /**
   * Looks for the message before `row` with the same topic (or none, where there are no topics) and direction. It
   * gives up after 200,000 rows or 50 ms.
   * @returns its row, or -1.
   */
  async previousOnTopic(row: number, outgoing: boolean, topic: Uint8Array | undefined): Promise<number> {
    const { directory, cache, definition, channelTopics } = this.capture;
    const started = performance.now();
    const stream = new ChunkStream(cache);
    const cursor = new RowCursor(definition.type, channelTopics);
    const isSame = () => {
      const other = cursor.topic;
      return cursor.outgoing === outgoing && (other ? !!topic && bytesEqual(other, topic) : !topic);
    };
    let end = row;
    for (;;) {
      const entry = directory.chunkBefore(end);
      if (!entry || row - end > searchRows || performance.now() - started > searchMs) return -1;
      const chunk = stream.peek(entry) ?? (await stream.read(entry, directory.chunkBefore(entry.firstRow)));
      if (!chunk) return -1;
      if (!topic || channelTopics || holds(chunk, topic)) {
        for (let i = Math.min(entry.count, end - entry.firstRow) - 1; i >= 0; i--) {
          cursor.moveTo(chunk.rows, i, entry.firstRow + i);
          if (isSame()) return entry.firstRow + i;
        }
      }
      end = entry.firstRow;
    }
  }

  private groupsOf(rows: readonly number[]): { entry: ChunkEntry; members: number[] }[] {
    const groups: { entry: ChunkEntry; members: number[] }[] = [];
    for (const row of rows) {
      const last = groups.at(-1);
      if (last && row < last.entry.endRow) {
        last.members.push(row);
        continue;
      }
      const entry = this.capture.directory.chunkOfRow(row);
      if (entry) groups.push({ entry, members: [row] });
    }
    return groups;
  }
}

/** A chunk is there and cannot be read for the moment. */
export function readFailed(): WorkbenchError {
  return new WorkbenchError({
    code: 'capture/readFailed',
    message: 'The engine could not read its capture file: too many files are open. Close some sessions.',
  });
}

function holds(chunk: LazyChunk, bytes: Uint8Array): boolean {
  const { buffer, byteOffset } = chunk.bytes;
  return Buffer.from(buffer, byteOffset, chunk.length).includes(Buffer.from(bytes));
}

function indexAtTime(chunk: RowSource, timeMs: number): number {
  let low = 0;
  let high = chunk.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const record = chunk.offsets[middle]!;
    if (epochMs(timeLowOf(chunk.view, record), timeHighOf(chunk.view, record)) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
