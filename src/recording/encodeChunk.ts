import { utf8Encode } from '../base/bytes';
import { channelPlaces, type IndexPlace, spanOf } from './channelPlaces';
import { encodeChunkHead } from './chunkHead';
import { parseChunk } from './chunkReader';
import type { Crc32 } from './chunkWriter';
import { channelId, chunkHeadBytes, messageIndexEntryBytes, messageIndexHeadBytes } from './mcapRecords';
import { messageIndexBound, writeMessageIndexes } from './messageIndex';
import type { RecoveredChunk } from './recovery';

/** The records of a chunk as they go into the file. */
export interface PackedRecords {
  /** Empty for none. */
  readonly compression: string;
  readonly bytes: Uint8Array;
}

export interface EncodedRecords {
  /** To be written one after another: chunk head, records, message indexes. */
  readonly parts: readonly Uint8Array[];
  readonly chunk: RecoveredChunk;
}

/** Whole message records of our channels, one at least, with what a file keeps of them. */
export interface IndexedRecords {
  readonly plain: Uint8Array;
  readonly crc: number;
  /** The message indexes. */
  readonly index: Uint8Array;
  /** By channel, without offsets. */
  readonly places: ReadonlyMap<number, IndexPlace>;
}

/** Walks the records. */
export function indexRecords(plain: Uint8Array, crc32: Crc32): IndexedRecords {
  const records = parseChunk(plain);
  const index = new Uint8Array(messageIndexBound(records));
  const length = writeMessageIndexes(records, index);
  return {
    plain,
    crc: crc32(plain, 0),
    index: index.subarray(0, length),
    places: channelPlaces(records),
  };
}

/**
 * @param offset where the parts will lie in the file.
 * @param packed the records, as the file is to hold them.
 */
export function encodeChunk(offset: number, records: IndexedRecords, packed: PackedRecords): EncodedRecords {
  const { plain, crc, index } = records;
  const { compression, bytes } = packed;
  const headLength = chunkHeadBytes + utf8Encode(compression).length;
  const length = headLength + bytes.length;
  const span = spanOf(records.places);
  const sizes = { recordsLength: bytes.length, plainLength: plain.length };
  const head = encodeChunkHead({ ...span, ...sizes, crc, compression });
  return {
    parts: [head, bytes, index],
    chunk: {
      offset,
      length,
      recordsOffset: offset + headLength,
      ...sizes,
      compression,
      ...span,
      index: placedIndexes(records.places, offset + length),
      indexLength: index.length,
      indexed: true,
    },
  };
}

/** Gives each channel the offset at which writeMessageIndexes puts its index, the first at `start`. */
export function placedIndexes(
  places: ReadonlyMap<number, IndexPlace>,
  start: number,
): Map<number, IndexPlace> {
  const result = new Map<number, IndexPlace>();
  let offset = start;
  for (const channel of Object.values(channelId)) {
    const place = places.get(channel);
    if (!place) continue;
    result.set(channel, { ...place, offset });
    offset += messageIndexHeadBytes + place.count * messageIndexEntryBytes;
  }
  return result;
}
