import { parseChunk } from '../../recording/chunkReader';
import type { RowSource } from '../../recording/rowSource';
import type { CaptureSource } from '../capture/captureSource';
import type { ChunkEntry } from '../capture/directory';
import { RowCursor } from '../capture/rowCursor';
import type { RowSet } from './rowSet';

/** A chunk whose bytes are never written to again, so that views of them may travel to libzmq without a copy. */
interface StillChunk {
  readonly firstRow: number;
  readonly endRow: number;
  readonly rows: RowSource;
}

interface ReadAhead {
  readonly entry: ChunkEntry;
  readonly loading: Promise<void>;
  /** Null where it cannot be read. */
  chunk: StillChunk | null | undefined;
}

/**
 * Hands out the rows of a set one after another. Of the capture it holds the chunk it is in and the one it reads ahead;
 * rows that went meanwhile are passed over and counted.
 */
export class RowFeed {
  /** Rows of the set that were no longer there when their turn came, since the last look. */
  private gone = 0;
  private held: StillChunk | undefined;
  private ahead: ReadAhead | undefined;
  private readonly cursor: RowCursor;
  /** The cursor is on `nextRow`. */
  private isPlaced = false;
  private nextRow: number;
  private end: number;

  constructor(
    private readonly capture: CaptureSource,
    private readonly rows: RowSet,
  ) {
    this.cursor = new RowCursor(capture.definition.type, capture.channelTopics);
    this.nextRow = rows.from;
    this.end = rows.to;
  }

  /**
   * @returns the message that comes next, whose frames stay as they are while anybody holds them; undefined at the end;
   *   `unread` where it is on the disk: ready() tells when it is not.
   */
  peek(): RowCursor | 'unread' | undefined {
    if (this.isPlaced) return this.cursor;
    for (;;) {
      const row = this.rows.next(this.nextRow);
      this.nextRow = row;
      if (row >= this.end) return undefined;
      let { held } = this;
      if (!held || row < held.firstRow || row >= held.endRow) {
        const chunk = this.chunkOf(row);
        if (chunk === 'unread') return chunk;
        if (!chunk) continue;
        this.held = held = chunk;
      }
      this.cursor.moveTo(held.rows, row - held.firstRow, row);
      this.isPlaced = true;
      return this.cursor;
    }
  }

  /** Goes on to the message behind the one that peek() gave. */
  take(): void {
    this.isPlaced = false;
    this.nextRow++;
  }

  /** The row that comes next is the first of the set that is not before `row`. */
  seek(row: number): void {
    this.isPlaced = false;
    this.nextRow = Math.max(row, this.rows.from);
    const { held } = this;
    // What is held is sent to its end, but not again when the capture does not have it any more.
    if (held && this.capture.directory.chunkOfRow(held.firstRow)?.firstRow !== held.firstRow) {
      this.held = undefined;
    }
  }

  /** Rows from `row` on do not come. */
  stopBefore(row: number): void {
    this.end = Math.min(row, this.rows.to);
    if (this.nextRow >= this.end) this.isPlaced = false;
  }

  get position(): number {
    return this.nextRow;
  }

  /** Resolves when peek() knows more. */
  async ready(): Promise<void> {
    await this.ahead?.loading;
  }

  /** @returns how many rows of the set were passed over since it was asked last, because they are gone */
  takeGone(): number {
    const { gone } = this;
    this.gone = 0;
    return gone;
  }

  /** @returns undefined where the row is gone, and has been passed over */
  private chunkOf(row: number): StillChunk | 'unread' | undefined {
    const { directory } = this.capture;
    const index = directory.indexOfRow(row);
    const entry = directory.at(index);
    if (!entry || entry.firstRow > row) return this.pass(entry ? entry.firstRow : this.end);
    const { ahead } = this;
    if (ahead?.entry === entry && ahead.chunk === undefined && !entry.memory) return 'unread';
    if (ahead?.entry === entry && ahead.chunk !== undefined) {
      this.ahead = undefined;
      if (ahead.chunk && row < ahead.chunk.endRow) {
        this.readAhead(entry.endRow);
        return ahead.chunk;
      }
      if (!entry.memory) return this.pass(entry.endRow);
    }
    if (entry.memory) {
      const copy = stillCopy(entry, entry.memory);
      return row < copy.endRow ? copy : this.pass(entry.endRow);
    }
    this.startReading(entry);
    return 'unread';
  }

  private pass(row: number): undefined {
    const until = Math.min(row, this.end);
    this.gone += this.rows.count(this.nextRow, until);
    this.nextRow = until;
  }

  private readAhead(row: number): void {
    const next = this.rows.next(row);
    if (next >= this.end) return;
    const entry = this.capture.directory.chunkOfRow(next);
    if (entry && !entry.memory) this.startReading(entry);
  }

  private startReading(entry: ChunkEntry): void {
    const ahead: ReadAhead = {
      entry,
      chunk: undefined,
      loading: this.load(entry).then(
        (chunk) => void (ahead.chunk = chunk ?? null),
        () => void (ahead.chunk = null),
      ),
    };
    this.ahead = ahead;
  }

  /** Around the cache of parsed chunks, which belongs to those who look at the capture. */
  private async load(entry: ChunkEntry): Promise<StillChunk | undefined> {
    const { cache } = this.capture;
    const records = await cache.records(entry, new Uint8Array(entry.place?.length ?? 0));
    if (!records) return undefined;
    const rows = parseChunk(records, entry.count, cache.isForeign);
    return { firstRow: entry.firstRow, endRow: entry.firstRow + rows.count, rows };
  }
}

/** The chunk may still grow, and its memory serves another one later. */
function stillCopy({ firstRow }: ChunkEntry, memory: RowSource): StillChunk {
  const rows = parseChunk(memory.bytes.slice(0, memory.length), memory.count);
  return { firstRow, endRow: firstRow + rows.count, rows };
}
