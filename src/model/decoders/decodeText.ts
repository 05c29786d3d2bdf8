import { isPrintable, visibleBlock } from '../visibleText';
import { cutAtCharacter, findInvalidUtf8 } from './utf8';

export interface DecodedText {
  readonly kind: 'text';
  /** Control characters as symbols (`␀`), except line feeds and tabs; bytes that are not UTF-8 as `\xff`. */
  readonly text: string;
  readonly validUtf8: boolean;
  /** First byte that is not UTF-8, or -1; beyond the shown part it stays unknown. */
  readonly invalidAt: number;
  /** Some control character was made visible. */
  readonly hasControls: boolean;
  /** Bytes shown, fewer than the frame's when cut. */
  readonly shownBytes: number;
  readonly truncated: boolean;
  readonly notice?: string;
}

export const maxTextBytes = 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param maxBytes how much of the frame to show at most. */
export function decodeText(bytes: Uint8Array, maxBytes = maxTextBytes): DecodedText {
  const truncated = bytes.length > maxBytes;
  const shownBytes = truncated ? cutAtCharacter(bytes, maxBytes) : bytes.length;
  const shown = bytes.subarray(0, shownBytes);
  const invalidAt = findInvalidUtf8(shown);
  const text = invalidAt < 0 ? utf8.decode(shown) : lossyText(shown);
  return {
    kind: 'text',
    text: visibleBlock(text),
    validUtf8: invalidAt < 0,
    invalidAt,
    hasControls: !isPrintable(text),
    shownBytes,
    truncated,
  };
}

/** Decodes what is UTF-8 and writes every other byte as `\xff`. */
function lossyText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const bad = findInvalidUtf8(bytes, at);
    const end = bad < 0 ? bytes.length : bad;
    parts.push(utf8.decode(bytes.subarray(at, end)));
    if (bad >= 0) parts.push(`\\x${(bytes[bad] as number).toString(16).padStart(2, '0')}`);
    at = end + 1;
  }
  return parts.join('');
}
