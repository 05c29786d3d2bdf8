import { quoted, shorten } from '../visibleText';
import { findInvalidUtf8 } from './utf8';
import { type ValueKind, maxValueText } from './treeNode';

/** A scalar as MessagePack and CBOR share it. */
export interface ScalarText {
  readonly kind: ValueKind;
  readonly text: string;
  readonly cut?: boolean;
  readonly note?: string;
  readonly full?: () => string;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A string's bytes; where they are not UTF-8 they show as bytes, since old MessagePack writers mix the two. */
export function stringText(bytes: Uint8Array): ScalarText {
  if (findInvalidUtf8(bytes) >= 0) return { ...binaryText(bytes), note: 'a string that is not UTF-8' };
  const full = () => utf8.decode(bytes);
  // A character is at most four bytes, so this many bytes hold all that can show.
  const cutEarly = bytes.length > 4 * maxValueText;
  const whole = quoted(cutEarly ? utf8.decode(bytes.subarray(0, 4 * maxValueText)) : full());
  const cut = cutEarly || whole.length > maxValueText;
  return { kind: 'string', text: cut ? shorten(whole, maxValueText) : whole, cut, full };
}

export function binaryText(bytes: Uint8Array): ScalarText {
  const most = Math.floor(maxValueText / 3);
  const cut = bytes.length > most;
  const text = hexPairs(cut ? bytes.subarray(0, most - 1) : bytes);
  const note = bytes.length === 1 ? '1 byte' : `${bytes.length} bytes`;
  return { kind: 'binary', text: cut ? `${text} …` : text, cut, note, full: () => hexPairs(bytes) };
}

function hexPairs(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => pairs[byte]).join(' ');
}

export function integerText(value: number | bigint): ScalarText {
  const exact = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  return { kind: exact ? 'number' : 'bigint', text: value.toString() };
}

/** @param single a 32-bit float, which shows its own shortest digits (0.1, not 0.10000000149011612). */
export function floatText(value: number, single: boolean): ScalarText {
  let text = String(value);
  if (single && Number.isFinite(value)) {
    for (let digits = 1; digits <= 9; digits++) {
      const shorter = Number(value.toPrecision(digits));
      if (Math.fround(shorter) === value) {
        text = String(shorter);
        break;
      }
    }
  }
  if (Object.is(value, -0)) text = '-0';
  // A point tells a float from an integer, as in the sender's own language.
  if (/^-?\d+$/.test(text)) text += '.0';
  return { kind: 'float', text };
}

const maxDateSeconds = 8_640_000_000_000n;

/** @param nanoseconds 0 to 999,999,999, added to the seconds. */
export function dateText(seconds: bigint, nanoseconds: number): ScalarText {
  if (nanoseconds > 999_999_999) {
    return { kind: 'date', text: `${seconds} s`, note: `nanoseconds out of range: ${nanoseconds}` };
  }
  if (seconds > maxDateSeconds || seconds < -maxDateSeconds) {
    return { kind: 'date', text: `${seconds} s`, note: 'seconds since 1970, outside the calendar' };
  }
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, -5);
  const digits = String(nanoseconds).padStart(9, '0');
  const fraction = nanoseconds === 0 ? '' : `.${digits.replace(/(000){1,2}$/, '')}`;
  return { kind: 'date', text: `${whole}${fraction}Z` };
}
