import { parseChunk } from '../../recording/chunkReader';
import type { RowSource } from '../../recording/rowSource';
import type { ChunkEntry, ChunkPlace } from './directory';
import { mayPass } from './spoolError';

const maxBytes = 24 * 1024 * 1024;

/** Where the records of chunks that are not in memory come from. */
export interface ChunkRecords {
  /** The file is another tool's: each message of any channel is a row. */
  readonly isForeign: boolean;
  /**
   * @param into may be used for the answer.
   * @returns the records without compression. Rejects where they cannot be read.
   */
  read(place: ChunkPlace, into: Uint8Array): Promise<Uint8Array>;
}

/** Chunks of the spool, as we wrote them. */
export const spoolRecords: ChunkRecords = {
  isForeign: false,
  async read(place, into) {
    const records = into.subarray(0, place.length);
    const count = await place.segment.use((file) => file.read(records, place.offset));
    if (count !== place.length) throw new Error(`The file gave ${count} bytes in place of ${place.length}.`);
    return records;
  },
};

/**
 * Reads chunks back. The last few that were read stay parsed. A chunk that is still in memory is handed out as it is
 * and may be reused afterwards: look at it before the next await.
 */
export class ChunkCache {
  private readonly parsed = new Map<ChunkEntry, RowSource>();
  private readonly loading = new Map<ChunkEntry, Promise<RowSource | undefined>>();
  private bytes = 0;

  /** @param onUnreadable is told of chunks that are on the disk, but cannot be read, and never will be. */
  constructor(
    private readonly onUnreadable: (entry: ChunkEntry, error: unknown) => void,
    private readonly source: ChunkRecords = spoolRecords,
  ) {}

  get isForeign(): boolean {
    return this.source.isForeign;
  }

  /** @returns the chunk if it is at hand. */
  peek(entry: ChunkEntry): RowSource | undefined {
    if (entry.memory) return entry.memory;
    const found = this.parsed.get(entry);
    if (found) {
      // The map's order is the order of use.
      this.parsed.delete(entry);
      this.parsed.set(entry, found);
    }
    return found;
  }

  /** Reads the chunk from disk. @returns undefined when it is gone or cannot be read. */
  load(entry: ChunkEntry): Promise<RowSource | undefined> {
    let loading = this.loading.get(entry);
    if (!loading) {
      loading = this.read(entry).finally(() => this.loading.delete(entry));
      this.loading.set(entry, loading);
    }
    return loading;
  }

  clear(): void {
    this.parsed.clear();
    this.bytes = 0;
  }

  /**
   * Reads a chunk's records, into the front of `into` where they fit it as they are.
   * @returns them, or undefined when they cannot be read.
   */
  async records(entry: ChunkEntry, into: Uint8Array): Promise<Uint8Array | undefined> {
    const { place } = entry;
    if (!place || place.segment.isRemoved) return undefined;
    try {
      return await this.source.read(place, into);
    } catch (error) {
      this.failed(entry, error);
    }
    return undefined;
  }

  private failed(entry: ChunkEntry, error: unknown): void {
    if (entry.place?.segment.isRemoved || mayPass(error)) return;
    this.onUnreadable(entry, error);
  }

  private async read(entry: ChunkEntry): Promise<RowSource | undefined> {
    const { place } = entry;
    if (!place) return undefined;
    const records = await this.records(entry, new Uint8Array(place.length));
    if (!records) return undefined;
    const chunk = parseChunk(records, entry.count, this.isForeign);
    if (chunk.count !== entry.count) {
      this.failed(entry, new Error(`The chunk holds ${chunk.count} messages in place of ${entry.count}.`));
      return undefined;
    }
    this.keep(entry, chunk);
    return chunk;
  }

  private keep(entry: ChunkEntry, chunk: RowSource): void {
    this.parsed.set(entry, chunk);
    this.bytes += chunk.bytes.length;
    for (const [oldest, { bytes }] of this.parsed) {
      if (this.bytes <= maxBytes || oldest === entry) break;
      this.parsed.delete(oldest);
      this.bytes -= bytes.length;
    }
  }
}
