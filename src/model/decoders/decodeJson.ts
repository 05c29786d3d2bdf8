import { quoted, shorten, visibleLine } from '../visibleText';
import { DecodeFault, catchFault } from './decodeFault';
import { type DecodeFailure, type DecodedTree, failureOf } from './decodedFrame';
import { JsonScanner } from './jsonScanner';
import { type Description, LazyNode, type NodeSource } from './lazyNode';
import { type NodeKey, type ValueKind, maxValueText } from './treeNode';
import { cutAtCharacter, findInvalidUtf8 } from './utf8';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes a frame that is one JSON value (RFC 8259). Let through with a notice, because senders do it: a byte order
 * mark, one NUL at the end (C strings), NaN and Infinity.
 */
export function decodeJson(bytes: Uint8Array): DecodedTree | DecodeFailure {
  const notices: string[] = [];
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (start > 0) notices.push('Starts with a byte order mark.');
  const end = bytes.length > 1 && bytes[bytes.length - 1] === 0 ? bytes.length - 1 : bytes.length;
  if (end < bytes.length) notices.push('Ends with a NUL byte.');
  const text = bytes.subarray(0, end);

  const scanner = new JsonScanner(text, true);
  const root = catchFault(() => {
    const invalid = findInvalidUtf8(text, start);
    if (invalid >= 0) throw new DecodeFault('the bytes are not valid UTF-8', invalid);
    const extent = scanner.skipValue(start);
    const rest = scanner.skipSpace(extent.end);
    if (rest < text.length) throw new DecodeFault('something follows the value', rest);
    const source = new JsonSource(scanner);
    return new LazyNode(source, source.describe(scanner.skipSpace(start)));
  });
  if (root instanceof DecodeFault) return failureOf('json', root);
  if (scanner.nonFiniteAt >= 0) {
    notices.push(`NaN or Infinity at byte ${scanner.nonFiniteAt}: not JSON by the standard.`);
  }
  return { kind: 'json', root, notice: notices.join(' ') || undefined };
}

/** Reads nodes from bytes that the scanner has accepted. */
class JsonSource implements NodeSource {
  readonly kind = 'json';
  readonly bytes: Uint8Array;

  constructor(private readonly scanner: JsonScanner) {
    this.bytes = scanner.bytes;
  }

  describe(at: number): Description {
    const start = this.scanner.skipSpace(at);
    const { end, childCount } = this.scanner.skipValue(start);
    const kind = this.kindOf(start, end);
    const firstMember = this.scanner.skipSpace(start + 1);
    const place = { kind, start, end, childCount, firstMember };
    switch (kind) {
      case 'object':
        return { ...place, text: childCount === 0 ? '{}' : '{…}' };
      case 'array':
        return { ...place, text: childCount === 0 ? '[]' : '[…]' };
      case 'string': {
        const { text, cut } = this.stringStart(start, end);
        return { ...place, text, cut, full: () => this.stringAt(start, end) };
      }
      default: {
        const source = utf8.decode(this.bytes.subarray(start, Math.min(end, start + maxValueText + 1)));
        const full = () => utf8.decode(this.bytes.subarray(start, end));
        return { ...place, text: shorten(source, maxValueText), cut: end - start > maxValueText, full };
      }
    }
  }

  endOf(at: number): number {
    return this.scanner.skipValue(at).end;
  }

  readKey(at: number): { key: NodeKey; identity: string; valueAt: number } {
    const text = this.stringAt(at, this.scanner.skipString(at));
    return {
      key: { kind: 'string', text: shorten(visibleLine(text), maxValueText) },
      identity: text,
      valueAt: this.scanner.skipKey(at),
    };
  }

  skipKey(at: number): number {
    return this.scanner.skipKey(at);
  }

  nextMember(end: number): number {
    return this.scanner.skipSpace(this.scanner.skipSpace(end) + 1);
  }

  private stringStart(start: number, end: number): { text: string; cut: boolean } {
    // Cut before decoding, so that a string of megabytes costs no more than what shows.
    if (end - start <= 4 * maxValueText) {
      const whole = quoted(this.stringAt(start, end));
      return { text: shorten(whole, maxValueText), cut: whole.length > maxValueText };
    }
    const stop = cutAtCharacter(this.bytes, start + 4 * maxValueText);
    const source = utf8.decode(this.bytes.subarray(start, stop));
    const value = JSON.parse(`${source.replace(/\\(u[0-9a-fA-F]{0,3})?$/, unescapedOnly)}"`) as string;
    return { text: shorten(quoted(value), maxValueText), cut: true };
  }

  private stringAt(start: number, end: number): string {
    return JSON.parse(utf8.decode(this.bytes.subarray(start, end))) as string;
  }

  private kindOf(start: number, end: number): ValueKind {
    switch (this.bytes[start]) {
      case 0x7b:
        return 'object';
      case 0x5b:
        return 'array';
      case 0x22:
        return 'string';
      case 0x74:
      case 0x66:
        return 'boolean';
      case 0x6e:
        return 'null';
      default:
        return this.numberKind(start, end);
    }
  }

  private numberKind(start: number, end: number): ValueKind {
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at] as number;
      if (byte !== 0x2d && (byte < 0x30 || byte > 0x39)) return 'float';
    }
    // 16 digits and a sign are the longest that can be exact.
    if (end - start > 17) return 'bigint';
    return Number.isSafeInteger(Number(utf8.decode(this.bytes.subarray(start, end)))) ? 'number' : 'bigint';
  }
}

/** Keeps an escaped backslash at the end of a cut string whole, and drops an escape that was cut. */
function unescapedOnly(tail: string, _digits: string | undefined, at: number, whole: string): string {
  let backslashes = 0;
  for (let i = at - 1; i >= 0 && whole[i] === '\\'; i--) backslashes++;
  return backslashes % 2 === 0 ? '' : tail;
}
