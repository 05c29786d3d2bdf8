import { fromHex, toHex, utf8Decode, utf8Encode } from '../base/bytes';
import { binaryPreview } from './decoders/binaryPreview';
import { CborFormat } from './decoders/cborFormat';
import { detectDecoder } from './decoders/detectDecoder';
import { MsgpackFormat } from './decoders/msgpackFormat';
import { cutAtCharacter } from './decoders/utf8';
import { escapeHidden, escapedLine, isMostlyText, shorten, unescapeHidden } from './visibleText';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Bytes as one stable name: text with its control characters escaped (`\x00`, `\u200f`), or `0x` and hex digits where
 * the bytes are no UTF-8 or more than a quarter of the characters are controls. Text that looks like hex digits is
 * written in hex too, so different bytes never share a name, as far as `max` reaches.
 *
 * @param max characters at most; the last is `…` where something was cut
 */
export function showBytes(bytes: Uint8Array, max = 128): string {
  const head = bytes.length > 4 * max ? bytes.subarray(0, cutAtCharacter(bytes, 4 * max)) : bytes;
  const text = utf8Decode(head);
  const isText = text !== undefined && isMostlyText(text) && !isAutomaticId(head);
  if (isText && !/^0x[0-9a-f]*$/.test(text)) return shorten(escapeHidden(text), max);
  return shorten(`0x${toHex(head)}`, max);
}

/** @returns the bytes whose whole name showBytes gave. */
export function bytesOfShown(shown: string): Uint8Array {
  const hex = /^0x((?:[0-9a-f]{2})*)$/.exec(shown)?.[1];
  return (hex === undefined ? undefined : fromHex(hex)) ?? utf8Encode(unescapeHidden(shown));
}

/** libzmq makes routing ids of a zero and four random bytes, which now and then are text. */
function isAutomaticId(bytes: Uint8Array): boolean {
  return bytes.length === 5 && bytes[0] === 0;
}

/** A routing id is 1 to 255 bytes (RFC 37): it always shows whole. Automatic ids read `0x0012ab34cd`. */
export function showRoutingId(id: Uint8Array): string {
  return showBytes(id, 520);
}

/** Stands between the frames of a preview. */
export const frameSeparator = ' │ ';
const emptyFrame = '∅';
/** How much of a frame is looked at to tell what it is. */
const probeBytes = 1024;

/**
 * Frames on one line for the grid: text with control characters visible, MessagePack and CBOR as values, other
 * bytes in hex, `∅` for an empty frame.
 *
 * @param max characters at most
 * @param cut the last frame is only its start
 */
export function previewOf(frames: readonly Uint8Array[], max = 200, cut = false): string {
  let line = '';
  for (const [index, frame] of frames.entries()) {
    if (line.length > max) break;
    if (index > 0) line += frameSeparator;
    line += previewOfFrame(frame, max - line.length + 1, cut && index === frames.length - 1);
  }
  if (cut && line.length <= max && !line.endsWith('…')) line += '…';
  return shorten(line, max);
}

/**
 * The preview of body frames that travel as one piece, joined by a 0x1F byte each and possibly cut (protocol/rows).
 *
 * @param frameCount how many frames were joined
 */
export function previewOfJoined(joined: Uint8Array, frameCount: number, max = 200, cut = false): string {
  if (frameCount <= 1) return previewOf(frameCount === 0 ? [] : [joined], max, cut);
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = joined.indexOf(0x1f); at >= 0; at = joined.indexOf(0x1f, from)) {
    parts.push(joined.subarray(from, at));
    from = at + 1;
  }
  parts.push(joined.subarray(from));
  // A separator inside binary data cannot be told from one between frames.
  const plausible = cut ? parts.length <= frameCount : parts.length === frameCount;
  return previewOf(plausible ? parts : [joined], max, cut);
}

function previewOfFrame(frame: Uint8Array, max: number, cut: boolean): string {
  if (frame.length === 0) return cut ? '' : emptyFrame;
  const isStart = cut || frame.length > probeBytes;
  const head = frame.subarray(0, probeBytes);
  switch (detectDecoder(head, isStart)) {
    case 'msgpack':
      return binaryPreview(new MsgpackFormat(head), max);
    case 'cbor':
      return binaryPreview(new CborFormat(head), max);
    case 'text':
    case 'json': {
      const end = isStart ? cutAtCharacter(head, head.length) : head.length;
      return escapedLine(utf8.decode(head.subarray(0, end)));
    }
    default:
      return `0x${toHex(head.subarray(0, max))}`;
  }
}
