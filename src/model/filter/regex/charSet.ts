/**
 * A set of code points as sorted, disjoint, inclusive ranges: `[low, high, low, high, …]`.
 */
export type CharSet = readonly number[];

export const lastCodePoint = 0x10ffff;

export const digits: CharSet = [0x30, 0x39];
export const wordChars: CharSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
/** What `\s` means in ECMAScript: WhiteSpace and LineTerminator. */
export const spaces: CharSet = [
  9, 13, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f,
  0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff,
];
const lineTerminators: CharSet = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];
/** What `.` means: anything but a line terminator. */
export const notLineTerminators: CharSet = negate(lineTerminators);
export const anyChar: CharSet = [0, lastCodePoint];

/** @returns the union of ranges in any order. */
export function charSet(ranges: readonly number[]): CharSet {
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < ranges.length; i += 2) pairs.push([ranges[i] ?? 0, ranges[i + 1] ?? 0]);
  pairs.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [low, high] of pairs) {
    const end = merged.at(-1);
    if (end !== undefined && low <= end + 1) merged[merged.length - 1] = Math.max(end, high);
    else merged.push(low, high);
  }
  return merged;
}

export function negate(set: CharSet): CharSet {
  const rest: number[] = [];
  let next = 0;
  for (let i = 0; i + 1 < set.length; i += 2) {
    const low = set[i] ?? 0;
    if (low > next) rest.push(next, low - 1);
    next = (set[i + 1] ?? 0) + 1;
  }
  if (next <= lastCodePoint) rest.push(next, lastCodePoint);
  return rest;
}

export function includesChar(set: CharSet, codePoint: number): boolean {
  for (let i = 0; i + 1 < set.length; i += 2) {
    if (codePoint < (set[i] ?? 0)) return false;
    if (codePoint <= (set[i + 1] ?? 0)) return true;
  }
  return false;
}

/** The one code point that `text` is, or -1 where the case mapping gave several. */
function single(text: string): number {
  const codePoint = text.codePointAt(0) ?? -1;
  return String.fromCodePoint(Math.max(codePoint, 0)) === text ? codePoint : -1;
}

/**
 * The code points that equal the given one when case is ignored, itself first. Simple mappings only (ß stays ß),
 * and none between ASCII and the rest, as in ECMAScript: K (Kelvin) is not k.
 */
export function caseVariants(codePoint: number): readonly number[] {
  const found = [codePoint];
  // Two steps reach all of a family: µ (U+00B5) -> Μ (U+039C) -> μ (U+03BC).
  for (let i = 0; i < found.length && i < 4; i++) {
    const text = String.fromCodePoint(found[i] ?? codePoint);
    for (const variant of [single(text.toLowerCase()), single(text.toUpperCase())]) {
      if (variant >= 0 && variant < 0x80 === codePoint < 0x80 && !found.includes(variant))
        found.push(variant);
    }
  }
  return found;
}

/** Case is folded for code points up to here, which covers the alphabets that have case in the BMP and Deseret. */
const lastCased = 0x1e943;
/** Longer ranges are folded in their first part only, so that `[^a]` does not cost a million look-ups. */
const foldedPerRange = 0x2100;

export function foldCase(set: CharSet): CharSet {
  const ranges = [...set];
  for (let i = 0; i + 1 < set.length; i += 2) {
    const low = set[i] ?? 0;
    const high = Math.min(set[i + 1] ?? 0, lastCased, low + foldedPerRange);
    for (let codePoint = low; codePoint <= high; codePoint++) {
      for (const variant of caseVariants(codePoint)) ranges.push(variant, variant);
    }
  }
  return charSet(ranges);
}
