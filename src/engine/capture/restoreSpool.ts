import * as path from 'node:path';
import { crc32 } from 'node:zlib';
import { channelId } from '../../recording/mcapRecords';
import { type Recovered, type RecoveredChunk, recoverFile } from '../../recording/recovery';
import { epochMs } from '../../recording/timestamp';
import { type CapturePosition, decodePosition, positionRecord, startPosition } from './captureFile';
import { ChunkEntry } from './directory';
import { Segment } from './segment';
import type { SpoolFileSystem } from './spoolFileSystem';

export interface RestoredSpool {
  readonly segments: readonly Segment[];
  /** Whose files are on their way out. */
  readonly leaving: readonly Segment[];
  readonly entries: readonly ChunkEntry[];
  /** Chunks whose message bytes `position` does not count yet. */
  readonly unsized: ReadonlySet<ChunkEntry>;
  /** Where the counting stood at the last complete record. */
  readonly position: CapturePosition;
  /** Epoch ns in halves of the newest message or event. */
  readonly lastLow: number;
  readonly lastHigh: number;
  /** Number of the next file. */
  readonly nextNumber: number;
}

/**
 * Reads back what a former engine left in the folder, up to the last complete record. Only the heads of records are
 * read, so a gigabyte takes some ten milliseconds. What cannot be read back is removed.
 */
export function restoreSpool(
  folder: string,
  fs: SpoolFileSystem,
  warn: (message: string) => void,
): RestoredSpool {
  const files = fs
    .list(folder)
    .filter((name) => /^\d{8,}\.mcap$/.test(name))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const segments: Segment[] = [];
  const leaving: Segment[] = [];
  const remove = (segment: Segment) => {
    segment.remove();
    leaving.push(segment);
  };
  let entries: ChunkEntry[] = [];
  const unsized = new Set<ChunkEntry>();
  let position = startPosition;
  let last: RecoveredChunk | undefined;
  for (const name of files) {
    const file = path.join(folder, name);
    const segment = new Segment(file, fs, false, (error) =>
      warn(`Removing ${name} failed: ${String(error)}`),
    );
    const recovered = recover(file, fs, warn);
    let known: CapturePosition | undefined;
    // A file begins with a position. Cleared since the former one: the engine died before it removed what was cleared.
    const start = recovered && startOf(recovered);
    if (start && start.cleared > position.cleared) {
      for (const cleared of segments.splice(0)) remove(cleared);
      entries = [];
    }
    for (const part of recovered?.parts ?? []) {
      if (part.kind === 'metadata') {
        if (part.name !== positionRecord) continue;
        known = decodePosition(part.map) ?? known;
        if (known) unsized.clear();
      } else if (known) {
        last = part.chunk;
        const entry = entryOf(part.chunk, segment, known.row);
        entries.push(entry);
        unsized.add(entry);
        known = after(known, entry, part.chunk);
      }
    }
    if (!known || !recovered) {
      warn(`${name} holds nothing that can be read back.`);
      remove(segment);
      continue;
    }
    position = known;
    segment.length = recovered.goodLength;
    segment.fileLength = recovered.goodLength;
    segments.push(segment);
  }
  return {
    segments,
    leaving,
    entries,
    unsized,
    position,
    lastLow: last?.endLow ?? 0,
    lastHigh: last?.endHigh ?? 0,
    nextNumber: files.length === 0 ? 1 : Number.parseInt(files.at(-1)!, 10) + 1,
  };
}

function recover(file: string, fs: SpoolFileSystem, warn: (message: string) => void): Recovered | undefined {
  try {
    const source = fs.look(file);
    try {
      const recovered = recoverFile(source, crc32);
      // The torn tail goes, so that what stays is a valid beginning of a file.
      if (recovered.goodLength < source.size) fs.cut(file, recovered.goodLength);
      return recovered;
    } finally {
      source.dispose();
    }
  } catch (error) {
    warn(`${file} could not be read back: ${String(error)}`);
    return undefined;
  }
}

function startOf({ parts }: Recovered): CapturePosition | undefined {
  for (const part of parts) {
    if (part.kind === 'metadata' && part.name === positionRecord) return decodePosition(part.map);
  }
  return undefined;
}

function entryOf(chunk: RecoveredChunk, segment: Segment, row: number): ChunkEntry {
  const entry = new ChunkEntry(row);
  for (const channel of [channelId.received, channelId.sent]) {
    const place = chunk.index.get(channel);
    if (!place) continue;
    const startMs = epochMs(place.startLow, place.startHigh);
    entry.startMs = entry.count === 0 ? startMs : Math.min(entry.startMs, startMs);
    entry.endMs = Math.max(entry.endMs, epochMs(place.endLow, place.endHigh));
    entry.count += place.count;
  }
  entry.place = { segment, offset: chunk.recordsOffset, length: chunk.recordsLength };
  return entry;
}

function after(position: CapturePosition, entry: ChunkEntry, chunk: RecoveredChunk): CapturePosition {
  return {
    ...position,
    row: entry.endRow,
    received: position.received + countOf(chunk, channelId.received),
    sent: position.sent + countOf(chunk, channelId.sent),
    events: position.events + countOf(chunk, channelId.events),
    firstTimeMs: position.firstTimeMs || (entry.count > 0 ? entry.startMs : 0),
  };
}

function countOf(chunk: RecoveredChunk, channel: number): number {
  return chunk.index.get(channel)?.count ?? 0;
}
