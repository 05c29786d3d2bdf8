import { type ChunkEntry } from './directory';
import { type Segment } from './segment';
import { type SpoolFile } from './spoolFileSystem';

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
  let rest: readonly Uint8Array[] = batch.parts;
  let at = segment.length;
  while (rest.length > 0) {
    let written = await file.write(rest, at);
    if (written <= 0) throw new Error('the file system took no bytes');
    at += written;
    segment.fileLength = Math.max(segment.fileLength, at);
    let whole = 0;
    while (whole < rest.length && written >= rest[whole]!.length) written -= rest[whole++]!.length;
    const [first, ...others] = rest.slice(whole);
    rest = first ? [first.subarray(written), ...others] : [];
  }
}
