import type { ChunkEntry } from './directory';
import type { Segment } from './segment';
import type { SpoolFile } from './spoolFileSystem';
import { writeAll } from './writeAll';

/** One write: parts that follow one another, and what the spool knows once they are written. */
export interface Batch {
  readonly parts: Uint8Array[];
  readonly entries: ChunkEntry[];
  /** Where the records of each entry begin. */
  readonly places: number[];
  end: number;
  nextRow: number;
  version: number;
}

export function add(batch: Batch, part: Uint8Array): void {
  if (part.length === 0) return;
  batch.parts.push(part);
  batch.end += part.length;
}

/** Writes the batch at the segment's end, however short the single writes are, and cuts off what lies beyond. */
export async function writeAtEnd(file: SpoolFile, segment: Segment, batch: Batch): Promise<void> {
  if (segment.fileLength > batch.end) {
    await file.truncate(segment.length);
    segment.fileLength = segment.length;
  }
  await writeAll(file, batch.parts, segment.length, (end) => {
    segment.fileLength = Math.max(segment.fileLength, end);
  });
}
