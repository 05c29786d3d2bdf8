import { utf8Encode } from '../base/bytes';
import { channelPlaces, type IndexPlace, spanOf } from './channelPlaces';
import { parseChunk } from './chunkReader';
import { type Crc32 } from './chunkWriter';
import {
  channelId,
  chunkHeadBytes,
  messageIndexEntryBytes,
  messageIndexHeadBytes,
  opcode,
  recordPrefixBytes,
} from './mcapRecords';
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
  const name = utf8Encode(packed.compression);
  const headLength = chunkHeadBytes + name.length;
  const length = headLength + packed.bytes.length;
  const { bytes: index, places } = encodeIndexes(offset + length, plain);
  const span = spanOf(places);
  const head = new Uint8Array(headLength);
  const view = new DataView(head.buffer);
  view.setUint8(0, opcode.chunk);
  setUint64(view, 1, length - recordPrefixBytes);
  view.setUint32(9, span.startLow, true);
  view.setUint32(13, span.startHigh, true);
  view.setUint32(17, span.endLow, true);
  view.setUint32(21, span.endHigh, true);
  setUint64(view, 25, plain.length);
  view.setUint32(33, crc32(plain, 0), true);
  view.setUint32(37, name.length, true);
  head.set(name, 41);
  setUint64(view, 41 + name.length, packed.bytes.length);
  return {
    parts: [head, packed.bytes, index],
    chunk: {
      offset,
      length,
      recordsOffset: offset + headLength,
      recordsLength: packed.bytes.length,
      plainLength: plain.length,
      compression: packed.compression,
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

function setUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value >>> 0, true);
  view.setUint32(at + 4, Math.floor(value / 4294967296), true);
}
