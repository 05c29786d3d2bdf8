/** One stretch of a text that another has taken the place of, in UTF-16 code units. */
export interface TextChange {
  readonly start: number;
  /** Where it ended in the text before. */
  readonly oldEnd: number;
  /** Where what is there now ends. */
  readonly newEnd: number;
}

/** Texts are compared in stretches of so many characters first, which is much faster than one by one. */
const stride = 1024;

function sameAt(one: string, at: number, other: string, otherAt: number): boolean {
  return one.slice(at, at + stride) === other.slice(otherAt, otherAt + stride);
}

/** The stretch outside of which two texts are the same. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + stride <= shorter && sameAt(before, start, after, start)) start += stride;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  const most = shorter - start;
  while (
    same + stride <= most &&
    sameAt(before, before.length - same - stride, after, after.length - same - stride)
  ) {
    same += stride;
  }
  while (
    same < most &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}
