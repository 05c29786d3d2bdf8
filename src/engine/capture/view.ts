import type { Disposable } from '../../base/disposable';
import type { Filter } from '../../model/filter/parseFilter';
import type { TimeRange, ViewStatus, WindowResult } from '../../protocol/capture';
import { RowWriter } from '../../protocol/rows';
import type { CaptureSource, DroppedRows } from './captureSource';
import { ChunkStream, type LazyChunk } from './chunkStream';
import type { ChunkEntry } from './directory';
import { MatchList } from './matchList';
import { packRow } from './packRow';
import { RowCursor } from './rowCursor';
import { RowRange } from './rowRange';
import { RowReader } from './rowReader';
import { scanChunk } from './scanChunk';
import { TimeSlice } from './timeSlice';

const maxWindow = 1000;

/** Rows [from, to) of one chunk, which a scan looks at next. */
interface ScanTask {
  readonly entry: ChunkEntry;
  readonly from: number;
  readonly to: number;
  readonly isNewer: boolean;
}

/**
 * One look at a capture: all rows, or those that a filter and a time range let through. Rows that match are found by
 * a scan in slices of a few milliseconds, arrivals first, then the rest from the newest chunk to the oldest.
 */
export class View implements Disposable {
  /** Whether changes are to be reported. */
  watched = false;
  private readonly reader: RowReader;
  private readonly writer = new RowWriter();
  private readonly dropping: Disposable;
  private filter: Filter | undefined;
  private range: RowRange;
  private frozenEnd: number | undefined;
  private matches = new MatchList(0);
  /** Rows [olderNext, newerNext) were looked at. */
  private olderNext = 0;
  private newerNext = 0;
  /** Raised with every restart, so that the scan before it ends. */
  private generation = 0;
  private scanning = false;
  private writerBusy = false;
  private disposed = false;

  constructor(
    readonly id: string,
    readonly capture: CaptureSource,
    private readonly onError: (error: unknown) => void,
  ) {
    this.reader = new RowReader(capture);
    this.range = new RowRange(capture, this.reader, undefined);
    this.dropping = capture.onDidDrop((rows) => this.drop(rows));
  }

  get frozen(): boolean {
    return this.frozenEnd !== undefined;
  }

  set frozen(frozen: boolean) {
    if (frozen === this.frozen) return;
    this.frozenEnd = frozen ? this.capture.endRow : undefined;
    this.advance();
  }

  /** Shows what the filter and the range let through. Resolves once the first slice of the scan is done. */
  async setFilter(filter: Filter | undefined, timeRange: TimeRange | undefined): Promise<void> {
    this.filter = filter?.matchesAll ? undefined : filter;
    const range = new RowRange(this.capture, this.reader, timeRange);
    this.range = range;
    this.restart();
    await range.resolve();
    if (this.range !== range) return;
    this.restart();
    this.advance();
  }

  /** Goes on with the scan, if there is anything to scan. What is in memory is scanned before this returns. */
  advance(): void {
    if (this.scanning || this.disposed) return;
    if (!this.range.needsResolving && !this.nextTask()) return;
    this.scanning = true;
    const { generation } = this;
    this.scan(generation).catch((error: unknown) => {
      if (this.generation === generation) this.scanning = false;
      this.onError(error);
    });
  }

  get status(): ViewStatus {
    const { capture } = this;
    const { directory } = capture;
    const rates = capture.rates;
    const { firstMs, lastMs } = capture.times;
    const visible = directory.positionOf(this.end);
    const { first, last } = this.bounds;
    const inRange = last - first;
    const scanned = this.filter ? this.scannedRows : inRange;
    const count = this.filter ? this.matches.count : inRange;
    return {
      view: this.id,
      capture: capture.id,
      ledger: capture.ledger,
      firstRow: capture.firstRow,
      endRow: this.end,
      count,
      hidden: visible - inRange + scanned - count,
      scanned: inRange === 0 ? 1 : scanned / inRange,
      frozen: this.frozen,
      isAfterFreeze: this.isAfterFreeze,
      firstTimeMs: firstMs,
      lastTimeMs: lastMs,
      messagesPerSecond: rates.receivedPerSecond + rates.sentPerSecond,
      bytesPerSecond: rates.bytesPerSecond,
      eventSeq: capture.eventVersion,
      topicCount: capture.counted.topics.total,
      counted: capture.counted.messages,
    };
  }

  async window(position: number, count: number): Promise<WindowResult> {
    await this.settle();
    // Windows may overlap in time; each but the first then needs a writer of its own.
    const writer = this.writerBusy ? new RowWriter() : this.writer;
    const mine = writer === this.writer;
    if (mine) this.writerBusy = true;
    try {
      for (;;) {
        writer.reset();
        const { status } = this;
        const from = clamp(position, 0, status.count);
        const to = clamp(position + Math.min(count, maxWindow), from, status.count);
        const rows = Array.from({ length: to - from }, (_, index) => this.rowAt(from + index));
        const skipped = await this.reader.each(
          rows,
          (cursor) => packRow(writer, cursor),
          () => writer.reset(),
        );
        // Once more without what turned out to be lost.
        if (skipped === undefined) continue;
        return { status, position: from + skipped, rows: writer.finish() };
      }
    } finally {
      if (mine) this.writerBusy = false;
    }
  }

  /** @returns the position of the first row of the view that is not before the given row. */
  async locateRow(row: number): Promise<number> {
    await this.settle();
    if (this.filter) return this.matches.lowerBound(row);
    const { first, last } = this.bounds;
    return clamp(this.capture.directory.positionOf(row), first, last) - first;
  }

  async locateTime(timeMs: number): Promise<number> {
    return this.locateRow(await this.reader.atTime(timeMs));
  }

  dispose(): void {
    this.disposed = true;
    this.generation++;
    this.dropping.dispose();
  }

  /** One past the last row that the view may show. */
  private get end(): number {
    return this.frozenEnd ?? this.capture.endRow;
  }

  private get isAfterFreeze(): boolean {
    const { frozenEnd, capture, range } = this;
    if (frozenEnd === undefined) return false;
    const low = Math.max(capture.firstRow, range.low);
    return low >= frozenEnd && low < Math.min(capture.endRow, range.high);
  }

  /** The positions, among all kept rows, that the range spans. */
  private get bounds(): { readonly first: number; readonly last: number } {
    const { directory } = this.capture;
    const last = directory.positionOf(Math.min(this.end, this.range.high));
    return { first: Math.min(last, directory.positionOf(this.range.low)), last };
  }

  private get scannedRows(): number {
    const { directory } = this.capture;
    const { first, last } = this.bounds;
    const from = Math.max(first, directory.positionOf(this.olderNext));
    return Math.max(0, Math.min(last, directory.positionOf(this.newerNext)) - from);
  }

  /** Makes sure that the range's rows are known, and takes in arrivals. */
  private async settle(): Promise<void> {
    if (this.range.needsResolving) await this.range.resolve();
    this.advance();
  }

  private rowAt(position: number): number {
    return this.filter
      ? this.matches.rowAt(position)
      : this.capture.directory.rowAt(this.bounds.first + position);
  }

  /** Begins anew; a scan that is under way ends without a trace. */
  private restart(): void {
    this.generation++;
    this.scanning = false;
    const start = Math.max(this.capture.firstRow, Math.min(this.end, this.range.high));
    this.matches = new MatchList(start);
    this.olderNext = start;
    this.newerNext = start;
  }

  private drop({ from, to }: DroppedRows): void {
    if (from === 0) this.matches.dropBefore(to);
    else this.matches.dropRange(from, to);
  }

  private async scan(generation: number): Promise<void> {
    const slice = new TimeSlice();
    const stream = new ChunkStream(this.capture.cache);
    const cursor = new RowCursor(this.capture.definition.type, this.capture.channelTopics);
    cursor.originMs = this.capture.times.firstMs;
    for (;;) {
      if (this.range.needsResolving) await this.range.resolve();
      if (this.generation !== generation) return;
      const task = this.nextTask();
      if (!task) {
        this.scanning = false;
        return;
      }
      const pending = this.look(task, stream, cursor, generation);
      if (pending) await pending;
      if (slice.isOver) await slice.pause();
    }
  }

  private nextTask(): ScanTask | undefined {
    if (!this.filter) return undefined;
    const { directory } = this.capture;
    const { low } = this.range;
    const high = Math.min(this.end, this.range.high);
    const newer = Math.max(this.newerNext, low);
    if (newer < high) {
      const entry = directory.at(directory.indexOfRow(newer));
      if (entry && entry.firstRow < high) {
        return {
          entry,
          from: Math.max(0, newer - entry.firstRow),
          to: Math.min(entry.endRow, high) - entry.firstRow,
          isNewer: true,
        };
      }
    }
    if (this.olderNext <= low) return undefined;
    const entry = directory.chunkBefore(this.olderNext);
    if (!entry || entry.endRow <= low) return undefined;
    return {
      entry,
      from: Math.max(0, low - entry.firstRow),
      to: Math.min(entry.endRow, this.olderNext) - entry.firstRow,
      isNewer: false,
    };
  }

  /** Scans the task's rows. @returns a promise where the chunk has to be read first. */
  private look(
    task: ScanTask,
    stream: ChunkStream,
    cursor: RowCursor,
    generation: number,
  ): Promise<void> | undefined {
    const { entry } = task;
    const chunk = stream.peek(entry);
    if (chunk) {
      this.take(task, chunk, cursor);
      return undefined;
    }
    const next = task.isNewer ? undefined : this.capture.directory.chunkBefore(entry.firstRow);
    return stream.read(entry, next).then((read) => {
      if (this.generation !== generation) return;
      // A chunk that cannot be read has no matches; an evicted one is no longer asked for.
      this.take(task, entry.place?.segment.isRemoved ? undefined : read, cursor);
    });
  }

  private take(task: ScanTask, chunk: LazyChunk | undefined, cursor: RowCursor): void {
    const { entry, from, to, isNewer } = task;
    const { filter, matches } = this;
    if (chunk && filter) {
      if (isNewer) {
        scanChunk(chunk, entry.firstRow, entry.count, from, to, filter, cursor, ({ row }) =>
          matches.addNewer(row),
        );
      } else {
        const found: number[] = [];
        scanChunk(chunk, entry.firstRow, entry.count, from, to, filter, cursor, ({ row }) => found.push(row));
        for (let i = found.length - 1; i >= 0; i--) matches.addOlder(found[i]!);
      }
    }
    if (isNewer) this.newerNext = entry.firstRow + to;
    else this.olderNext = entry.firstRow + from;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
