import type { Capture } from '../capture/capture';
import type { ChunkEntry } from '../capture/directory';
import type { RecordingFile } from './recordingFile';

/**
 * Copies what a capture takes in into a file. It follows the capture's chunks at its own pace and reads back from the
 * spool what is no longer in memory, so a slow disk neither holds up the socket nor takes memory.
 */
export class Recorder {
  /** Messages that were gone before they could be copied. */
  missed = 0;
  /** The chunk that is being copied, and how many bytes of its records are. */
  private entry: ChunkEntry | undefined;
  private copied = 0;
  /** The row that is copied next. */
  private nextRow: number;
  private pulling: Promise<void> = Promise.resolve();
  /** A pull that waits for the one before it. */
  private waiting: Promise<void> | undefined;
  private isFlushing = false;

  /** Begins with what the capture takes in next. */
  constructor(
    private readonly capture: Capture,
    readonly file: RecordingFile,
  ) {
    this.entry = capture.directory.last;
    this.copied = this.entry?.memory?.length ?? this.entry?.place?.length ?? 0;
    this.nextRow = capture.endRow;
  }

  /** Copies all that is there now and sends it on its way to the disk. Rejects with recording/writeFailed. */
  pull(): Promise<void> {
    this.isFlushing = true;
    return this.follow();
  }

  /** Copies the chunks that are full while they are in memory: to read them back costs more. Rejects like pull. */
  follow(): Promise<void> {
    // One that waits copies what has come until its turn.
    this.waiting ??= this.pulling = this.pulling.then(
      () => this.copyAll(),
      () => this.copyAll(),
    );
    return this.waiting;
  }

  private async copyAll(): Promise<void> {
    this.waiting = undefined;
    const { isFlushing } = this;
    this.isFlushing = false;
    const end = this.capture.endRow;
    for (;;) {
      const entry = this.current();
      if (!entry) break;
      // Once another chunk follows, nothing is added to this one.
      const isWhole = this.capture.directory.after(entry) !== undefined;
      if (!isWhole && !isFlushing) break;
      await this.copy(entry, isWhole);
      if (!isWhole || this.nextRow >= end) break;
    }
    if (isFlushing) this.file.flush();
    await this.file.room();
  }

  /** @returns the chunk to copy from, the one after it once it is whole and copied. */
  private current(): ChunkEntry | undefined {
    const { directory } = this.capture;
    let { entry } = this;
    if (!entry || !directory.has(entry)) {
      entry = directory.at(directory.indexOfRow(this.nextRow));
      this.begin(entry);
      return entry;
    }
    const next = directory.after(entry);
    if (next && this.isCopied(entry)) {
      this.begin(next);
      return next;
    }
    return entry;
  }

  private begin(entry: ChunkEntry | undefined): void {
    this.entry = entry;
    this.copied = 0;
    if (!entry || entry.firstRow <= this.nextRow) return;
    this.missed += entry.firstRow - this.nextRow;
    this.nextRow = entry.firstRow;
  }

  private isCopied(entry: ChunkEntry): boolean {
    return this.copied >= (entry.memory?.length ?? entry.place?.length ?? 0);
  }

  private async copy(entry: ChunkEntry, isWhole: boolean): Promise<void> {
    const { memory, place, endRow } = entry;
    const records = memory
      ? memory.bytes.subarray(0, memory.length)
      : await this.capture.cache.records(entry, new Uint8Array(place?.length ?? 0));
    if (!records) {
      // Gone, or not to be read: what it held is missed.
      this.missed += Math.max(0, entry.endRow - this.nextRow);
      this.nextRow = Math.max(this.nextRow, entry.endRow);
      this.copied = Number.POSITIVE_INFINITY;
      return;
    }
    if (records.length <= this.copied) return;
    const done = this.copied;
    this.nextRow = endRow;
    this.copied = records.length;
    if (isWhole && memory && done === 0) this.file.appendChunk(memory);
    else this.file.append(records.subarray(done));
    await this.file.room();
  }
}
