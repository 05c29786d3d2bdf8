import { utf8Decode } from '../base/bytes';

/** Reads the fields of one MCAP record; little-endian (MCAP, "Serialization"). Throws a RangeError past its end. */
export class RecordReader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  /** Exact up to 2^53, which is more than any file has bytes. */
  u64(): number {
    return this.u32() + 4294967296 * this.u32();
  }

  raw(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Bytes that are no UTF-8 give an empty string: names are only shown. */
  string(): string {
    return utf8Decode(this.raw(this.u32())) ?? '';
  }

  strings(): Map<string, string> {
    const map = new Map<string, string>();
    const end = this.u32() + this.at;
    while (this.at < end) map.set(this.string(), this.string());
    return map;
  }

  private take(length: number): number {
    const start = this.at;
    if (length > this.left) throw new RangeError(`The record ends ${length - this.left} bytes early.`);
    this.at += length;
    return start;
  }
}
