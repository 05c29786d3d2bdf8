import { concatBytes } from '../../base/bytes';
import { type BinaryFormat, type HeadDescription, breakMark, indefinite } from './binaryFormat';
import { tagNote, taggedText } from './cborTags';
import { DecodeFault } from './decodeFault';
import { type ScalarText, binaryText, floatText, integerText, stringText } from './valueText';

/** The heads of CBOR (RFC 8949): three bits of major type, five of additional information. */
export class CborFormat implements BinaryFormat {
  next = 0;
  items = 0;
  isMap = false;
  private readonly view: DataView;
  /** Set by `step`: the head's argument, a length, count, tag or the integer itself. */
  private argument: number | bigint = 0;
  private contentAt = 0;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  step(at: number): void {
    if (at >= this.bytes.length) throw new DecodeFault('the bytes end where a value should be', at, true);
    const head = this.bytes[at] as number;
    const major = head >> 5;
    const info = head & 0x1f;
    this.items = 0;
    this.isMap = major === 5;
    if (info === 31) return this.stepIndefinite(at, major);
    this.readArgument(at, info);
    switch (major) {
      case 2:
      case 3:
        return this.take(at, this.argument);
      case 4:
        return this.open(at, this.argument, 1);
      case 5:
        return this.open(at, this.argument, 2);
      case 6:
        this.items = 1;
        return;
      case 7:
        if (info === 24 && this.argument < 32)
          throw new DecodeFault('a simple value below 32 has two bytes', at);
        return;
      default:
        return;
    }
  }

  describe(at: number): HeadDescription {
    const tags: (number | bigint)[] = [];
    let headAt = at;
    for (this.step(at); (this.bytes[headAt] as number) >> 5 === 6; this.step(headAt)) {
      tags.push(this.argument);
      headAt = this.next;
    }
    const untagged = this.describeHead(headAt);
    const innermost = tags.at(-1);
    if (innermost === undefined) return { headAt, ...untagged };
    const content = this.isString(headAt) ? this.content(headAt) : undefined;
    const value = taggedText(innermost, untagged, content) ?? untagged;
    const notes = [...tags.map(tagNote), ...(value.note ? [value.note] : [])];
    return { headAt, ...value, note: notes.join(', ') };
  }

  private describeHead(at: number): ScalarText {
    const head = this.bytes[at] as number;
    switch (head >> 5) {
      case 0:
        return integerText(this.argument);
      case 1:
        return integerText(-1n - BigInt(this.argument));
      case 2:
        return binaryText(this.content(at));
      case 3:
        return stringText(this.content(at));
      case 4:
        return { kind: 'array', text: '[…]' };
      case 5:
        return { kind: 'object', text: '{…}' };
      default:
        return this.simpleText(at, head & 0x1f);
    }
  }

  private isString(at: number): boolean {
    const major = (this.bytes[at] as number) >> 5;
    return major === 2 || major === 3;
  }

  /** The bytes of the string at `at`, its chunks joined. Leaves the cursor after the string. */
  private content(at: number): Uint8Array {
    this.step(at);
    if (((this.bytes[at] as number) & 0x1f) !== 31) return this.bytes.subarray(this.contentAt, this.next);
    const end = this.next;
    const chunks: Uint8Array[] = [];
    for (let chunk = at + 1; this.bytes[chunk] !== 0xff; chunk = this.next) {
      this.step(chunk);
      chunks.push(this.bytes.subarray(this.contentAt, this.next));
    }
    this.next = end;
    return concatBytes(chunks);
  }

  private readArgument(at: number, info: number): void {
    if (info > 27) throw new DecodeFault(`additional information ${info} is reserved`, at);
    const width = info < 24 ? 0 : 1 << (info - 24);
    if (at + 1 + width > this.bytes.length) throw new DecodeFault('the bytes end inside a head', at, true);
    this.next = at + 1 + width;
    this.contentAt = this.next;
    if (width === 0) this.argument = info;
    else if (width === 1) this.argument = this.view.getUint8(at + 1);
    else if (width === 2) this.argument = this.view.getUint16(at + 1);
    else if (width === 4) this.argument = this.view.getUint32(at + 1);
    else this.argument = this.view.getBigUint64(at + 1);
  }

  private stepIndefinite(at: number, major: number): void {
    this.next = at + 1;
    if (major === 4 || major === 5) {
      this.items = indefinite;
    } else if (major === 7) {
      this.items = breakMark;
    } else if (major === 2 || major === 3) {
      this.skipChunks(at, major);
    } else {
      throw new DecodeFault('an integer or tag cannot be of indefinite length', at);
    }
  }

  private skipChunks(at: number, major: number): void {
    let pos = at + 1;
    for (;;) {
      if (pos >= this.bytes.length)
        throw new DecodeFault('the bytes end inside a string in chunks', at, true);
      const head = this.bytes[pos] as number;
      if (head === 0xff) break;
      if (head >> 5 !== major || (head & 0x1f) === 31) {
        throw new DecodeFault('a string in chunks holds something other than its chunks', pos);
      }
      this.readArgument(pos, head & 0x1f);
      this.take(pos, this.argument);
      pos = this.next;
    }
    this.next = pos + 1;
    this.items = 0;
  }

  private open(at: number, count: number | bigint, itemsEach: number): void {
    if (count > Number.MAX_SAFE_INTEGER) {
      throw new DecodeFault(`a list of ${count} values is more than a frame can hold`, at);
    }
    this.items = itemsEach * Number(count);
  }

  private take(at: number, length: number | bigint): void {
    const left = this.bytes.length - this.contentAt;
    if (length > left) {
      throw new DecodeFault(`a string of ${length} bytes starts with only ${left} left`, at, true);
    }
    this.next = this.contentAt + Number(length);
  }

  private simpleText(at: number, info: number): ScalarText {
    switch (info) {
      case 20:
        return { kind: 'boolean', text: 'false' };
      case 21:
        return { kind: 'boolean', text: 'true' };
      case 22:
        return { kind: 'null', text: 'null' };
      case 23:
        return { kind: 'undefined', text: 'undefined' };
      case 25:
        return { ...floatText(halfFloat(this.view.getUint16(at + 1)), false), note: 'float16' };
      case 26:
        return { ...floatText(this.view.getFloat32(at + 1), true), note: 'float32' };
      case 27:
        return floatText(this.view.getFloat64(at + 1), false);
      default:
        return { kind: 'extension', text: `simple(${this.argument})` };
    }
  }
}

/** IEEE 754 binary16 (RFC 8949, appendix D). */
function halfFloat(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (fraction + 1024) * 2 ** (exponent - 25);
}
