import { Emitter } from '../../base/emitter';
import { utf8Encode } from '../../base/bytes';
import { type SessionDefinition } from '../../model/sessionDefinition';
import { type Ledger } from '../../protocol/capture';
import {
  type MessageCounts,
  type PeerSnapshot,
  type SessionRates,
  type SocketEvent,
} from '../../protocol/session';
import { chunkBytes, ChunkWriter } from '../../recording/chunkWriter';
import { channelId } from '../../recording/mcapRecords';
import { messageHeadBytes } from '../../recording/messageRecord';
import { CaptureCounts } from './captureCounts';
import { CaptureClock } from './captureClock';
import { CaptureDigest } from './captureDigest';
import { captureFileStart, encodePosition } from './captureFile';
import { bodyBytesOf, readBack } from './readBack';
import { ChunkCache } from './chunkCache';
import { ChunkPool } from './chunkPool';
import { ChunkEntry, Directory } from './directory';
import { EventLog } from './eventLog';
import { RateMeter } from './rateMeter';
import { restoreSpool, type RestoredSpool } from './restoreSpool';
import { type Segment } from './segment';
import { Spool, type SpoolOwner } from './spool';
import { engineDied, outOfMemory } from './spoolError';
import { nodeFileSystem, type SpoolFileSystem } from './spoolFileSystem';

export interface CaptureOptions {
  /** The session's id. */
  readonly id: string;
  readonly definition: SessionDefinition;
  /** The capture's own folder; what a former engine left there is read back. */
  readonly folder: string;
  readonly limitBytes: number;
  readonly log: { warn(message: string): void };
  readonly fileSystem?: SpoolFileSystem;
}

/** Rows [from, to) that were kept and are no more. */
export interface DroppedRows {
  readonly from: number;
  readonly to: number;
}

/** Records get to the disk after at most so long. */
const flushMs = 1000;

/**
 * Everything that one session received and sent, in order. Appending is synchronous, costs no promise and no object
 * that outlives the call, and never throws.
 *
 * The ledger: every message has a row, so received + sent is the number of rows ever given. Each is either kept
 * (readable), evicted (the oldest, over the limit), cleared (by the user) or lost (never reached the disk). After a
 * crash of the engine the counting goes on from the last complete record on disk: what only its memory held is in no
 * column, since nobody can count it.
 */
export class Capture {
  readonly id: string;
  /** As the session was last opened: it may have been renamed or given other endpoints since the capture began. */
  definition: SessionDefinition;
  readonly directory = new Directory();
  readonly cache = new ChunkCache();
  readonly events = new EventLog();
  /** Set by the session, which knows them. */
  peersProvider: (() => readonly PeerSnapshot[]) | undefined;
  /** Settles when all that was read back after a restart is counted too: topics, timeline, bytes, events. */
  readonly restored: Promise<void>;

  private readonly clock = new CaptureClock();
  private readonly meter = new RateMeter();
  private readonly pool = new ChunkPool();
  private readonly digest = new CaptureDigest();
  private readonly spool: Spool;
  private chunk: ChunkWriter;
  private entry: ChunkEntry | undefined;
  private digested = 0;
  private readonly counts: CaptureCounts;
  private peerChanges = 0;
  private flushTimer: NodeJS.Timeout | undefined;
  private disposed = false;
  private limitBytes: number;
  private readonly dropped = new Emitter<DroppedRows>();

  /** Rows went: the oldest, all, or some that were lost. */
  readonly onDidDrop = this.dropped.event;

  constructor(private readonly options: CaptureOptions) {
    this.id = options.id;
    this.definition = options.definition;
    this.limitBytes = options.limitBytes;
    const fs = options.fileSystem ?? nodeFileSystem;
    const warn = (message: string) => options.log.warn(message);
    const former = restoreSpool(options.folder, fs, warn);
    for (const entry of former.entries) this.directory.push(entry);
    this.counts = new CaptureCounts(former.position, this.directory.kept);
    this.clock.notBefore(former.lastLow, former.lastHigh);
    this.chunk = this.pool.take(0);
    this.spool = new Spool({
      folder: options.folder,
      fs,
      limitBytes: options.limitBytes,
      pool: this.pool,
      owner: this.spoolOwner(),
      warn,
      segments: former.segments,
      nextNumber: former.nextNumber,
    });
    this.restored = this.countFormer(former).catch((error: unknown) =>
      warn(`Counting again failed: ${String(error)}`),
    );
  }

  /** The first row kept; the next one to come when none is. */
  get firstRow(): number {
    return this.directory.first?.firstRow ?? this.counts.nextRow;
  }

  /** One past the newest row. */
  get endRow(): number {
    return this.counts.nextRow;
  }

  /** Epoch ms of the first message ever and of the newest one kept; 0 without. */
  get times(): { readonly firstMs: number; readonly lastMs: number } {
    return { firstMs: this.counts.firstTimeMs, lastMs: this.directory.last?.endMs ?? 0 };
  }

  get ledger(): Ledger {
    const { received, sent, evicted, cleared, bytes, lost, lostReason } = this.counts;
    return {
      received,
      sent,
      kept: this.directory.kept,
      evicted,
      cleared,
      bytes,
      bufferBytes: this.spool.bytes + (this.entry ? this.chunk.length : 0),
      bufferLimit: this.limitBytes,
      lost,
      lostReason,
    };
  }

  /** Over the last second. */
  get rates(): SessionRates {
    this.clock.read();
    return this.meter.read(this.clock.ms);
  }

  /** Events so far, those of a former engine included: the next one's number is one more. */
  get lastEventSeq(): number {
    return this.counts.events;
  }

  /** Raised when the events or peers change. */
  get eventVersion(): number {
    return this.counts.events + this.peerChanges;
  }

  /** To be called when what peersProvider returns has changed. */
  peersDidChange(): void {
    this.peerChanges++;
  }

  /** Adds a message; the frames are copied. @returns its row. */
  append(outgoing: boolean, frames: readonly Uint8Array[]): number {
    const { clock, counts } = this;
    clock.read();
    const channel = outgoing ? channelId.sent : channelId.received;
    const sequence = (outgoing ? counts.sent : counts.received) + 1;
    const bodies = this.chunk.append(channel, sequence, clock.low, clock.high, frames);
    if (bodies < 0) return this.appendToNext(outgoing, channel, sequence, frames);
    return this.count(outgoing, bodies);
  }

  appendEvent(event: SocketEvent): void {
    this.events.add(event);
    const { clock } = this;
    clock.read();
    const json = utf8Encode(JSON.stringify(event));
    const add = () => this.chunk.appendEvent(this.counts.events + 1, clock.low, clock.high, json);
    if (!add()) {
      this.nextChunk(messageHeadBytes + json.length);
      add();
    }
    if (!this.entry) this.beginEntry();
    this.counts.events++;
    this.armFlush();
  }

  /** Brings topics and timeline up to the newest message. */
  get counted(): CaptureDigest {
    this.digest.add(this.chunk, this.digested, this.chunk.count, this.definition.type);
    this.digested = this.chunk.count;
    return this.digest;
  }

  /**
   * Counts as lost what the host knows to have been counted and this capture does not have. To be called before
   * anything is appended. The host hears of counts a few times a second, so a little more may have been lost.
   */
  accountFor({ received, sent }: MessageCounts): void {
    const { counts } = this;
    const missing = { received: received - counts.received, sent: sent - counts.sent };
    if (missing.received <= 0 && missing.sent <= 0) return;
    counts.miss(Math.max(0, missing.received), Math.max(0, missing.sent), engineDied);
  }

  /** Drops all that was captured. */
  clear(): void {
    this.counts.clear(this.directory.kept);
    this.directory.clear();
    this.spool.clear();
    this.cache.clear();
    this.digest.clear();
    this.chunk.reset();
    // Whoever still looks at the entry must not see what comes next.
    if (this.entry) this.entry.memory = undefined;
    this.entry = undefined;
    this.digested = 0;
    this.armFlush();
    this.dropped.fire({ from: 0, to: this.counts.nextRow });
  }

  setLimit(bytes: number): void {
    this.limitBytes = bytes;
    this.spool.setLimit(bytes);
  }

  /** Resolves when all that was captured so far is on disk, or could not get there. */
  async close(): Promise<void> {
    // After a clear there is no entry, but its count is to be written.
    const isPending = this.entry !== undefined || this.flushTimer !== undefined;
    this.cancelFlush();
    if (isPending) this.spool.writeOpen();
    await this.spool.drain();
  }

  /** Ends the capture and leaves its files for the next engine. */
  async release(): Promise<void> {
    await this.close();
    await this.end(false);
  }

  /** Ends the capture and removes its files. */
  async remove(): Promise<void> {
    await this.end(true);
    await (this.options.fileSystem ?? nodeFileSystem).removeFolder(this.options.folder);
  }

  get folder(): string {
    return this.options.folder;
  }

  private async end(removeFiles: boolean): Promise<void> {
    this.disposed = true;
    this.cancelFlush();
    this.dropped.dispose();
    await this.spool.dispose(removeFiles);
  }

  private count(outgoing: boolean, bodies: number): number {
    const { clock } = this;
    const entry = this.entry ?? this.beginEntry();
    if (entry.count++ === 0) entry.startMs = clock.ms;
    entry.endMs = clock.ms;
    return this.countMessage(outgoing, bodies);
  }

  private countMessage(outgoing: boolean, bodies: number): number {
    const { ms } = this.clock;
    this.meter.add(ms, outgoing, bodies);
    if (!this.flushTimer) this.armFlush();
    return this.counts.add(outgoing, bodies, ms);
  }

  /** The open chunk has no room: the message begins the next one, or has one alone if it is large. */
  private appendToNext(
    outgoing: boolean,
    channel: number,
    sequence: number,
    frames: readonly Uint8Array[],
  ): number {
    const { clock } = this;
    try {
      this.nextChunk(ChunkWriter.bytesFor(frames));
    } catch {
      this.counts.lose(1, outOfMemory);
      return this.countMessage(
        outgoing,
        frames.reduce((sum, frame) => sum + frame.length, 0),
      );
    }
    const row = this.count(outgoing, this.chunk.append(channel, sequence, clock.low, clock.high, frames));
    if (this.chunk.capacity > chunkBytes) this.nextChunk(0);
    return row;
  }

  /** Seals the open chunk, if anything is in it, and opens one with the room. Throws when memory is short. */
  private nextChunk(room: number): void {
    const { entry } = this;
    if (entry) {
      void this.counted;
      this.entry = undefined;
      this.digested = 0;
      // First a small chunk, in case that there is no memory for the large one.
      this.chunk = this.pool.take(0);
      this.spool.enqueue(entry);
    }
    if (room > this.chunk.capacity) {
      const larger = this.pool.take(room);
      this.pool.giveBack(this.chunk);
      this.chunk = larger;
    }
  }

  private beginEntry(): ChunkEntry {
    const entry = new ChunkEntry(this.counts.nextRow);
    entry.memory = this.chunk;
    entry.before = this.counts.now;
    this.entry = entry;
    this.directory.push(entry);
    return entry;
  }

  private armFlush(): void {
    if (this.flushTimer || this.disposed) return;
    this.flushTimer = setTimeout(() => {
      this.flushTimer = undefined;
      this.clock.follow();
      this.spool.writeOpen();
    }, flushMs);
    this.flushTimer.unref();
  }

  private cancelFlush(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
  }

  private spoolOwner(): SpoolOwner {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- getters of an object need it
    const capture = this;
    return {
      get positionVersion() {
        return capture.counts.version;
      },
      get openEntry() {
        return capture.entry;
      },
      fileStart: () => captureFileStart(this.definition),
      position: (before = this.counts.now) => encodePosition(this.counts.position(before)),
      lost: (entry, reason) => {
        this.directory.remove(entry);
        this.counts.lose(entry.count, reason);
        this.dropped.fire({ from: entry.firstRow, to: entry.endRow });
      },
      evicted: (segment: Segment) => {
        this.counts.evicted += this.directory.dropSegment(segment);
        this.dropped.fire({ from: 0, to: this.firstRow });
      },
    };
  }

  private async countFormer(former: RestoredSpool): Promise<void> {
    for await (const { entry, chunk, events } of readBack(former.entries)) {
      // Evicted or cleared meanwhile.
      if (this.disposed || entry.place?.segment.isRemoved) continue;
      this.digest.add(chunk, 0, chunk.count, this.definition.type);
      this.events.addOlder(events);
      if (former.unsized.has(entry)) this.counts.bytes += bodyBytesOf(chunk);
    }
    this.counts.version++;
  }
}
