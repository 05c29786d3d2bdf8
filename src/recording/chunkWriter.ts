import { encodeChunkHead } from './chunkHead';
import { channelId, opcode } from './mcapRecords';
import { messageIndexBound, writeMessageIndexes } from './messageIndex';
import { messageFieldBytes, messageHeadBytes } from './messageRecord';
import { framedLength, writeFrames } from './zmtpFrames';
import type { RowSource } from './rowSource';

/** Bytes of records in a chunk, unless one message alone is larger. */
export const chunkBytes = 256 * 1024;

/** CRC-32 as in zlib, continued from `value`. */
export type Crc32 = (bytes: Uint8Array, value: number) => number;

/** A chunk as it goes to the file: the parts follow one another. They are valid until the next encoding. */
export interface EncodedChunk {
  readonly head: Uint8Array;
  readonly records: Uint8Array;
  readonly index: Uint8Array;
  readonly crc: number;
}

/**
 * The open chunk: a preallocated buffer that message records are appended to in place. It can be encoded again and
 * again while it grows; what was appended never changes. Reset, it serves as the next chunk.
 */
export class ChunkWriter implements RowSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  /** Where each row's record begins; events are not rows. */
  offsets = new Uint32Array(2048);
  count = 0;
  length = 0;
  private eventOffsets: number[] = [];
  private startLow = 0;
  private startHigh = 0;
  private endLow = 0;
  private endHigh = 0;
  private index = new Uint8Array(0);
  private crc = 0;
  private crcLength = 0;
  /** The bytes of the index, and how long the records were that it is of. */
  private indexLength = 0;
  private indexedLength = 0;

  /** @param capacity bytes of records that fit. */
  constructor(readonly capacity: number) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** @returns the capacity that a chunk needs to take the message. */
  static bytesFor(frames: readonly Uint8Array[]): number {
    return messageHeadBytes + framedLength(frames);
  }

  reset(): void {
    this.count = 0;
    this.length = 0;
    this.eventOffsets = [];
    this.crc = 0;
    this.crcLength = 0;
    this.indexedLength = 0;
  }

  get events(): readonly number[] {
    return this.eventOffsets;
  }

  /**
   * Appends a row. Times must not go back.
   * @returns the bytes of the frames' bodies, or -1 when the chunk has no room for the message.
   */
  append(
    channel: number,
    sequence: number,
    timeLow: number,
    timeHigh: number,
    frames: readonly Uint8Array[],
  ): number {
    const record = this.length;
    const dataLength = framedLength(frames);
    const end = record + messageHeadBytes + dataLength;
    if (end > this.capacity) return -1;
    this.writeHead(record, channel, sequence, timeLow, timeHigh, dataLength);
    const bodies = writeFrames(this.bytes, this.view, record + messageHeadBytes, frames);
    if (this.count === this.offsets.length) this.growOffsets();
    this.offsets[this.count++] = record;
    this.length = end;
    return bodies;
  }

  /** Appends an event. @returns false when the chunk has no room for it. */
  appendEvent(sequence: number, timeLow: number, timeHigh: number, json: Uint8Array): boolean {
    const record = this.length;
    const end = record + messageHeadBytes + json.length;
    if (end > this.capacity) return false;
    this.writeHead(record, channelId.events, sequence, timeLow, timeHigh, json.length);
    this.bytes.set(json, record + messageHeadBytes);
    this.eventOffsets.push(record);
    this.length = end;
    return true;
  }

  /**
   * @returns the chunk record and a message index per channel, without compression. Of a chunk that has not grown since
   * it costs nothing to ask again.
   */
  encode(crc32: Crc32): EncodedChunk {
    if (this.crcLength < this.length) {
      this.crc = crc32(this.bytes.subarray(this.crcLength, this.length), this.crc);
      this.crcLength = this.length;
    }
    const records = this.bytes.subarray(0, this.length);
    const { startLow, startHigh, endLow, endHigh, length, crc } = this;
    const head = encodeChunkHead({
      ...{ startLow, startHigh, endLow, endHigh, crc },
      ...{ plainLength: length, recordsLength: length, compression: '' },
    });
    return { head, records, crc, index: this.encodeIndex() };
  }

  private encodeIndex(): Uint8Array {
    if (this.indexedLength < this.length) {
      const bound = messageIndexBound(this);
      if (this.index.length < bound) this.index = new Uint8Array(Math.max(bound, 2 * this.index.length));
      this.indexLength = writeMessageIndexes(this, this.index);
      this.indexedLength = this.length;
    }
    return this.index.subarray(0, this.indexLength);
  }

  private writeHead(
    record: number,
    channel: number,
    sequence: number,
    timeLow: number,
    timeHigh: number,
    dataLength: number,
  ): void {
    const { view } = this;
    view.setUint8(record, opcode.message);
    view.setUint32(record + 1, (dataLength + messageFieldBytes) >>> 0, true);
    view.setUint32(record + 5, 0, true);
    view.setUint16(record + 9, channel, true);
    view.setUint32(record + 11, sequence, true);
    view.setUint32(record + 15, timeLow, true);
    view.setUint32(record + 19, timeHigh, true);
    view.setUint32(record + 23, timeLow, true);
    view.setUint32(record + 27, timeHigh, true);
    if (record === 0) {
      this.startLow = timeLow;
      this.startHigh = timeHigh;
    }
    this.endLow = timeLow;
    this.endHigh = timeHigh;
  }

  private growOffsets(): void {
    const larger = new Uint32Array(2 * this.offsets.length);
    larger.set(this.offsets);
    this.offsets = larger;
  }
}
