import { DecodeFault } from './decodeFault';
import { maxDepth } from './treeNode';

/** One JSON value's place in the bytes. */
export interface JsonExtent {
  /** One past its last byte. */
  readonly end: number;
  /** Members or items, 0 for a scalar. */
  readonly childCount: number;
}

const openObject = 0x7b;
const closeObject = 0x7d;
const openArray = 0x5b;
const closeArray = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const quote = 0x22;
const backslash = 0x5c;

const words: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' };
/** What Python's json and others write for numbers that JSON lacks. */
const nonFinite: Readonly<Record<number, string>> = { 0x4e: 'NaN', 0x49: 'Infinity', 0x2d: '-Infinity' };

/**
 * Reads JSON (RFC 8259) in UTF-8 bytes without building values: no recursion, no text. Bytes rather than a string
 * so that numbers keep their digits, repeated keys stay and an error knows its byte. It does not check UTF-8.
 */
export class JsonScanner {
  /** Offset of the first NaN or Infinity that was let through, or -1. */
  nonFiniteAt = -1;
  private readonly limit: number;

  /** @param lenient lets NaN, Infinity and -Infinity through, which many senders write. */
  constructor(
    readonly bytes: Uint8Array,
    private readonly lenient: boolean,
  ) {
    this.limit = bytes.length;
  }

  /** Skips the value at `at`, which may have space before it. @throws DecodeFault */
  skipValue(at: number): JsonExtent {
    const { bytes } = this;
    const closers: number[] = [];
    let childCount = 0;
    let pos = at;
    for (;;) {
      pos = this.skipSpace(pos);
      const byte = this.peek(pos, 'a value');
      const close = byte === openObject ? closeObject : byte === openArray ? closeArray : 0;
      if (close !== 0) {
        if (closers.length === maxDepth)
          throw new DecodeFault(`nesting is deeper than ${maxDepth} levels`, pos);
        closers.push(close);
        pos = this.skipSpace(pos + 1);
        if (bytes[pos] !== close) {
          if (close === closeObject) pos = this.skipKey(pos);
          continue;
        }
        closers.pop();
        pos++;
      } else {
        pos = this.skipScalar(pos, byte);
      }
      for (;;) {
        const closer = closers.at(-1);
        if (closer === undefined) return { end: pos, childCount };
        if (closers.length === 1) childCount++;
        pos = this.skipSpace(pos);
        const after = this.peek(pos, `"," or "${String.fromCharCode(closer)}"`);
        if (after === comma) {
          pos = this.skipSpace(pos + 1);
          if (closer === closeObject) pos = this.skipKey(pos);
          break;
        }
        if (after !== closer) throw this.expected(pos, `"," or "${String.fromCharCode(closer)}"`);
        closers.pop();
        pos++;
      }
    }
  }

  /** Skips a key and its colon. @returns where the value (or the space before it) starts. */
  skipKey(at: number): number {
    if (this.peek(at, 'a key in double quotes') !== quote) throw this.expected(at, 'a key in double quotes');
    const end = this.skipSpace(this.skipString(at));
    if (this.peek(end, '":" after the key') !== colon) throw this.expected(end, '":" after the key');
    return this.skipSpace(end + 1);
  }

  /** @param at the opening quote. @returns one past the closing quote. */
  skipString(at: number): number {
    const { bytes, limit } = this;
    let pos = at + 1;
    while (pos < limit) {
      const byte = bytes[pos] as number;
      if (byte === quote) return pos + 1;
      if (byte === backslash) pos = this.skipEscape(pos);
      else if (byte < 0x20) {
        throw new DecodeFault('a control character inside a string must be written as an escape', pos);
      } else pos++;
    }
    throw new DecodeFault('the text ends inside a string', limit, true);
  }

  skipSpace(at: number): number {
    let pos = at;
    for (; pos < this.limit; pos++) {
      const byte = this.bytes[pos];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    }
    return pos;
  }

  private skipEscape(at: number): number {
    if (at + 1 >= this.limit) throw new DecodeFault('the text ends inside a string', this.limit, true);
    const kind = this.bytes[at + 1] as number;
    if (kind !== 0x75) {
      if ('"\\/bfnrt'.includes(String.fromCharCode(kind))) return at + 2;
      throw new DecodeFault('a backslash starts no known escape', at);
    }
    for (let i = 2; i < 6; i++) {
      if (at + i >= this.limit) throw new DecodeFault('the text ends inside a string', this.limit, true);
      if (!isHexDigit(this.bytes[at + i] as number)) {
        throw new DecodeFault('\\u must be followed by four hex digits', at);
      }
    }
    return at + 6;
  }

  private skipScalar(at: number, byte: number): number {
    if (byte === quote) return this.skipString(at);
    const word = words[byte];
    if (word !== undefined) return this.skipWord(at, word);
    const special = nonFinite[byte];
    if (special !== undefined && (byte !== 0x2d || this.bytes[at + 1] === 0x49)) {
      if (!this.lenient) throw new DecodeFault(`JSON has no ${special}; use null or a string`, at);
      if (this.nonFiniteAt < 0) this.nonFiniteAt = at;
      return this.skipWord(at, special);
    }
    if (byte === 0x2d || isDigit(byte)) return this.skipNumber(at);
    throw this.expected(at, 'a value');
  }

  private skipWord(at: number, word: string): number {
    for (let i = 0; i < word.length; i++) {
      if (at + i >= this.limit) throw new DecodeFault(`the text ends inside "${word}"`, this.limit, true);
      if (this.bytes[at + i] !== word.charCodeAt(i)) throw this.expected(at, 'a value');
    }
    return at + word.length;
  }

  private skipNumber(at: number): number {
    const digits = this.bytes[at] === 0x2d ? at + 1 : at;
    let pos = this.skipDigits(digits, 'a digit');
    if (this.bytes[digits] === 0x30 && pos > digits + 1) {
      throw new DecodeFault('a number must not start with 0', at);
    }
    if (pos < this.limit && this.bytes[pos] === 0x2e)
      pos = this.skipDigits(pos + 1, 'a digit after the point');
    if (pos < this.limit && (this.bytes[pos] === 0x65 || this.bytes[pos] === 0x45)) {
      pos++;
      if (this.bytes[pos] === 0x2b || this.bytes[pos] === 0x2d) pos++;
      pos = this.skipDigits(pos, 'a digit in the exponent');
    }
    return pos;
  }

  private skipDigits(at: number, what: string): number {
    if (!isDigit(this.peek(at, what))) throw this.expected(at, what);
    let pos = at + 1;
    while (pos < this.limit && isDigit(this.bytes[pos] as number)) pos++;
    return pos;
  }

  private peek(at: number, expected: string): number {
    if (at >= this.limit)
      throw new DecodeFault(`the text ends where ${expected} should be`, this.limit, true);
    return this.bytes[at] as number;
  }

  private expected(at: number, what: string): DecodeFault {
    const byte = this.bytes[at] as number;
    const found =
      byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
    return new DecodeFault(`${found} stands where ${what} should be`, at);
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
