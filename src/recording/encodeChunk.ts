import { utf8Encode } from '../base/bytes';
import { channelPlaces, type IndexPlace, spanOf } from './channelPlaces';
import { encodeChunkHead } from './chunkHead';
import { parseChunk } from './chunkReader';
import { type Crc32 } from './chunkWriter';
import { channelId, chunkHeadBytes, messageIndexEntryBytes, messageIndexHeadBytes } from './mcapRecords';
import { messageIndexBound, writeMessageIndexes } from './messageIndex';
import { type RecoveredChunk } from './recovery';

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

/**
 * @param offset where the parts will lie in the file.
 * @param plain whole message records of our channels, one at least.
 * @param packed the same, as the file is to hold them.
 */
export function encodeChunk(
  offset: number,
  plain: Uint8Array,
  packed: PackedRecords,
  crc32: Crc32,
): EncodedRecords {
  const { compression, bytes } = packed;
  const headLength = chunkHeadBytes + utf8Encode(compression).length;
  const length = headLength + bytes.length;
  const { bytes: index, places } = encodeIndexes(offset + length, plain);
  const span = spanOf(places);
  const sizes = { recordsLength: bytes.length, plainLength: plain.length };
  const head = encodeChunkHead({ ...span, ...sizes, crc: crc32(plain, 0), compression });
  return {
    parts: [head, bytes, index],
    chunk: {
      offset,
      length,
      recordsOffset: offset + headLength,
      ...sizes,
      compression,
      ...span,
      index: places,
      indexLength: index.length,
      indexed: true,
    },
  };
}

/** @param start where the message indexes will lie. @returns them, and their places by channel. */
export function encodeIndexes(start: number, plain: Uint8Array) {
  const records = parseChunk(plain);
  const bytes = new Uint8Array(messageIndexBound(records));
  const length = writeMessageIndexes(records, bytes);
  return { bytes: bytes.subarray(0, length), places: placed(channelPlaces(records), start) };
}

/** Gives each channel the offset at which writeMessageIndexes puts its index. */
function placed(places: ReadonlyMap<number, IndexPlace>, start: number): Map<number, IndexPlace> {
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
