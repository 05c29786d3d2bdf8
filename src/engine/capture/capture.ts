import { Emitter } from '../../base/emitter';
import { utf8Encode } from '../../base/bytes';
import type { SessionDefinition } from '../../model/sessionDefinition';
import type { Ledger } from '../../protocol/capture';
import type { MessageCounts, PeerSnapshot, SessionRates, SocketEvent } from '../../protocol/session';
import { CaptureCounts } from './captureCounts';
import { CaptureClock } from './captureClock';
import { CaptureDigest } from './captureDigest';
import { captureFileStart, encodePosition } from './captureFile';
import { bodyBytesOf, readBack } from './readBack';
import type { CaptureSource, DroppedRows } from './captureSource';
import { ChunkCache } from './chunkCache';
import { ChunkPool } from './chunkPool';
import { type ChunkEntry, Directory } from './directory';
import { EventLog } from './eventLog';
import { OpenChunk } from './openChunk';
import { RateMeter } from './rateMeter';
import { restoreSpool, type RestoredSpool } from './restoreSpool';
import type { Segment } from './segment';
import { Spool, type SpoolOwner } from './spool';
import { engineDied, outOfMemory, spoolReadFailure } from './spoolError';
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

/** Records get to the disk after at most so long. */
const flushMs = 1000;

/**
 * Everything that one session received and sent, in order. Appending is synchronous, costs no promise and no object
 * that outlives the call, and never throws.
 *
 * The ledger: every message has a row, so received + sent is the number of rows ever given. Each is either kept
 * (readable), evicted (the oldest, over the limit), cleared (by the user) or lost (never reached the disk, or cannot be
 * read from it any more). After a crash of the engine the counting goes on from the last complete record on disk: what
 * only its memory held is in no column, since nobody can count it.
 */
export class Capture implements CaptureSource {
  readonly id: string;
  /** As the session was last opened: it may have been renamed or given other endpoints since the capture began. */
  definition: SessionDefinition;
  readonly directory = new Directory();
  readonly cache = new ChunkCache((entry, error) => this.unreadable(entry, error));
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
  private readonly open: OpenChunk;
  private readonly counts: CaptureCounts;
  private peerChanges = 0;
  private flushTimer: NodeJS.Timeout | undefined;
  private disposed = false;
  private limitBytes: number;
  private readonly dropped = new Emitter<DroppedRows>();
  private readonly sealed = new Emitter<void>();

  /** Rows went: the oldest, all, or some that were lost. */
  readonly onDidDrop = this.dropped.event;
  /** A chunk is full: it takes no more records, and stays in memory until it is on the disk. Must not throw. */
  readonly onDidSeal = this.sealed.event;

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
    this.open = new OpenChunk({
      pool: this.pool,
      clock: this.clock,
      counts: this.counts,
      digest: this.digest,
      socketType: () => this.definition.type,
      begun: (entry) => this.directory.push(entry),
      sealed: (entry) => {
        this.spool.enqueue(entry);
        this.sealed.fire();
      },
    });
    this.spool = new Spool({
      folder: options.folder,
      fs,
      limitBytes: options.limitBytes,
      pool: this.pool,
      owner: this.spoolOwner(),
      warn,
      segments: former.segments,
      leaving: former.leaving,
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
      bufferBytes: this.spool.bytes + this.open.bytes,
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
    this.clock.read();
    const bodies = this.open.append(outgoing, frames);
    return bodies < 0 ? this.appendToNext(outgoing, frames) : this.count(outgoing, bodies);
  }

  appendEvent(event: SocketEvent): void {
    this.events.add(event);
    this.clock.read();
    this.open.appendEvent(utf8Encode(JSON.stringify(event)));
    this.counts.events++;
    this.armFlush();
  }

  /** Brings topics and timeline up to the newest message. */
  get counted(): CaptureDigest {
    return this.open.counted;
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
    this.open.clear();
    // At once: what was cleared goes from the disk when its count is there.
    this.spool.writeOpen();
    this.dropped.fire({ from: 0, to: this.counts.nextRow });
  }

  setLimit(bytes: number): void {
    this.limitBytes = bytes;
    this.spool.setLimit(bytes);
  }

  /** Resolves when all that was captured so far is on disk, or could not get there. */
  async close(): Promise<void> {
    this.cancelFlush();
    if (this.open.entry) this.spool.writeOpen();
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
    this.sealed.dispose();
    await this.spool.dispose(removeFiles);
  }

  private count(outgoing: boolean, bodies: number): number {
    const { ms } = this.clock;
    this.meter.add(ms, outgoing, bodies);
    if (!this.flushTimer) this.armFlush();
    return this.counts.add(outgoing, bodies, ms);
  }

  /** The open chunk has no room: the message begins the next one, or has one alone if it is large. */
  private appendToNext(outgoing: boolean, frames: readonly Uint8Array[]): number {
    try {
      this.open.makeRoom(frames);
    } catch {
      this.counts.lose(1, outOfMemory);
      return this.count(
        outgoing,
        frames.reduce((sum, frame) => sum + frame.length, 0),
      );
    }
    const row = this.count(outgoing, this.open.append(outgoing, frames));
    this.open.sealLarge();
    return row;
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
        return capture.open.entry;
      },
      fileStart: () => captureFileStart(this.definition),
      position: (before = this.counts.now) => encodePosition(this.counts.position(before)),
      lost: (entry, reason) => this.lose(entry, () => this.counts.lose(entry.count, reason)),
      evicted: (segment: Segment) => {
        this.counts.evicted += this.directory.dropSegment(segment);
        this.dropped.fire({ from: 0, to: this.firstRow });
      },
    };
  }

  /** What the disk held cannot be read from it: it is kept no more. */
  private unreadable(entry: ChunkEntry, error: unknown): void {
    const reason = spoolReadFailure(error);
    this.lose(entry, () => this.counts.misread(entry.count, reason));
    this.options.log.warn(`Reading the capture in ${this.folder} failed: ${reason.detail}`);
  }

  private lose(entry: ChunkEntry, count: () => void): void {
    if (!this.directory.remove(entry)) return;
    entry.isLost = true;
    count();
    this.dropped.fire({ from: entry.firstRow, to: entry.endRow });
  }

  private async countFormer(former: RestoredSpool): Promise<void> {
    for await (const { entry, chunk, events } of readBack(former.entries, this.cache)) {
      // Evicted or cleared meanwhile.
      if (this.disposed || entry.place?.segment.isRemoved) continue;
      this.digest.add(chunk, 0, chunk.count, this.definition.type);
      this.events.addOlder(events);
      if (former.unsized.has(entry)) this.counts.bytes += bodyBytesOf(chunk);
    }
    this.counts.version++;
  }
}
