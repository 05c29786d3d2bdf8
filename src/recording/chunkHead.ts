import { utf8Encode } from '../base/bytes';
import { chunkHeadBytes, opcode, recordPrefixBytes } from './mcapRecords';

export interface ChunkHead {
  /** Epoch ns in halves: the earliest and the latest message, events included. */
  readonly startLow: number;
  readonly startHigh: number;
  readonly endLow: number;
  readonly endHigh: number;
  /** Bytes of the records without compression, and their CRC-32. */
  readonly plainLength: number;
  readonly crc: number;
  /** Name of the compression; empty for none. */
  readonly compression: string;
  /** Bytes of the records as they lie in the file. */
  readonly recordsLength: number;
}

/** @returns what stands in front of a chunk's records (MCAP, "Chunk"). */
export function encodeChunkHead(head: ChunkHead): Uint8Array<ArrayBuffer> {
  const name = utf8Encode(head.compression);
  const bytes = new Uint8Array(chunkHeadBytes + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, opcode.chunk);
  setUint64(view, 1, bytes.length - recordPrefixBytes + head.recordsLength);
  view.setUint32(9, head.startLow, true);
  view.setUint32(13, head.startHigh, true);
  view.setUint32(17, head.endLow, true);
  view.setUint32(21, head.endHigh, true);
  setUint64(view, 25, head.plainLength);
  view.setUint32(33, head.crc, true);
  view.setUint32(37, name.length, true);
  bytes.set(name, 41);
  setUint64(view, 41 + name.length, head.recordsLength);
  return bytes;
}

function setUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value >>> 0, true);
  view.setUint32(at + 4, Math.floor(value / 4294967296), true);
}
