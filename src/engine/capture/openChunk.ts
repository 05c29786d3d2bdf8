import type { SocketType } from '../../model/socketType';
import { chunkBytes, ChunkWriter } from '../../recording/chunkWriter';
import { channelId } from '../../recording/mcapRecords';
import { messageHeadBytes } from '../../recording/messageRecord';
import type { CaptureClock } from './captureClock';
import type { CaptureCounts } from './captureCounts';
import type { CaptureDigest } from './captureDigest';
import type { ChunkPool } from './chunkPool';
import { ChunkEntry } from './directory';

export interface OpenChunkOptions {
  readonly pool: ChunkPool;
  /** Read before each record is appended. */
  readonly clock: CaptureClock;
  /** Not yet counting what is appended. */
  readonly counts: CaptureCounts;
  readonly digest: CaptureDigest;
  readonly socketType: () => SocketType;
  /** The chunk has its first record. */
  readonly begun: (entry: ChunkEntry) => void;
  /** The chunk takes no more records. */
  readonly sealed: (entry: ChunkEntry) => void;
}

/** The chunk that a capture appends to, and after it the next one. */
export class OpenChunk {
  private chunk: ChunkWriter;
  private begunEntry: ChunkEntry | undefined;
  private digested = 0;

  constructor(private readonly options: OpenChunkOptions) {
    this.chunk = options.pool.take(0);
  }

  /** Undefined without records. */
  get entry(): ChunkEntry | undefined {
    return this.begunEntry;
  }

  /** Bytes of records. */
  get bytes(): number {
    return this.begunEntry ? this.chunk.length : 0;
  }

  /** Topics and timeline up to the newest message. */
  get counted(): CaptureDigest {
    const { digest, socketType } = this.options;
    digest.add(this.chunk, this.digested, this.chunk.count, socketType());
    this.digested = this.chunk.count;
    return digest;
  }

  /** @returns the bytes of the frames, or -1 when the chunk has no room for them. */
  append(outgoing: boolean, frames: readonly Uint8Array[]): number {
    const { clock, counts } = this.options;
    const channel = outgoing ? channelId.sent : channelId.received;
    const sequence = (outgoing ? counts.sent : counts.received) + 1;
    const bodies = this.chunk.append(channel, sequence, clock.low, clock.high, frames);
    if (bodies < 0) return bodies;
    const entry = this.begunEntry ?? this.begin();
    if (entry.count++ === 0) entry.startMs = clock.ms;
    entry.endMs = clock.ms;
    return bodies;
  }

  /** Opens the next chunk where this one has no room for the JSON. */
  appendEvent(json: Uint8Array): void {
    const { clock, counts } = this.options;
    const add = () => this.chunk.appendEvent(counts.events + 1, clock.low, clock.high, json);
    if (!add()) {
      this.next(messageHeadBytes + json.length);
      add();
    }
    if (!this.begunEntry) this.begin();
  }

  /** Seals the chunk, if anything is in it, and opens one with room for the frames. Throws when memory is short. */
  makeRoom(frames: readonly Uint8Array[]): void {
    this.next(ChunkWriter.bytesFor(frames));
  }

  /** A large message has a chunk alone. */
  sealLarge(): void {
    if (this.chunk.capacity > chunkBytes) this.next(0);
  }

  /** Drops the records. */
  clear(): void {
    this.chunk.reset();
    // Whoever still looks at the entry must not see what comes next.
    if (this.begunEntry) this.begunEntry.memory = undefined;
    this.begunEntry = undefined;
    this.digested = 0;
  }

  private next(room: number): void {
    const { pool, sealed } = this.options;
    const entry = this.begunEntry;
    if (entry) {
      void this.counted;
      this.begunEntry = undefined;
      this.digested = 0;
      // First a small chunk, in case that there is no memory for the large one.
      this.chunk = pool.take(0);
      sealed(entry);
    }
    if (room > this.chunk.capacity) {
      const larger = pool.take(room);
      pool.giveBack(this.chunk);
      this.chunk = larger;
    }
  }

  private begin(): ChunkEntry {
    const { counts, begun } = this.options;
    const entry = new ChunkEntry(counts.nextRow);
    entry.memory = this.chunk;
    entry.before = counts.now;
    this.begunEntry = entry;
    begun(entry);
    return entry;
  }
}
