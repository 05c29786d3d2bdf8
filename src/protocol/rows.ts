/**
 * Windows of rows cross the borders as one packed Uint8Array, since objects cost five times as much
 * (architecture, "Engine life"). Little-endian, one record after another:
 *
 * | bytes | field |
 * |---|---|
 * | 8 | row number, float64 |
 * | 8 | time, epoch ns, int64 |
 * | 8 | size: sum of the frames' bytes, float64 |
 * | 4 | frame count, uint32 |
 * | 1 | direction: 0 in, 1 out |
 * | 1 | topic frame + 1 (0: none) |
 * | 2 | topic length in bytes, uint16 (cut to 255 bytes) |
 * | 4 | preview length in bytes, uint32 |
 * | … | topic bytes, preview bytes |
 *
 * The preview is the start of the body frames joined by a 0x1F byte each, cut to `previewBytes`. A record with
 * frames holds, in place of the preview, each whole frame as uint32 length + bytes.
 */
export interface PackedRow {
  readonly row: number;
  readonly timeNs: bigint;
  readonly size: number;
  readonly frameCount: number;
  readonly direction: 'in' | 'out';
  readonly topicFrame: number;
  readonly topic: Uint8Array;
  /** Preview, or frames as length-prefixed bytes. */
  readonly payload: Uint8Array;
}

export const rowHeaderBytes = 36;
export const maxTopicBytes = 255;
/** Bytes of body that a row carries for its preview. */
export const previewBytes = 160;

/** Appends records to a growing buffer; reuse one writer for many windows. */
export class RowWriter {
  private buffer = new Uint8Array(16 * 1024);
  private view = new DataView(this.buffer.buffer);
  private length = 0;

  reset(): void {
    this.length = 0;
  }

  get bytesWritten(): number {
    return this.length;
  }

  /** @param timeLow and timeHigh: the two halves of the uint64 epoch ns. */
  append(
    row: number,
    timeLow: number,
    timeHigh: number,
    size: number,
    frameCount: number,
    outgoing: boolean,
    topicFrame: number,
    topic: Uint8Array,
    payload: readonly Uint8Array[],
  ): void {
    const topicLength = Math.min(topic.length, maxTopicBytes);
    const payloadLength = payload.reduce((sum, part) => sum + part.length, 0);
    this.reserve(rowHeaderBytes + topicLength + payloadLength);
    const { view } = this;
    let at = this.length;
    view.setFloat64(at, row, true);
    view.setUint32(at + 8, timeLow, true);
    view.setUint32(at + 12, timeHigh, true);
    view.setFloat64(at + 16, size, true);
    view.setUint32(at + 24, frameCount, true);
    view.setUint8(at + 28, outgoing ? 1 : 0);
    view.setUint8(at + 29, topicFrame + 1);
    view.setUint16(at + 30, topicLength, true);
    view.setUint32(at + 32, payloadLength, true);
    at += rowHeaderBytes;
    this.buffer.set(topic.subarray(0, topicLength), at);
    at += topicLength;
    for (const part of payload) {
      this.buffer.set(part, at);
      at += part.length;
    }
    this.length = at;
  }

  /** @returns a copy of what was written. */
  finish(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.buffer.length));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** @returns the records; their byte fields are views into `packed`. */
export function unpackRows(packed: Uint8Array): PackedRow[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const rows: PackedRow[] = [];
  let at = 0;
  while (at < packed.length) {
    const topicLength = view.getUint16(at + 30, true);
    const payloadLength = view.getUint32(at + 32, true);
    const topicAt = at + rowHeaderBytes;
    const payloadAt = topicAt + topicLength;
    rows.push({
      row: view.getFloat64(at, true),
      timeNs: view.getBigInt64(at + 8, true),
      size: view.getFloat64(at + 16, true),
      frameCount: view.getUint32(at + 24, true),
      direction: view.getUint8(at + 28) === 1 ? 'out' : 'in',
      topicFrame: view.getUint8(at + 29) - 1,
      topic: packed.subarray(topicAt, payloadAt),
      payload: packed.subarray(payloadAt, payloadAt + payloadLength),
    });
    at = payloadAt + payloadLength;
  }
  return rows;
}

/** @returns the frames of a record that holds them whole, as views into `payload`. */
export function unpackFrames(payload: Uint8Array): Uint8Array[] {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < payload.length;) {
    const length = view.getUint32(at, true);
    frames.push(payload.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return frames;
}
