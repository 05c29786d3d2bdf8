import type { RowSource } from '../../recording/rowSource';
import { parseChunk } from '../../recording/chunkReader';
import type { ChunkCache } from './chunkCache';
import type { ChunkEntry } from './directory';

/** A chunk's records, whose rows are found only when somebody asks. */
export class LazyChunk {
  private parsed: RowSource | undefined;

  /** @param length bytes of records in `bytes`. */
  constructor(
    readonly bytes: Uint8Array,
    readonly length: number,
    private readonly count: number,
    private readonly isForeign: boolean,
    parsed?: RowSource,
  ) {
    this.parsed = parsed;
  }

  get rows(): RowSource {
    this.parsed ??= parseChunk(this.bytes.subarray(0, this.length), this.count, this.isForeign);
    return this.parsed;
  }
}

interface ReadAhead {
  readonly entry: ChunkEntry;
  readonly records: Promise<Uint8Array | undefined>;
}

/**
 * Reads one chunk after another for a scan, the next one ahead while the last is looked at. Two buffers serve for all
 * of them, so a chunk is valid until the next is asked for.
 */
export class ChunkStream {
  private readonly buffers = [new Uint8Array(0), new Uint8Array(0)];
  private turn = 0;
  private ahead: ReadAhead | undefined;

  constructor(private readonly cache: ChunkCache) {}

  /** @returns the chunk if it is at hand; look at it before the next await. */
  peek(entry: ChunkEntry): LazyChunk | undefined {
    const chunk = this.cache.peek(entry);
    return chunk && new LazyChunk(chunk.bytes, chunk.length, chunk.count, this.cache.isForeign, chunk);
  }

  /**
   * Reads a chunk that is not at hand.
   * @param next the chunk that will be asked for afterwards.
   * @returns undefined when it is gone or cannot be read.
   */
  async read(entry: ChunkEntry, next: ChunkEntry | undefined): Promise<LazyChunk | undefined> {
    const ahead = this.ahead;
    this.ahead = undefined;
    const early = await ahead?.records;
    const records = ahead?.entry === entry ? early : await this.start(entry);
    if (next && next !== entry && !this.cache.peek(next)) {
      this.ahead = { entry: next, records: this.start(next) };
    }
    return records && new LazyChunk(records, records.length, entry.count, this.cache.isForeign);
  }

  private start(entry: ChunkEntry): Promise<Uint8Array | undefined> {
    this.turn = 1 - this.turn;
    const length = entry.place?.length ?? 0;
    if (this.buffers[this.turn]!.length < length) this.buffers[this.turn] = new Uint8Array(length);
    return this.cache.records(entry, this.buffers[this.turn]!);
  }
}
