import { utf8Encode } from '../base/bytes';

/** Builds MCAP records that are rare: little-endian fields behind an opcode and a length (MCAP, "Records"). */
export class RecordBuilder {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  private length = 0;
  private contentStart = 0;

  begin(opcode: number): this {
    this.u8(opcode);
    this.u32(0).u32(0);
    this.contentStart = this.length;
    return this;
  }

  /** Fills in the length of the record begun last. */
  end(): this {
    this.view.setUint32(this.contentStart - 8, this.length - this.contentStart, true);
    return this;
  }

  u8(value: number): this {
    const at = this.reserve(1);
    this.view.setUint8(at, value);
    return this;
  }

  u16(value: number): this {
    const at = this.reserve(2);
    this.view.setUint16(at, value, true);
    return this;
  }

  u32(value: number): this {
    const at = this.reserve(4);
    this.view.setUint32(at, value, true);
    return this;
  }

  /** @param value up to 2^53. */
  u64(value: number): this {
    return this.u32(value >>> 0).u32(Math.floor(value / 4294967296));
  }

  string(text: string): this {
    return this.prefixed(utf8Encode(text));
  }

  /** Bytes behind their length as uint32. */
  prefixed(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes);
  }

  raw(bytes: Uint8Array): this {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
    return this;
  }

  /** A map or array behind its length in bytes; `write` adds the members. */
  counted(write: () => void): this {
    const at = this.reserve(4);
    write();
    this.view.setUint32(at, this.length - at - 4, true);
    return this;
  }

  strings(map: Readonly<Record<string, string>>): this {
    return this.counted(() => {
      for (const [key, value] of Object.entries(map)) this.string(key).string(value);
    });
  }

  get size(): number {
    return this.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  private reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, 2 * this.bytes.length));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    return at;
  }
}
