const same = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const lowered = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte,
);

/** Bytes of each stretch of those that are searched at once. */
const laneBytes = 2048;

/** Bytes to search for, with Horspool's skips; optionally without regard to the case of ASCII letters. */
export class ByteNeedle {
  /** Lower case where case is ignored. At least one byte. */
  readonly bytes: Uint8Array;
  private readonly fold: Uint8Array;
  /** How far the needle moves on for the byte under its last one; 0 where these are the same. */
  private readonly skips = new Uint32Array(256);
  /** How far it moves on then. */
  private readonly again: number;

  constructor(
    bytes: Uint8Array,
    readonly ignoreCase: boolean,
  ) {
    this.fold = ignoreCase ? lowered : same;
    this.bytes = bytes.map((byte) => this.fold[byte]!);
    const last = bytes.length - 1;
    this.skips.fill(bytes.length);
    for (let i = 0; i < last; i++) this.skips[this.bytes[i]!] = last - i;
    this.again = this.skips[this.bytes[last]!]!;
    this.skips[this.bytes[last]!] = 0;
    for (let byte = 0; byte < 256; byte++) this.skips[byte] = this.skips[this.fold[byte]!]!;
  }

  /** @returns the offset of the first occurrence that lies in [from, to) as a whole, or -1. */
  indexIn(haystack: Uint8Array, from: number, to: number): number {
    let end = from + this.bytes.length - 1;
    while (to - end >= 4 * laneBytes) {
      const hit = this.inLanes(haystack, end);
      if (hit >= 0) return hit;
      end += 4 * laneBytes;
    }
    return this.inLane(haystack, end, to);
  }

  /**
   * Searches four stretches at once: each step waits for the memory that tells how far it goes, and four wait side by
   * side, which is three times as fast.
   *
   * @param start where the last byte of the first place lies.
   */
  private inLanes(haystack: Uint8Array, start: number): number {
    const { skips, again, bytes } = this;
    const last = bytes.length - 1;
    let a = start;
    let b = a + laneBytes;
    let c = b + laneBytes;
    let d = c + laneBytes;
    const [endA, endB, endC, endD] = [b, c, d, d + laneBytes];
    while (a < endA && b < endB && c < endC && d < endD) {
      const stepA = skips[haystack[a]!]!;
      const stepB = skips[haystack[b]!]!;
      const stepC = skips[haystack[c]!]!;
      const stepD = skips[haystack[d]!]!;
      if (stepA > 0) a += stepA;
      else if (this.endsAt(haystack, a)) return a - last;
      else a += again;
      if (stepB > 0) b += stepB;
      else if (this.endsAt(haystack, b)) break;
      else b += again;
      if (stepC > 0) c += stepC;
      else if (this.endsAt(haystack, c)) break;
      else c += again;
      if (stepD > 0) d += stepD;
      else if (this.endsAt(haystack, d)) break;
      else d += again;
    }
    // What is in front counts first, wherever something was found.
    let hit = this.inLane(haystack, a, endA);
    if (hit < 0) hit = this.inLane(haystack, b, endB);
    if (hit < 0) hit = this.inLane(haystack, c, endC);
    return hit < 0 ? this.inLane(haystack, d, endD) : hit;
  }

  /** @param end where the last byte of the first place lies; that of a match lies before `limit`. */
  private inLane(haystack: Uint8Array, end: number, limit: number): number {
    const { bytes, skips, again } = this;
    const last = bytes.length - 1;
    // Up to here three steps stay in front of the limit.
    const safe = limit - 3 * bytes.length;
    for (;;) {
      // A step of 0 stays where it is, so three are as good as one.
      while (end < safe) {
        end += skips[haystack[end]!]!;
        end += skips[haystack[end]!]!;
        const step = skips[haystack[end]!]!;
        if (step === 0) break;
        end += step;
      }
      if (end >= limit) return -1;
      const step = skips[haystack[end]!]!;
      if (step > 0) end += step;
      else if (this.endsAt(haystack, end)) return end - last;
      else end += again;
    }
  }

  /** Whether the needle ends with the byte at `end`, which fits already. */
  private endsAt(haystack: Uint8Array, end: number): boolean {
    const { bytes, fold } = this;
    let at = end - 1;
    for (let i = bytes.length - 2; i >= 0; i--, at--) {
      if (fold[haystack[at]!] !== bytes[i]) return false;
    }
    return true;
  }

  /** Whether [from, to) begins with the needle. */
  isAt(haystack: Uint8Array, from: number, to: number): boolean {
    const { bytes, fold } = this;
    if (to - from < bytes.length) return false;
    for (let i = 0; i < bytes.length; i++) if (fold[haystack[from + i]!] !== bytes[i]) return false;
    return true;
  }
}
