import { isMostlyText, isPrintable } from '../visibleText';
import { type BinaryFormat, breakMark, skipItem } from './binaryFormat';
import { CborFormat } from './cborFormat';
import { DecodeFault, catchFault } from './decodeFault';
import { JsonScanner } from './jsonScanner';
import { MsgpackFormat } from './msgpackFormat';
import { isContainer } from './treeNode';
import { cutAtCharacter, findInvalidUtf8 } from './utf8';

export type DetectedKind = 'empty' | 'text' | 'json' | 'msgpack' | 'cbor' | 'hex';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What a frame most likely is.
 *
 * - JSON: the whole frame parses, as a container or as one bare value.
 * - text: valid UTF-8 without control characters; one NUL at the end is allowed, C programs send it.
 * - MessagePack or CBOR: one map or array that is not empty takes up the whole frame, its strings are text, and
 *   without strings it is at least `fewestBytes` long.
 * - text with control characters: valid UTF-8 of which they are a quarter at most.
 * - hex: the rest.
 *
 * @param cut `bytes` are only the start of the frame; JSON, MessagePack and CBOR then are what can still be right
 */
export function detectDecoder(bytes: Uint8Array, cut = false): DetectedKind {
  if (bytes.length === 0) return 'empty';
  const textEnd = cut ? cutAtCharacter(bytes, bytes.length) : withoutNul(bytes);
  const text = bytes.subarray(0, textEnd);
  let mostlyText = false;
  if (textEnd > 0 && findInvalidUtf8(text) < 0) {
    if (isJson(text, cut)) return 'json';
    const decoded = utf8.decode(text);
    if (isPrintable(decoded)) return 'text';
    // Of random bytes a few are text by chance, such as automatic routing ids.
    mostlyText = text[0] !== 0 && isMostlyText(decoded);
  }
  return detectBinary(bytes, cut) ?? (mostlyText ? 'text' : 'hex');
}

function withoutNul(bytes: Uint8Array): number {
  return bytes[bytes.length - 1] === 0 ? bytes.length - 1 : bytes.length;
}

function isJson(text: Uint8Array, cut: boolean): boolean {
  const start = text[0] === 0xef ? 3 : 0;
  const scanner = new JsonScanner(text, true);
  const first = text[scanner.skipSpace(start)];
  const container = first === 0x7b || first === 0x5b;
  const extent = catchFault(() => scanner.skipValue(start));
  if (extent instanceof DecodeFault) return cut && container && extent.ranOut;
  if (scanner.skipSpace(extent.end) < text.length) return false;
  // A bare NaN or Infinity is a word like any other, and a bare scalar that was cut may go on as text.
  return container || (!cut && scanner.nonFiniteAt < 0);
}

/** Random bytes of 2 and 3 are small arrays too often; nobody sends such arrays in binary. */
const fewestBytes = 4;
const sampledItems = 64;

function detectBinary(bytes: Uint8Array, cut: boolean): 'msgpack' | 'cbor' | undefined {
  const msgpack = plausibility(new MsgpackFormat(bytes), cut);
  const cbor = plausibility(new CborFormat(bytes), cut);
  if (msgpack < 0 && cbor < 0) return undefined;
  return msgpack >= cbor ? 'msgpack' : 'cbor';
}

/** @returns characters of text in the sampled strings, or -1 where the bytes are not one plausible container. */
function plausibility(format: BinaryFormat, cut: boolean): number {
  const root = catchFault(() => format.describe(0));
  if (root instanceof DecodeFault || !isContainer(root.kind)) return -1;
  const extent = catchFault(() => skipItem(format, root.headAt));
  if (extent instanceof DecodeFault) {
    if (!cut || !extent.ranOut) return -1;
  } else if (extent.items === 0 || cut || extent.end < format.bytes.length) {
    return -1;
  }
  const text = sampleText(format);
  if (text > 0) return text;
  return text === 0 && !cut && format.bytes.length >= fewestBytes ? 0 : -1;
}

/** @returns characters in the first strings, or -1 where one of them is not text. */
function sampleText(format: BinaryFormat): number {
  let characters = 0;
  let at = 0;
  for (let item = 0; item < sampledItems && at < format.bytes.length; item++) {
    const head = catchFault(() => format.describe(at));
    if (head instanceof DecodeFault) break;
    if (head.note === 'a string that is not UTF-8') return -1;
    if (head.kind === 'string') {
      // A long string that is valid UTF-8 is evidence enough without being decoded whole.
      const text = head.cut ? head.text : (head.full?.() ?? head.text);
      if (!isPrintable(text)) return -1;
      characters += text.length;
    }
    format.step(head.headAt);
    at = format.next;
    while (at < format.bytes.length && isBreak(format, at)) at++;
  }
  return characters;
}

function isBreak(format: BinaryFormat, at: number): boolean {
  const stepped = catchFault(() => format.step(at));
  return !(stepped instanceof DecodeFault) && format.items === breakMark;
}
