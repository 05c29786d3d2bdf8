import { type BinaryFormat, type HeadDescription, bytesText } from './binaryFormat';
import { DecodeFault } from './decodeFault';
import { type ScalarText, binaryText, dateText, floatText, integerText, stringText } from './valueText';

/** Bytes of length field after the heads 0xc4 to 0xc9 (bin, ext) and 0xd9 to 0xdf (str, array, map). */
const lengthBytes: Readonly<Record<number, 1 | 2 | 4>> = {
  0xc4: 1,
  0xc5: 2,
  0xc6: 4,
  0xc7: 1,
  0xc8: 2,
  0xc9: 4,
  0xd9: 1,
  0xda: 2,
  0xdb: 4,
  0xdc: 2,
  0xdd: 4,
  0xde: 2,
  0xdf: 4,
};

/** Payload bytes of the numbers 0xca to 0xd3: float32, float64, uint8 to uint64, int8 to int64. */
const numberBytes = [4, 8, 1, 2, 4, 8, 1, 2, 4, 8];

/** The heads of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). */
export class MsgpackFormat implements BinaryFormat {
  next = 0;
  items = 0;
  isMap = false;
  private readonly view: DataView;
  /** Set by `step` for strings, bytes and extensions: where the content starts. */
  private contentAt = 0;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  step(at: number): void {
    if (at >= this.bytes.length) throw new DecodeFault('the bytes end where a value should be', at, true);
    const head = this.bytes[at] as number;
    this.items = 0;
    this.isMap = false;
    this.contentAt = at + 1;
    if (head < 0x80 || head >= 0xe0) this.next = at + 1;
    else if (head < 0x90) this.open(at + 1, head & 0x0f, true);
    else if (head < 0xa0) this.open(at + 1, head & 0x0f, false);
    else if (head < 0xc0) this.take(at, at + 1, head & 0x1f);
    else if (head === 0xc1) throw new DecodeFault('0xc1 starts no value', at);
    else if (head < 0xc4) this.next = at + 1;
    else if (head >= 0xca && head <= 0xd3) this.take(at, at + 1, numberBytes[head - 0xca] as number);
    else if (head >= 0xd4 && head <= 0xd8) this.take(at, at + 2, 1 << (head - 0xd4));
    else this.stepSized(at, head);
  }

  describe(at: number): HeadDescription {
    this.step(at);
    return { headAt: at, ...this.describeHead(at, this.bytes[at] as number) };
  }

  private describeHead(at: number, head: number): ScalarText {
    if (head < 0x80) return integerText(head);
    if (head >= 0xe0) return integerText(head - 0x100);
    if (head < 0x90 || head === 0xde || head === 0xdf) return { kind: 'object', text: '{…}' };
    if (head < 0xa0 || head === 0xdc || head === 0xdd) return { kind: 'array', text: '[…]' };
    if (head < 0xc0 || (head >= 0xd9 && head <= 0xdb)) return stringText(this.content());
    if (head === 0xc0) return { kind: 'null', text: 'null' };
    if (head < 0xc4) return { kind: 'boolean', text: head === 0xc3 ? 'true' : 'false' };
    if (head < 0xc7) return binaryText(this.content());
    if (head >= 0xca && head <= 0xd3) return this.numberText(at + 1, head);
    return this.extensionText(this.view.getInt8(this.contentAt - 1));
  }

  private content(): Uint8Array {
    return this.bytes.subarray(this.contentAt, this.next);
  }

  private stepSized(at: number, head: number): void {
    const width = lengthBytes[head] as 1 | 2 | 4;
    if (at + 1 + width > this.bytes.length) throw new DecodeFault('the bytes end inside a length', at, true);
    const length =
      width === 1
        ? this.view.getUint8(at + 1)
        : width === 2
          ? this.view.getUint16(at + 1)
          : this.view.getUint32(at + 1);
    const after = at + 1 + width;
    if (head >= 0xdc) this.open(after, length, head >= 0xde);
    else this.take(at, head >= 0xc7 && head <= 0xc9 ? after + 1 : after, length);
  }

  private open(after: number, count: number, isMap: boolean): void {
    this.next = after;
    this.items = isMap ? 2 * count : count;
    this.isMap = isMap;
  }

  private take(at: number, from: number, length: number): void {
    const left = Math.max(0, this.bytes.length - from);
    if (from + length > this.bytes.length) {
      throw new DecodeFault(`a value of ${bytesText(length)} starts with only ${left} left`, at, true);
    }
    this.contentAt = from;
    this.next = from + length;
  }

  private numberText(at: number, head: number): ScalarText {
    const { view } = this;
    switch (head) {
      case 0xca:
        return { ...floatText(view.getFloat32(at), true), note: 'float32' };
      case 0xcb:
        return floatText(view.getFloat64(at), false);
      case 0xcc:
        return integerText(view.getUint8(at));
      case 0xcd:
        return integerText(view.getUint16(at));
      case 0xce:
        return integerText(view.getUint32(at));
      case 0xcf:
        return integerText(view.getBigUint64(at));
      case 0xd0:
        return integerText(view.getInt8(at));
      case 0xd1:
        return integerText(view.getInt16(at));
      case 0xd2:
        return integerText(view.getInt32(at));
      default:
        return integerText(view.getBigInt64(at));
    }
  }

  private extensionText(type: number): ScalarText {
    const content = this.content();
    const at = this.contentAt;
    if (type === -1) {
      if (content.length === 4) return dateText(BigInt(this.view.getUint32(at)), 0);
      if (content.length === 8) {
        const packed = this.view.getBigUint64(at);
        return dateText(packed & 0x3_ffff_ffffn, Number(packed >> 34n));
      }
      if (content.length === 12) return dateText(this.view.getBigInt64(at + 4), this.view.getUint32(at));
    }
    const { note, ...bytes } = binaryText(content);
    return { ...bytes, kind: 'extension', note: `ext ${type}, ${note}` };
  }
}
