import { utf8Encode } from '../../base/bytes';
import { ByteNeedle } from './byteNeedle';
import { isSpace } from './jsonFrames';

const backslash = 0x5c;
/** Powers of ten that a double holds exactly; a quotient by one of them is rounded once, as a parser would. */
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const mostDigits = 15;

/**
 * Reads the number behind a key out of a frame's bytes without parsing the frame. It says nothing where anything is
 * unusual; then parsing tells.
 */
export class JsonGlance {
  private readonly needle: ByteNeedle;

  constructor(key: string) {
    this.needle = new ByteNeedle(utf8Encode(`"${key}"`), false);
  }

  /**
   * @returns the number of the one place in [from, to) where the key can be: no other value of the frame is behind this
   * key, provided that it is JSON at all. Undefined where there may be more places, or something else than a plain
   * number.
   */
  numberIn(bytes: Uint8Array, from: number, to: number): number | undefined {
    const { needle } = this;
    const at = needle.indexIn(bytes, from, to);
    if (at < 0) return undefined;
    const behind = at + needle.bytes.length;
    if (needle.indexIn(bytes, behind, to) >= 0) return undefined;
    // An escape can spell the key in another way.
    for (let i = from; i < to; i++) if (bytes[i] === backslash) return undefined;
    return numberAfterColon(bytes, behind, to);
  }
}

function numberAfterColon(bytes: Uint8Array, from: number, to: number): number | undefined {
  let at = afterSpace(bytes, from, to);
  if (bytes[at] !== 0x3a) return undefined;
  at = afterSpace(bytes, at + 1, to);
  const isNegative = bytes[at] === 0x2d;
  if (isNegative) at++;
  let digits = 0;
  let mantissa = 0;
  let point = -1;
  for (; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) {
      mantissa = 10 * mantissa + byte - 0x30;
      digits++;
    } else if (byte === 0x2e && point < 0) {
      point = digits;
    } else {
      break;
    }
  }
  if (digits === 0 || digits > mostDigits || !endsValue(bytes[afterSpace(bytes, at, to)])) return undefined;
  const value = point < 0 ? mantissa : mantissa / powers[digits - point]!;
  return isNegative ? -value : value;
}

function afterSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(bytes[at]!)) at++;
  return at;
}

/** A comma or a closing bracket. */
function endsValue(byte: number | undefined): boolean {
  return byte === 0x2c || byte === 0x7d || byte === 0x5d;
}
