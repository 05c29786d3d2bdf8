import * as path from 'node:path';
import { crc32 } from 'node:zlib';
import type { ErrorInfo } from '../../base/workbenchError';
import { chunkBytes } from '../../recording/chunkWriter';
import { chunkHeadBytes } from '../../recording/mcapRecords';
import type { CountsBefore, ChunkEntry } from './directory';
import type { ChunkPool } from './chunkPool';
import { Segment } from './segment';
import { add, type Batch, writeAtEnd } from './spoolBatch';
import { diskTooSlow, spoolFailure } from './spoolError';
import { isOverfull } from './spoolOverflow';
import type { SpoolFileSystem } from './spoolFileSystem';

/** Chunks just written stay in memory a while, since the newest rows are what people look at. */
const recentChunks = 8;
/** Chunks in one write. */
const maxBatch = 256;
const retryMs = 500;
/** The spool is cut into about so many files; the oldest goes as a whole. */
const segmentsPerSpool = 32;

export interface SpoolOwner {
  /** @returns magic, header, schema, channels and the session's definition. */
  fileStart(): Uint8Array;
  /** @returns the record that says where the counting stands before the chunk, or now. */
  position(before?: CountsBefore): Uint8Array;
  /** Changes whenever `position` says something that cannot be told from the chunks alone. */
  readonly positionVersion: number;
  /** The chunk that is still appended to, if it has records. */
  readonly openEntry: ChunkEntry | undefined;
  /** The chunk did not get to the disk in time; it is in memory until this returns. */
  lost(entry: ChunkEntry, reason: ErrorInfo): void;
  /** The oldest segment is about to go. */
  evicted(segment: Segment): void;
}

export interface SpoolOptions {
  readonly folder: string;
  readonly fs: SpoolFileSystem;
  readonly limitBytes: number;
  readonly pool: ChunkPool;
  readonly owner: SpoolOwner;
  readonly warn: (message: string) => void;
  /** What a former engine left, oldest first, and the number of the next file. */
  readonly segments: readonly Segment[];
  /** Of what a former engine left, the files that are on their way out. */
  readonly leaving: readonly Segment[];
  readonly nextNumber: number;
}

/**
 * Takes sealed chunks to files, each of which is a valid beginning of an MCAP file. Chunks wait in a bounded queue;
 * when the disk cannot keep up or fails, the oldest waiting ones are lost and counted, and the socket never waits.
 * Once a second at most the open chunk is written too, where its place will be; the complete one overwrites it.
 */
export class Spool {
  private readonly segments: Segment[];
  private readonly leaving = new Set<Segment>();
  private current: Segment | undefined;
  private queue: ChunkEntry[] = [];
  private queuedBytes = 0;
  private inFlight = 0;
  private recent: ChunkEntry[] = [];
  private nextNumber: number;
  private nextRow = -1;
  private writtenVersion = -1;
  private flushOpen = false;
  private running = false;
  private ended: Promise<void> = Promise.resolve();
  private waiters: (() => void)[] = [];
  /** To be called when it is written that the segments before were cleared. */
  private clearings: (() => void)[] = [];
  private failure: ErrorInfo | undefined;
  private wake: (() => void) | undefined;
  private disposed = false;
  private limitBytes: number;

  constructor(private readonly options: SpoolOptions) {
    this.segments = [...options.segments];
    for (const segment of options.leaving) this.awaitRemoval(segment);
    this.nextNumber = options.nextNumber;
    this.limitBytes = options.limitBytes;
  }

  /** Bytes on disk and waiting to get there. */
  get bytes(): number {
    let sum = this.queuedBytes;
    for (const segment of this.segments) sum += segment.length;
    return sum;
  }

  /** Takes over a sealed chunk. */
  enqueue(entry: ChunkEntry): void {
    this.queue.push(entry);
    this.queuedBytes += sizeOf(entry);
    while (isOverfull(this.queue, this.queuedBytes) && this.queue.length > this.inFlight + 1)
      this.loseOldest();
    this.evict();
    this.start();
  }

  /** Sees to it that the open chunk's records get to the disk as they are now. */
  writeOpen(): void {
    this.flushOpen = true;
    this.start();
  }

  setLimit(limitBytes: number): void {
    this.limitBytes = limitBytes;
    this.evict();
  }

  /**
   * Forgets all chunks and removes their files: as soon as it is written that they were cleared, so that after a crash
   * they either are there or are counted as cleared. Where nothing can be written they go all the same.
   */
  clear(): void {
    const waiting = this.queue.splice(this.inFlight);
    for (const entry of waiting) this.release(entry);
    this.queuedBytes = this.queue.reduce((sum, entry) => sum + sizeOf(entry), 0);
    for (const entry of this.recent.splice(0)) this.release(entry);
    const cleared = this.segments.splice(0);
    if (cleared.length > 0) {
      const written = new Promise<void>((resolve) => this.clearings.push(resolve));
      for (const segment of cleared) this.remove(segment, written);
    }
    this.current = undefined;
  }

  private clearingsWritten(): void {
    for (const resolve of this.clearings.splice(0)) resolve();
  }

  /** Resolves when everything is written, or a try to write it has failed. */
  drain(): Promise<void> {
    this.start();
    if (!this.running) return Promise.resolve();
    this.wake?.();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Ends writing, gives the handles back and waits for files that go. @param remove whether the files go too. */
  async dispose(remove: boolean): Promise<void> {
    this.disposed = true;
    this.wake?.();
    await this.ended;
    this.clearingsWritten();
    const segments = this.segments.splice(0);
    if (remove) for (const segment of segments) this.remove(segment);
    else await Promise.all(segments.map((segment) => segment.close()));
    await Promise.all([...this.leaving].map((segment) => segment.removal));
  }

  private remove(segment: Segment, when?: Promise<void>): void {
    segment.remove(when);
    this.awaitRemoval(segment);
  }

  private awaitRemoval(segment: Segment): void {
    this.leaving.add(segment);
    void segment.removal.then(() => this.leaving.delete(segment));
  }

  private start(): void {
    if (this.running || this.disposed || !this.hasWork) return;
    this.running = true;
    this.ended = this.run();
  }

  private get hasWork(): boolean {
    return this.queue.length > 0 || this.flushOpen;
  }

  private async run(): Promise<void> {
    while (!this.disposed && this.hasWork) {
      try {
        await this.writeBatch();
        this.failure = undefined;
      } catch (error) {
        this.noteFailure(error);
        await this.pause();
      }
    }
    this.running = false;
    this.tellWaiters();
  }

  private tellWaiters(): void {
    for (const resolve of this.waiters.splice(0)) resolve();
  }

  private noteFailure(error: unknown): void {
    if (this.disposed) return;
    // Perhaps there is room again without them.
    this.clearingsWritten();
    const failure = spoolFailure(error);
    if (failure.detail !== this.failure?.detail) {
      this.options.warn(`Writing the capture in ${this.options.folder} failed: ${failure.detail}`);
    }
    this.failure = failure;
    this.tellWaiters();
  }

  private async pause(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, retryMs);
    });
    clearTimeout(timer);
    this.wake = undefined;
  }

  /** Writes waiting chunks up to the segment's end; when none wait, the open one. */
  private async writeBatch(): Promise<void> {
    const segment = this.currentSegment();
    const batch = this.beginBatch(segment);
    const most = Math.min(this.failure ? 1 : maxBatch, this.queue.length);
    while (batch.entries.length < most && batch.end < this.segmentBytes) {
      this.addChunk(batch, this.queue[batch.entries.length]!);
    }
    if (batch.entries.length > 0) {
      await this.writeSealed(segment, batch);
      return;
    }
    this.flushOpen = false;
    const open = this.options.owner.openEntry;
    if (open) this.addChunk(batch, open);
    else if (segment.length === 0) add(batch, this.options.owner.position());
    try {
      await segment.use((file) => writeAtEnd(file, segment, batch));
      if (!segment.isRemoved) this.clearingsWritten();
    } catch (error) {
      this.flushOpen = true;
      this.giveUpUnborn(segment);
      throw error;
    }
  }

  private async writeSealed(segment: Segment, batch: Batch): Promise<void> {
    this.inFlight = batch.entries.length;
    try {
      await segment.use((file) => writeAtEnd(file, segment, batch));
    } catch (error) {
      // Cleared while it was being written: there is nothing to try again.
      if (segment.isRemoved) this.takeFromQueue(batch.entries).forEach((entry) => this.release(entry));
      this.giveUpUnborn(segment);
      throw error;
    } finally {
      this.inFlight = 0;
    }
    this.takeFromQueue(batch.entries);
    if (segment.isRemoved) for (const entry of batch.entries) this.release(entry);
    else this.accept(segment, batch);
  }

  private beginBatch(segment: Segment): Batch {
    const isStart = segment.length === 0;
    const batch: Batch = {
      parts: [],
      entries: [],
      places: [],
      end: segment.length,
      // Every segment begins with a position.
      nextRow: isStart ? -1 : this.nextRow,
      version: this.writtenVersion,
    };
    if (isStart) add(batch, this.options.owner.fileStart());
    return batch;
  }

  private addChunk(batch: Batch, entry: ChunkEntry): void {
    const { owner } = this.options;
    if (entry.before && (entry.firstRow !== batch.nextRow || owner.positionVersion !== batch.version)) {
      add(batch, owner.position(entry.before));
      batch.version = owner.positionVersion;
    }
    batch.entries.push(entry);
    if (!entry.memory) throw new Error('a chunk that is not in memory cannot be written');
    const { head, records, index } = entry.memory.encode(crc32);
    add(batch, head);
    batch.places.push(batch.end);
    add(batch, records);
    add(batch, index);
    batch.nextRow = entry.endRow;
  }

  /** A file that could not be made gets another name the next time. */
  private giveUpUnborn(segment: Segment): void {
    if (segment.fileLength > 0 || segment.isRemoved) return;
    this.segments.splice(this.segments.indexOf(segment), 1);
    this.current = undefined;
    this.remove(segment);
  }

  private takeFromQueue(entries: readonly ChunkEntry[]): readonly ChunkEntry[] {
    this.queue.splice(0, entries.length);
    for (const entry of entries) this.queuedBytes -= sizeOf(entry);
    return entries;
  }

  private accept(segment: Segment, batch: Batch): void {
    this.clearingsWritten();
    this.nextRow = batch.nextRow;
    this.writtenVersion = batch.version;
    for (const [index, entry] of batch.entries.entries()) {
      entry.place = { segment, offset: batch.places[index]!, length: entry.memory?.length ?? 0 };
      entry.before = undefined;
      this.recent.push(entry);
    }
    while (this.recent.length > recentChunks) this.release(this.recent.shift()!);
    segment.length = batch.end;
    if (segment.length >= this.segmentBytes) this.current = undefined;
    this.evict();
  }

  private get segmentBytes(): number {
    return Math.max(chunkBytes, Math.floor(this.limitBytes / segmentsPerSpool));
  }

  private currentSegment(): Segment {
    if (this.current && !this.current.isRemoved) return this.current;
    const name = `${String(this.nextNumber++).padStart(8, '0')}.mcap`;
    const segment = new Segment(path.join(this.options.folder, name), this.options.fs, true, (error) =>
      this.options.warn(`Removing ${name} failed: ${String(error)}`),
    );
    this.segments.push(segment);
    this.current = segment;
    return segment;
  }

  private evict(): void {
    // The open chunk is counted as if it were full.
    let bytes = this.bytes + chunkBytes;
    while (bytes > this.limitBytes && this.segments.length > 1 && this.segments[0] !== this.current) {
      const oldest = this.segments.shift()!;
      bytes -= oldest.length;
      this.recent = this.recent.filter((entry) => {
        if (entry.place?.segment !== oldest) return true;
        this.release(entry);
        return false;
      });
      this.options.owner.evicted(oldest);
      this.remove(oldest);
    }
  }

  private loseOldest(): void {
    const entry = this.queue.splice(this.inFlight, 1)[0]!;
    this.queuedBytes -= sizeOf(entry);
    this.options.owner.lost(entry, this.failure ?? diskTooSlow);
    this.release(entry);
  }

  private release(entry: ChunkEntry): void {
    if (entry.memory) this.options.pool.giveBack(entry.memory);
    entry.memory = undefined;
  }
}

function sizeOf(entry: ChunkEntry): number {
  return chunkHeadBytes + (entry.memory?.length ?? 0);
}
