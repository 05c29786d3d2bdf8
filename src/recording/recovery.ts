import { bytesEqual } from '../base/bytes';
import { channelPlaces, type IndexPlace } from './channelPlaces';
import { parseChunk } from './chunkReader';
import {
  chunkCrcOffset,
  chunkHeadBytes,
  magic,
  messageIndexEntryBytes,
  messageIndexHeadBytes,
  opcode,
  recordPrefixBytes,
} from './mcapRecords';
import type { Crc32 } from './chunkWriter';

/** Bytes at rest, such as an open file. */
export interface ByteSource {
  readonly size: number;
  /** @returns the bytes [offset, offset + length), valid until the next call. The range lies within `size`. */
  read(offset: number, length: number): Uint8Array;
}

export interface RecoveredChunk {
  /** Where the chunk record begins, and its length with prefix. */
  readonly offset: number;
  readonly length: number;
  readonly recordsOffset: number;
  /** Bytes of records as they lie in the file, and without compression. */
  readonly recordsLength: number;
  readonly plainLength: number;
  /** Name of the compression; empty for none. */
  readonly compression: string;
  /** Epoch ns in halves: the earliest and the latest message, events included. */
  readonly startLow: number;
  readonly startHigh: number;
  readonly endLow: number;
  readonly endHigh: number;
  /** By channel id. Counts stand even where `indexed` is false: then the chunk was walked. */
  readonly index: ReadonlyMap<number, IndexPlace>;
  readonly indexLength: number;
  /** False when the message indexes were torn off, so that `index` has no places. */
  readonly indexed: boolean;
}

/** Whether it is no chunk record, but a run of messages outside of any. */
export function isLoose({ offset, recordsOffset }: RecoveredChunk): boolean {
  return offset === recordsOffset;
}

export type RecoveredPart =
  | { readonly kind: 'chunk'; readonly chunk: RecoveredChunk }
  | { readonly kind: 'metadata'; readonly name: string; readonly map: ReadonlyMap<string, string> };

export interface Recovered {
  /** Chunks and metadata records in the order of the file. */
  readonly parts: readonly RecoveredPart[];
  /** Where the last complete record ends; what follows is torn. */
  readonly goodLength: number;
}

const maxMetadataBytes = 1 << 20;

/**
 * Walks a capture file of ours from record to record, reading heads only, and stops at the first record that is not
 * complete. The last chunk is checked by its CRC too, since a file can grow before its bytes arrive. Where a chunk is
 * complete but its indexes are not, its messages are counted by a walk; writeMessageIndexes makes the indexes anew.
 */
export function recoverFile(source: ByteSource, crc32: Crc32): Recovered {
  if (source.size < magic.length || !bytesEqual(source.read(0, magic.length), magic)) {
    return { parts: [], goodLength: 0 };
  }
  const parts: RecoveredPart[] = [];
  let at = magic.length;
  while (at + recordPrefixBytes <= source.size) {
    const prefix = viewOf(source.read(at, recordPrefixBytes));
    const code = prefix.getUint8(0);
    const length = recordPrefixBytes + uint64(prefix, 1);
    if (code === 0 || code === opcode.dataEnd || at + length > source.size) break;
    if (code === opcode.chunk) {
      const chunk = readChunk(source, at, length);
      if (!chunk) break;
      parts.push({ kind: 'chunk', chunk });
      at += length + chunk.indexLength;
      continue;
    }
    if (code === opcode.metadata && length <= maxMetadataBytes) {
      const metadata = readMetadata(source.read(at + recordPrefixBytes, length - recordPrefixBytes));
      if (metadata) parts.push({ kind: 'metadata', ...metadata });
    }
    at += length;
  }
  const last = parts.at(-1);
  if (last?.kind !== 'chunk') return { parts, goodLength: at };
  parts.pop();
  if (!crcHolds(source, last.chunk, crc32)) return { parts, goodLength: last.chunk.offset };
  const chunk = withCompleteIndex(source, last.chunk);
  parts.push({ kind: 'chunk', chunk });
  return { parts, goodLength: chunk.offset + chunk.length + chunk.indexLength };
}

/** The tear may lie between two indexes, so that those there look complete. */
function withCompleteIndex(source: ByteSource, chunk: RecoveredChunk): RecoveredChunk {
  const walked = countByWalk(source, chunk.recordsOffset, chunk.recordsLength);
  for (const [channel, { count }] of walked) {
    if (chunk.index.get(channel)?.count !== count) {
      return { ...chunk, index: walked, indexLength: 0, indexed: false };
    }
  }
  return chunk;
}

function readChunk(source: ByteSource, offset: number, length: number): RecoveredChunk | undefined {
  if (length < chunkHeadBytes) return undefined;
  const head = viewOf(source.read(offset, chunkHeadBytes));
  const recordsLength = uint64(head, 41);
  // Compressed chunks are not ours.
  if (head.getUint32(37, true) !== 0 || recordsLength !== length - chunkHeadBytes) return undefined;
  const times = {
    startLow: head.getUint32(9, true),
    startHigh: head.getUint32(13, true),
    endLow: head.getUint32(17, true),
    endHigh: head.getUint32(21, true),
  };
  const recordsOffset = offset + chunkHeadBytes;
  const place = { offset, length, recordsOffset, recordsLength, plainLength: recordsLength, compression: '' };
  const indexed = readIndexes(source, offset + length);
  const found = indexed ?? { index: countByWalk(source, place.recordsOffset, recordsLength), indexLength: 0 };
  return { ...place, ...times, ...found, indexed: indexed !== undefined };
}

/** @returns the complete indexes that follow a chunk; undefined without any, and a chunk of ours always has one. */
function readIndexes(source: ByteSource, start: number) {
  const index = new Map<number, IndexPlace>();
  let at = start;
  while (at < source.size) {
    if (source.read(at, 1)[0] !== opcode.messageIndex) break;
    if (at + messageIndexHeadBytes > source.size) break;
    const head = viewOf(source.read(at, messageIndexHeadBytes));
    const length = recordPrefixBytes + uint64(head, 1);
    if (at + length > source.size || length < messageIndexHeadBytes) break;
    const channel = head.getUint16(9, true);
    const count = Math.floor((length - messageIndexHeadBytes) / messageIndexEntryBytes);
    if (count > 0) {
      const first = at + messageIndexHeadBytes;
      const last = first + (count - 1) * messageIndexEntryBytes;
      index.set(channel, { offset: at, count, ...startAt(source, first), ...endAt(source, last) });
    }
    at += length;
  }
  return index.size > 0 ? { index, indexLength: at - start } : undefined;
}

function startAt(source: ByteSource, offset: number) {
  const time = viewOf(source.read(offset, 8));
  return { startLow: time.getUint32(0, true), startHigh: time.getUint32(4, true) };
}

function endAt(source: ByteSource, offset: number) {
  const time = viewOf(source.read(offset, 8));
  return { endLow: time.getUint32(0, true), endHigh: time.getUint32(4, true) };
}

function countByWalk(source: ByteSource, offset: number, length: number): Map<number, IndexPlace> {
  return channelPlaces(parseChunk(source.read(offset, length)));
}

function crcHolds(source: ByteSource, chunk: RecoveredChunk, crc32: Crc32): boolean {
  const expected = viewOf(source.read(chunk.offset + chunkCrcOffset, 4)).getUint32(0, true);
  return crc32(source.read(chunk.recordsOffset, chunk.recordsLength), 0) === expected;
}

function readMetadata(content: Uint8Array): { name: string; map: Map<string, string> } | undefined {
  const view = viewOf(content);
  let at = 0;
  const string = () => {
    const end = at + 4 + view.getUint32(at, true);
    if (end > content.length) throw new RangeError('string beyond its record');
    const text = new TextDecoder().decode(content.subarray(at + 4, end));
    at = end;
    return text;
  };
  try {
    const name = string();
    const map = new Map<string, string>();
    at += 4;
    while (at < content.length) {
      const key = string();
      map.set(key, string());
    }
    return { name, map };
  } catch {
    // A record of somebody else's making; nothing depends on it.
    return undefined;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function uint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + 4294967296 * view.getUint32(at + 4, true);
}
