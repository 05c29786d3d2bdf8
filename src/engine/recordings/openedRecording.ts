import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import { utf8Encode } from '../../base/bytes';
import { Emitter } from '../../base/emitter';
import { WorkbenchError } from '../../base/workbenchError';
import { type SessionDefinition, unknownSession } from '../../model/sessionDefinition';
import type { Ledger } from '../../protocol/capture';
import type { OpenedRecording as OpenedSummary, RecordingSummary } from '../../protocol/recording';
import type { ChannelInfo, FileIndex } from '../../recording/fileIndex';
import { channelId } from '../../recording/mcapRecords';
import type { RecoveredChunk } from '../../recording/recovery';
import { epochMs } from '../../recording/timestamp';
import { UnknownCompressionError, UnsupportedCompressionError } from '../../recording/unpackError';
import { CaptureDigest } from '../capture/captureDigest';
import type { CaptureSource, DroppedRows } from '../capture/captureSource';
import { ChunkCache } from '../capture/chunkCache';
import { ChunkStream } from '../capture/chunkStream';
import { ChunkEntry, Directory } from '../capture/directory';
import { EventLog } from '../capture/eventLog';
import { bodyBytesOf, eventsOf } from '../capture/readBack';
import type { ChannelTopics } from '../capture/rowCursor';
import { Segment } from '../capture/segment';
import { nodeFileSystem } from '../capture/spoolFileSystem';
import { TimeSlice } from '../capture/timeSlice';
import { FileRecords } from './fileRecords';
import { SequenceGaps } from './sequenceGaps';
import { isOwnFile, openFile, summarize } from './summary';

const stillness = { receivedPerSecond: 0, sentPerSecond: 0, bytesPerSecond: 0 };

/**
 * A file as a capture that nothing is added to. Its rows are there as soon as its index is read; topics, timeline and
 * events are counted in the background.
 */
export class OpenedRecording implements CaptureSource {
  readonly id: string;
  readonly definition: SessionDefinition;
  readonly directory = new Directory();
  readonly events = new EventLog();
  readonly recorded: SessionDefinition | undefined;
  readonly channelTopics: ChannelTopics | undefined;
  readonly channels: ReadonlyMap<number, ChannelInfo> | undefined;
  readonly peersProvider = undefined;
  readonly cache: ChunkCache;
  readonly counted: CaptureDigest;
  readonly rates = stillness;
  /** Settles when all is counted; never rejects. */
  readonly counting: Promise<void>;

  private readonly records: FileRecords;
  private readonly segment: Segment;
  private readonly dropped = new Emitter<DroppedRows>();
  readonly onDidDrop = this.dropped.event;
  private received = 0;
  private sent = 0;
  private bodyBytes = 0;
  private lost = 0;
  private lostReason: Ledger['lostReason'];
  private foundEvents = 0;
  private readonly gaps = new SequenceGaps();
  private disposed = false;

  private constructor(
    private readonly summary: RecordingSummary,
    index: FileIndex,
  ) {
    const { file } = summary;
    const isOwn = isOwnFile(index);
    this.id = `file:${randomUUID()}`;
    this.definition = { ...(summary.definition ?? unknownSession), id: this.id };
    this.recorded = summary.definition;
    if (!isOwn) {
      this.channels = index.channels;
      this.channelTopics = new Map(
        [...index.channels.values()].map(({ id, topic, messageEncoding }) => [
          id,
          utf8Encode(messageEncoding === '' ? topic : `${topic} [${messageEncoding}]`),
        ]),
      );
    }
    this.counted = new CaptureDigest(this.channelTopics);
    this.records = new FileRecords(!isOwn);
    this.cache = new ChunkCache((entry, error) => this.unreadable(entry, error), this.records);
    this.segment = new Segment(file, nodeFileSystem, false, () => undefined);
    for (const chunk of index.chunks) this.add(chunk, isOwn);
    this.counting = this.countAll();
  }

  /** @throws recording/cannotRead, recording/notMcap */
  static async open(file: string): Promise<OpenedRecording> {
    const { source, index } = await openFile(file);
    await source.close();
    return new OpenedRecording(summarize(file, source.size, index), index);
  }

  get opened(): OpenedSummary {
    return { ...this.summary, definition: this.summary.definition && this.definition, capture: this.id };
  }

  get firstRow(): number {
    return this.directory.first?.firstRow ?? 0;
  }

  get endRow(): number {
    return this.received + this.sent;
  }

  get times() {
    return { firstMs: this.directory.startMs, lastMs: this.directory.last?.endMs ?? 0 };
  }

  get ledger(): Ledger {
    const { received, sent, lost, lostReason, summary } = this;
    return {
      received,
      sent,
      kept: this.directory.kept,
      evicted: 0,
      cleared: 0,
      bytes: this.bodyBytes,
      bufferBytes: summary.bytes,
      bufferLimit: summary.bytes,
      lost,
      lostReason,
      leftOut: this.gaps.count,
    };
  }

  get eventVersion(): number {
    return this.foundEvents;
  }

  clear(): void {
    throw new WorkbenchError({
      code: 'recording/readOnly',
      message: 'A recording cannot be cleared: it is a file. Delete it in the Recordings view.',
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    this.dropped.dispose();
    await this.counting;
    await this.segment.close();
  }

  private add(chunk: RecoveredChunk, isOwn: boolean): void {
    const { index, startLow, startHigh, endLow, endHigh, recordsOffset, plainLength } = chunk;
    const entry = new ChunkEntry(this.endRow);
    const sent = isOwn ? (index.get(channelId.sent)?.count ?? 0) : 0;
    for (const [channel, { count }] of index) {
      if (!isOwn || channel !== channelId.events) entry.count += count;
    }
    this.sent += sent;
    this.received += entry.count - sent;
    entry.startMs = epochMs(startLow, startHigh);
    // Other tools' chunks may overlap in time; a search by time wants ends that ascend.
    entry.endMs = Math.max(epochMs(endLow, endHigh), this.directory.last?.endMs ?? 0);
    entry.place = { segment: this.segment, offset: recordsOffset, length: plainLength };
    this.records.add(entry.place, chunk);
    this.directory.push(entry);
  }

  private unreadable(entry: ChunkEntry, error: unknown): void {
    if (!this.directory.remove(entry)) return;
    this.lost += entry.count;
    this.lostReason = {
      code: 'recording/damaged',
      message: this.reasonOf(entry, error),
      detail: String(error),
    };
    this.dropped.fire({ from: entry.firstRow, to: entry.endRow });
  }

  private reasonOf({ place, count }: ChunkEntry, error: unknown): string {
    if (error instanceof UnsupportedCompressionError) return error.message;
    const name = path.basename(this.summary.file);
    const at = `around byte ${(place?.offset ?? 0).toLocaleString('en')}`;
    const messages = count === 1 ? '1 message' : `${count.toLocaleString('en')} messages`;
    return error instanceof UnknownCompressionError
      ? `${messages} of ${name} ${at} cannot be read. ${error.message}`
      : `${name} is damaged ${at}: ${messages} there cannot be read.`;
  }

  private async countAll(): Promise<void> {
    const stream = new ChunkStream(this.cache);
    const slice = new TimeSlice();
    let entry = this.directory.first;
    while (entry && !this.disposed) {
      const next = this.directory.after(entry);
      const chunk = await stream.read(entry, next);
      if (chunk) {
        const { rows } = chunk;
        this.counted.add(rows, 0, rows.count, this.definition.type);
        if (!this.channelTopics) {
          this.bodyBytes += bodyBytesOf(rows);
          this.gaps.add(rows);
        }
        for (const event of eventsOf(rows)) {
          this.events.add(event);
          this.foundEvents++;
        }
      } else {
        this.gaps.skip(entry.count);
      }
      entry = next;
      if (slice.isOver) await slice.pause();
    }
  }
}
