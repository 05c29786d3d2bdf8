import type { ChunkWriter } from '../../recording/chunkWriter';
import type { Segment } from './segment';

/** What a capture had counted before a chunk began; stored with it, so that a restart can go on counting. */
export interface CountsBefore {
  readonly row: number;
  readonly received: number;
  readonly sent: number;
  readonly events: number;
  /** Bytes of message frames. */
  readonly bytes: number;
}

/** Where the records of a chunk lie on disk. */
export interface ChunkPlace {
  readonly segment: Segment;
  readonly offset: number;
  readonly length: number;
}

/** A chunk as the directory knows it. Its records are in memory (open, waiting, or just written), on disk, or both. */
export class ChunkEntry {
  /** Rows; events are not counted. */
  count = 0;
  /** Epoch ms of the first and last row; without rows those of the last row before. */
  startMs = 0;
  endMs = 0;
  memory: ChunkWriter | undefined;
  place: ChunkPlace | undefined;
  /** Rows of all chunks before it, since the directory began; only differences mean something. */
  base = 0;
  /** Set until the chunk is written. */
  before: CountsBefore | undefined;
  /** Neither in memory nor to be read from the disk. */
  isLost = false;

  constructor(readonly firstRow: number) {}

  get endRow(): number {
    return this.firstRow + this.count;
  }
}

/**
 * The chunks of a capture in order, the open one last. Rows ascend but may have gaps where chunks were lost; a
 * position counts the kept rows from 0.
 */
export class Directory {
  private entries: ChunkEntry[] = [];

  get size(): number {
    return this.entries.length;
  }

  get kept(): number {
    const first = this.entries[0];
    const last = this.entries.at(-1);
    return first && last ? last.base + last.count - first.base : 0;
  }

  get first(): ChunkEntry | undefined {
    return this.entries[0];
  }

  get last(): ChunkEntry | undefined {
    return this.entries.at(-1);
  }

  /** Epoch ms of the first row kept; 0 without one. */
  get startMs(): number {
    return this.entries.find((entry) => entry.count > 0)?.startMs ?? 0;
  }

  at(index: number): ChunkEntry | undefined {
    return this.entries[index];
  }

  /** @returns the chunk behind it, undefined at the end; also where the chunk itself is gone. */
  after(entry: ChunkEntry): ChunkEntry | undefined {
    let index = this.search((candidate) => candidate.base >= entry.base);
    // Chunks that hold nothing but events share their base with the one behind them.
    while (index < this.entries.length && this.entries[index]!.base === entry.base) {
      if (this.entries[index++] === entry) return this.entries[index];
    }
    return this.entries[this.indexOfRow(entry.endRow)];
  }

  has(entry: ChunkEntry): boolean {
    for (let index = this.search((candidate) => candidate.base >= entry.base); ; index++) {
      const candidate = this.entries[index];
      if (candidate === entry) return true;
      if (candidate?.base !== entry.base) return false;
    }
  }

  push(entry: ChunkEntry): void {
    const last = this.entries.at(-1);
    entry.base = last ? last.base + last.count : 0;
    // Chunks without rows must not break the order of times.
    if (entry.count === 0 && last) entry.startMs = entry.endMs = last.endMs;
    this.entries.push(entry);
  }

  /** @returns the index of the first chunk that ends after `row`, which is the chunk of `row` if it is kept. */
  indexOfRow(row: number): number {
    return this.search((entry) => entry.endRow > row);
  }

  /** @returns the index of the first chunk whose last row is not before the time. */
  indexOfTime(timeMs: number): number {
    return this.search((entry) => entry.endMs >= timeMs);
  }

  /** @returns the chunk that holds the row, or undefined when it is not kept. */
  chunkOfRow(row: number): ChunkEntry | undefined {
    const entry = this.entries[this.indexOfRow(row)];
    return entry && row >= entry.firstRow ? entry : undefined;
  }

  /** @returns the last chunk that holds rows before `row`. */
  chunkBefore(row: number): ChunkEntry | undefined {
    let index = Math.min(this.indexOfRow(row - 1), this.entries.length - 1);
    while (index >= 0 && (this.entries[index]!.count === 0 || this.entries[index]!.firstRow >= row)) index--;
    return this.entries[index];
  }

  /** @returns how many kept rows come before `row`. */
  positionOf(row: number): number {
    const first = this.entries[0];
    if (!first) return 0;
    const entry = this.entries[this.indexOfRow(row)];
    if (!entry) return this.kept;
    return entry.base - first.base + Math.max(0, row - entry.firstRow);
  }

  /** @param position within [0, kept). */
  rowAt(position: number): number {
    const target = position + (this.entries[0]?.base ?? 0);
    const entry = this.entries[this.search((candidate) => candidate.base + candidate.count > target)];
    return entry ? entry.firstRow + target - entry.base : 0;
  }

  /** Drops the chunks in front that lie in the segment. @returns their rows. */
  dropSegment(segment: Segment): number {
    let count = 0;
    let rows = 0;
    while (count < this.entries.length && this.entries[count]!.place?.segment === segment) {
      rows += this.entries[count++]!.count;
    }
    this.entries.splice(0, count);
    return rows;
  }

  /** Takes out a chunk that was lost. @returns whether it was here. */
  remove(entry: ChunkEntry): boolean {
    const index = this.entries.lastIndexOf(entry);
    if (index < 0) return false;
    this.entries.splice(index, 1);
    for (let i = index; i < this.entries.length; i++) this.entries[i]!.base -= entry.count;
    return true;
  }

  clear(): void {
    this.entries = [];
  }

  /** @returns the first index whose entry fits, where all later ones fit too; `size` without one. */
  private search(fits: (entry: ChunkEntry) => boolean): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(this.entries[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
