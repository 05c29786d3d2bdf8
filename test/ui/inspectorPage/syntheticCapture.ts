import { type ErrorInfo, WorkbenchError } from '../../../src/base/workbenchError';
import { toHex } from '../../../src/base/bytes';
import { showBytes } from '../../../src/model/frameText';
import type { MessageView } from '../../../src/model/filter/messageView';
import { type Filter, parseFilter } from '../../../src/model/filter/parseFilter';
import {
  type EventsResult,
  type FrameParams,
  type MessageParams,
  type MessageResult,
  type RowsParams,
  type SetFilterParams,
  type SetFilterResult,
  type TimeRange,
  type TimelineResult,
  type TopicsResult,
  type ViewStatus,
  type WindowResult,
  captureNoRow,
} from '../../../src/protocol/capture';
import { RowWriter, maxTopicBytes, previewBytes } from '../../../src/protocol/rows';
import type { PeerSnapshot, SocketEvent } from '../../../src/protocol/session';
import type { SyntheticMessages } from './syntheticMessages';

const startMs = Date.UTC(2025, 5, 3, 9, 31, 0);
const bytesPerMessage = 300;

/** Answers protocol/capture.ts for messages by formula: one view, filters over what a test can wait for. */
export class SyntheticCapture {
  firstRow = 0;
  endRow: number;
  cleared = 0;
  /** Messages that topics and timeline tell of; only ever a number here. */
  counted = 0;
  events: SocketEvent[] = [];
  peers: PeerSnapshot[] = [];
  messagesPerSecond = 0;
  lost = 0;
  lostReason: ErrorInfo | undefined;
  eventSeq = 0;
  private filter: Filter | undefined;
  private range: TimeRange | undefined;
  private matches: number[] | undefined;
  private frozenEnd: number | undefined;
  private views = 0;
  private readonly writer = new RowWriter();

  constructor(
    readonly messages: SyntheticMessages,
    rows: number,
  ) {
    this.endRow = rows;
  }

  append(count: number): void {
    const from = this.endRow;
    this.endRow += count;
    if (this.matches)
      for (let row = from; row < this.endRow; row++) if (this.isMatch(row)) this.matches.push(row);
  }

  /** Drops the oldest rows. */
  evict(count: number): void {
    this.firstRow = Math.min(this.endRow, this.firstRow + count);
    this.matches = this.matches?.filter((row) => row >= this.firstRow);
  }

  clear(): void {
    this.cleared += this.endRow - this.firstRow;
    this.firstRow = this.endRow;
    this.matches &&= [];
  }

  openView(): ViewStatus {
    this.views++;
    this.filter = undefined;
    this.matches = undefined;
    this.frozenEnd = undefined;
    return this.status();
  }

  freeze(frozen: boolean): ViewStatus {
    this.frozenEnd = frozen ? this.endRow : undefined;
    return this.status();
  }

  status(): ViewStatus {
    const end = this.end;
    const all = end - this.firstRow;
    const count = this.matches ? this.matches.filter((row) => row < end).length : all;
    const any = this.endRow > 0;
    const sent = this.messages.direction(1) === 'out' ? Math.floor(this.endRow / 2) : 0;
    return {
      view: `view-${this.views}`,
      capture: 'session-1',
      ledger: {
        received: this.endRow - sent,
        sent,
        // What was lost are rows of those in between; here they show all the same.
        kept: this.endRow - this.firstRow - this.lost,
        evicted: this.firstRow - this.cleared,
        cleared: this.cleared,
        bytes: this.endRow * bytesPerMessage,
        bufferBytes: (this.endRow - this.firstRow) * bytesPerMessage,
        bufferLimit: 1024 ** 3,
        lost: this.lost,
        lostReason: this.lostReason,
      },
      firstRow: this.firstRow,
      endRow: end,
      count,
      hidden: all - count,
      scanned: 1,
      frozen: this.frozenEnd !== undefined,
      isAfterFreeze: this.isAfterFreeze(),
      firstTimeMs: any ? startMs : 0,
      lastTimeMs: any ? this.timeMs(this.endRow - 1) : 0,
      messagesPerSecond: this.messagesPerSecond,
      bytesPerSecond: this.messagesPerSecond * bytesPerMessage,
      eventSeq: this.eventSeq,
      topicCount: 0,
      counted: this.counted,
    };
  }

  setFilter({ filter: text, matchCase, timeRange }: SetFilterParams): SetFilterResult {
    const parsed = parseFilter(text, { matchCase });
    if (!parsed.ok) return { mistakes: parsed.errors, status: this.status() };
    this.filter = parsed.filter.matchesAll ? undefined : parsed.filter;
    this.range = timeRange;
    this.matches = undefined;
    if (this.filter || this.range) {
      if (this.endRow - this.firstRow > 300_000) throw new Error('Filter smaller synthetic captures.');
      const matches: number[] = [];
      for (let row = this.firstRow; row < this.endRow; row++) if (this.isMatch(row)) matches.push(row);
      this.matches = matches;
    }
    return { mistakes: [], status: this.status() };
  }

  window(position: number, count: number): WindowResult {
    const first = Math.max(0, position);
    this.writer.reset();
    const { count: total } = this.status();
    for (let i = first; i < Math.min(first + count, total); i++) this.pack(this.rowAt(i));
    return { status: this.status(), position: first, rows: this.writer.finish() };
  }

  /** Rows with whole frames. */
  rows({ from, to, filter: text = '', matchCase }: RowsParams): { rows: Uint8Array; matched: number } {
    const parsed = parseFilter(text, { matchCase });
    if (!parsed.ok) throw new Error('The filter cannot be read.');
    this.writer.reset();
    let matched = 0;
    for (let row = from; row < Math.min(to, this.endRow); row++) {
      if (!parsed.filter.matches(this.viewOf(row))) continue;
      matched++;
      this.pack(row, true);
    }
    return { rows: this.writer.finish(), matched };
  }

  locate(place: { row: number } | { timeMs: number }): { position: number } {
    const row = 'row' in place ? place.row : this.rowAtTime(place.timeMs);
    if (!this.matches) return { position: Math.max(0, Math.min(row, this.end) - this.firstRow) };
    const position = this.matches.findIndex((match) => match >= row);
    return { position: position < 0 ? this.matches.length : position };
  }

  message({ row, fromFrame, frameCount, maxFrameBytes }: MessageParams): MessageResult {
    if (row >= this.endRow)
      throw new WorkbenchError({ code: captureNoRow, message: `There is no message ${row} yet.` });
    if (row < this.firstRow) throw new Error(`Message ${row} was evicted.`);
    const { topicFrame } = this.messages;
    const frames = this.messages.frames(row);
    const topic = frames[topicFrame];
    return {
      row,
      direction: this.messages.direction(row),
      timeNs: this.timeNs(row).toString(),
      frameCount: frames.length,
      size: frames.reduce((sum, frame) => sum + frame.length, 0),
      frames: frames.slice(fromFrame, fromFrame + frameCount).map((frame, i) => ({
        index: fromFrame + i,
        size: frame.length,
        bytes: frame.slice(0, maxFrameBytes),
      })),
      topicFrame,
      topic: topic ? showBytes(topic) : '',
      previousOnTopic: this.previous(row),
    };
  }

  frame({ row, frame, offset, length }: FrameParams): { bytes: Uint8Array; size: number } {
    const bytes = this.messages.frames(row)[frame]!;
    return { bytes: bytes.slice(offset, offset + length), size: bytes.length };
  }

  topics(): TopicsResult {
    const counts = new Map<string, { topic: string; hex: string; count: number }>();
    const sampled = Math.min(this.endRow - this.firstRow, 5000);
    const share = (this.endRow - this.firstRow) / Math.max(1, sampled);
    for (let row = this.endRow - sampled; row < this.endRow; row++) {
      const frame = this.messages.frames(row)[this.messages.topicFrame];
      if (!frame) continue;
      const hex = toHex(frame);
      const known = counts.get(hex);
      if (known) known.count++;
      else counts.set(hex, { topic: showBytes(frame), hex, count: 1 });
    }
    const topics = [...counts.values()].map(({ topic, hex, count }) => ({
      topic,
      hex,
      count: Math.round(count * share),
      perSecond: (this.messagesPerSecond * count) / Math.max(1, sampled),
    }));
    topics.sort((a, b) => b.count - a.count);
    return { topics, total: topics.length, otherCount: 0 };
  }

  timeline(buckets: number): TimelineResult {
    const kept = this.endRow - this.firstRow;
    if (kept === 0) return { fromMs: 0, toMs: 0, received: [], sent: [] };
    const wave = (i: number) => 0.4 + 0.35 * Math.abs(Math.sin(i / 17)) + 0.2 * Math.abs(Math.sin(i * 1.7));
    const height = (i: number) => Math.floor((wave(i) * kept * 2) / buckets + ((i * 0.618) % 1));
    const received = Array.from({ length: buckets }, (_, i) => height(i));
    const sends = this.messages.direction(1) === 'out';
    return {
      fromMs: this.timeMs(this.firstRow),
      toMs: this.timeMs(this.endRow - 1) + 1,
      received,
      sent: received.map((count) => (sends ? count >> 1 : 0)),
    };
  }

  eventsAndPeers(limit: number): EventsResult {
    return { events: this.events.slice(-limit), peers: this.peers };
  }

  timeMs(row: number): number {
    return Number(this.timeNs(row) / 1000n) / 1000;
  }

  /** The first row that is not before the time. */
  rowAtTime(timeMs: number): number {
    let low = this.firstRow;
    let high = this.endRow;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeMs(middle) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private isAfterFreeze(): boolean {
    if (this.frozenEnd === undefined) return false;
    const low = this.range ? this.rowAtTime(this.range.fromMs) : this.firstRow;
    const high = this.range ? this.rowAtTime(this.range.toMs) : this.endRow;
    return low >= this.frozenEnd && low < high;
  }

  private get end(): number {
    return this.frozenEnd ?? this.endRow;
  }

  private timeNs(row: number): bigint {
    return BigInt(startMs) * 1_000_000n + this.messages.elapsedNs(row);
  }

  private rowAt(position: number): number {
    return this.matches ? this.matches[position]! : this.firstRow + position;
  }

  private previous(row: number): number {
    const { topicFrame } = this.messages;
    const topic = this.messages.frames(row)[topicFrame];
    if (!topic) return -1;
    const hex = toHex(topic);
    for (let before = row - 1; before >= Math.max(this.firstRow, row - 200); before--) {
      const candidate = this.messages.frames(before)[topicFrame];
      if (candidate && toHex(candidate) === hex) return before;
    }
    return -1;
  }

  private isMatch(row: number): boolean {
    const time = this.timeMs(row);
    if (this.range && (time < this.range.fromMs || time >= this.range.toMs)) return false;
    return this.filter?.matches(this.viewOf(row)) ?? true;
  }

  private viewOf(row: number): MessageView {
    const frames = this.messages.frames(row);
    const starts: number[] = [];
    let size = 0;
    for (const frame of frames) {
      starts.push(size);
      size += frame.length;
    }
    const bytes = new Uint8Array(size);
    frames.forEach((frame, i) => bytes.set(frame, starts[i]));
    return {
      row,
      timeMs: this.timeMs(row),
      originMs: startMs,
      direction: this.messages.direction(row),
      frameCount: frames.length,
      size,
      bytes,
      topicFrame: this.messages.topicFrame,
      peer: undefined,
      frameStart: (index) => starts[index]!,
      frameEnd: (index) => starts[index]! + frames[index]!.length,
    };
  }

  private pack(row: number, whole = false): void {
    const frames = this.messages.frames(row);
    const { topicFrame } = this.messages;
    const topic = frames[topicFrame] ?? new Uint8Array();
    const payload: Uint8Array[] = [];
    let left = previewBytes;
    let bodies = 0;
    for (const [index, frame] of frames.entries()) {
      if (index === topicFrame) continue;
      if (left <= 0) break;
      if (bodies++ > 0) {
        payload.push(Uint8Array.of(0x1f));
        left--;
      }
      payload.push(frame.subarray(0, left));
      left -= Math.min(left, frame.length);
    }
    const time = this.timeNs(row);
    this.writer.append(
      row,
      Number(time & 0xffffffffn),
      Number(time >> 32n),
      frames.reduce((sum, frame) => sum + frame.length, 0),
      frames.length,
      this.messages.direction(row) === 'out',
      topicFrame,
      topic.subarray(0, maxTopicBytes),
      whole ? lengthPrefixed(frames) : payload,
    );
  }
}

function lengthPrefixed(frames: readonly Uint8Array[]): Uint8Array[] {
  return frames.flatMap((frame) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, frame.length, true);
    return [length, frame];
  });
}
