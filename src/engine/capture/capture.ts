import { Emitter } from '../../base/emitter';
import { utf8Encode } from '../../base/bytes';
import { type ErrorInfo } from '../../base/workbenchError';
import { type SessionDefinition } from '../../model/sessionDefinition';
import { type Ledger } from '../../protocol/capture';
import { type PeerSnapshot, type SessionRates, type SocketEvent } from '../../protocol/session';
import { chunkBytes, ChunkWriter } from '../../recording/chunkWriter';
import { channelId } from '../../recording/mcapRecords';
import { messageHeadBytes } from '../../recording/messageRecord';
import { CaptureClock } from './captureClock';
import { CaptureDigest } from './captureDigest';
import { captureFileStart, encodePosition } from './captureFile';
import { bodyBytesOf, readBack } from './readBack';
import { ChunkCache } from './chunkCache';
import { ChunkPool } from './chunkPool';
import { type CaptureCounts, ChunkEntry, Directory } from './directory';
import { EventLog } from './eventLog';
import { RateMeter } from './rateMeter';
import { restoreSpool, type RestoredSpool } from './restoreSpool';
import { type Segment } from './segment';
import { Spool, type SpoolOwner } from './spool';
import { outOfMemory } from './spoolError';
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
  private nextRow: number;
  private received: number;
  private sent: number;
  private eventCount: number;
  private bytes: number;
  private evicted: number;
  private cleared: number;
  private lost: number;
  private lostReason: ErrorInfo | undefined;
  private firstTimeMs: number;
  private positionVersion = 0;
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
    this.nextRow = former.position.row;
    this.received = former.position.received;
    this.sent = former.position.sent;
    this.eventCount = former.position.events;
    this.bytes = former.position.bytes;
    this.cleared = former.position.cleared;
    this.lost = former.position.lost;
    this.firstTimeMs = former.position.firstTimeMs;
    this.evicted = this.nextRow - this.directory.kept - this.cleared - this.lost;
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
    this.restored = this.countFormer(former);
  }

  /** The first row kept; the next one to come when none is. */
  get firstRow(): number {
    return this.directory.first?.firstRow ?? this.nextRow;
  }

  /** One past the newest row. */
  get endRow(): number {
    return this.nextRow;
  }

  /** Epoch ms of the first message ever and of the newest one kept; 0 without. */
  get times(): { readonly firstMs: number; readonly lastMs: number } {
    return { firstMs: this.firstTimeMs, lastMs: this.directory.last?.endMs ?? 0 };
  }

  get ledger(): Ledger {
    return {
      received: this.received,
      sent: this.sent,
      kept: this.directory.kept,
      evicted: this.evicted,
      cleared: this.cleared,
      bytes: this.bytes,
      bufferBytes: this.spool.bytes + (this.entry ? this.chunk.length : 0),
      bufferLimit: this.limitBytes,
      lost: this.lost,
      lostReason: this.lostReason,
    };
  }

  /** Over the last second. */
  get rates(): SessionRates {
    this.clock.read();
    return this.meter.read(this.clock.ms);
  }

  /** Events so far, those of a former engine included: the next one's number is one more. */
  get lastEventSeq(): number {
    return this.eventCount;
  }

  /** Raised when the events or peers change. */
  get eventVersion(): number {
    return this.eventCount + this.peerChanges;
  }

  /** To be called when what peersProvider returns has changed. */
  peersDidChange(): void {
    this.peerChanges++;
  }

  /** Adds a message; the frames are copied. @returns its row. */
  append(outgoing: boolean, frames: readonly Uint8Array[]): number {
    const { clock } = this;
    clock.read();
    const channel = outgoing ? channelId.sent : channelId.received;
    const sequence = (outgoing ? this.sent : this.received) + 1;
    const bodies = this.chunk.append(channel, sequence, clock.low, clock.high, frames);
    if (bodies < 0) return this.appendToNext(outgoing, channel, sequence, frames);
    return this.count(outgoing, bodies);
  }

  appendEvent(event: SocketEvent): void {
    this.events.add(event);
    const { clock } = this;
    clock.read();
    const json = utf8Encode(JSON.stringify(event));
    const add = () => this.chunk.appendEvent(this.eventCount + 1, clock.low, clock.high, json);
    if (!add()) {
      this.nextChunk(messageHeadBytes + json.length);
      add();
    }
    if (!this.entry) this.beginEntry();
    this.eventCount++;
    this.armFlush();
  }

  /** Brings topics and timeline up to the newest message. */
  get counted(): CaptureDigest {
    this.digest.add(this.chunk, this.digested, this.chunk.count, this.definition.type);
    this.digested = this.chunk.count;
    return this.digest;
  }

  /** Drops all that was captured. */
  clear(): void {
    this.cleared += this.directory.kept;
    this.positionVersion++;
    this.directory.clear();
    this.spool.clear();
    this.cache.clear();
    this.digest.clear();
    this.chunk.reset();
    this.entry = undefined;
    this.digested = 0;
    this.armFlush();
    this.dropped.fire({ from: 0, to: this.nextRow });
  }

  setLimit(bytes: number): void {
    this.limitBytes = bytes;
    this.spool.setLimit(bytes);
  }

  /** Resolves when all that was captured so far is on disk, or could not get there. */
  async close(): Promise<void> {
    this.cancelFlush();
    if (this.entry) this.spool.writeOpen();
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

  dispose(): void {
    this.remove().catch((error: unknown) =>
      this.options.log.warn(`Removing the capture failed: ${String(error)}`),
    );
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
    if (outgoing) this.sent++;
    else this.received++;
    this.bytes += bodies;
    this.meter.add(ms, outgoing, bodies);
    if (this.firstTimeMs === 0) this.firstTimeMs = ms;
    if (!this.flushTimer) this.armFlush();
    return this.nextRow++;
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
      this.lost++;
      this.lostReason = outOfMemory;
      this.positionVersion++;
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
    const entry = new ChunkEntry(this.nextRow);
    entry.memory = this.chunk;
    entry.before = this.counts;
    this.entry = entry;
    this.directory.push(entry);
    return entry;
  }

  private get counts(): CaptureCounts {
    return { received: this.received, sent: this.sent, events: this.eventCount, bytes: this.bytes };
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
        return capture.positionVersion;
      },
      get openEntry() {
        return capture.entry;
      },
      fileStart: () => captureFileStart(this.definition),
      position: (before = { ...this.counts, row: this.nextRow }) =>
        encodePosition({
          ...before,
          cleared: this.cleared,
          lost: this.lost,
          firstTimeMs: this.firstTimeMs,
        }),
      lost: (entry, reason) => {
        this.directory.remove(entry);
        this.lost += entry.count;
        this.lostReason = reason;
        this.positionVersion++;
        this.dropped.fire({ from: entry.firstRow, to: entry.endRow });
      },
      evicted: (segment: Segment) => {
        this.evicted += this.directory.dropSegment(segment);
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
      if (former.unsized.has(entry)) this.bytes += bodyBytesOf(chunk);
    }
    this.positionVersion++;
  }
}
