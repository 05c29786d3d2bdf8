import { DecodeFault } from './decodeFault';
import { maxDepth } from './treeNode';
import type { ScalarText } from './valueText';

/** `items` of a head: a container without a count that a break ends (CBOR). */
export const indefinite = -1;
/** `items` of a head: the break itself. */
export const breakMark = -2;

/** A value's head: a scalar in full, a container without its members. */
export interface HeadDescription extends ScalarText {
  /** Where the head itself starts, after tags. */
  readonly headAt: number;
}

/**
 * MessagePack and CBOR have one shape: a head that says what it is, then, for containers, the members in line. So
 * each format only knows its heads, and walking, trees and previews are shared.
 */
export interface BinaryFormat {
  readonly bytes: Uint8Array;
  /** Set by `step`: one past the head. */
  next: number;
  /** Set by `step`: values that belong to it, two per map entry, one for a tag; `indefinite`; `breakMark`. */
  items: number;
  /** Set by `step`: whether those are keys and values in turn. */
  isMap: boolean;
  /** Reads the head at `at`. @throws DecodeFault */
  step(at: number): void;
  /** Says what the value at `at` is. @throws DecodeFault */
  describe(at: number): HeadDescription;
}

export interface ItemExtent {
  readonly end: number;
  /** Values directly inside: items of an array, keys and values of a map. */
  readonly items: number;
}

/** Walks over one whole value without recursion. @throws DecodeFault */
export function skipItem(format: BinaryFormat, at: number): ItemExtent {
  // Per open container: values still due, or for indefinite ones -1, and -2 while a map's value is due.
  const due: number[] = [];
  const maps: boolean[] = [];
  let rootItems = 0;
  let pos = at;
  for (;;) {
    const headAt = pos;
    format.step(headAt);
    pos = format.next;
    if (format.items === breakMark) {
      const open = due.pop();
      const wasMap = maps.pop();
      if (open === undefined || open >= 0)
        throw new DecodeFault('a break stands where no list is open', headAt);
      if (wasMap && open === -2) throw new DecodeFault('a map key has no value', headAt);
    } else if (format.items !== 0) {
      if (due.length === maxDepth) throw new DecodeFault(`nesting is deeper than ${maxDepth} levels`, headAt);
      const left = format.bytes.length - pos;
      // More values than bytes: no need to walk there, and a claim of billions costs nothing.
      if (format.items > 1 && format.items > left) {
        const what = format.isMap
          ? `a map of ${format.items / 2} entries`
          : `an array of ${format.items} items`;
        throw new DecodeFault(`${what} starts with only ${bytesText(left)} left`, headAt, true);
      }
      due.push(format.items);
      maps.push(format.isMap);
      continue;
    }
    for (;;) {
      const top = due.length - 1;
      if (top < 0) return { end: pos, items: rootItems };
      if (top === 0) rootItems++;
      const left = due[top] as number;
      if (left < 0) {
        due[top] = left === -1 ? -2 : -1;
        break;
      }
      due[top] = left - 1;
      if (left > 1) break;
      due.pop();
      maps.pop();
    }
  }
}

export function bytesText(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
