const same = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const lowered = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte,
);

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
    const { bytes, fold, skips, again } = this;
    const last = bytes.length - 1;
    // Up to here three steps stay in front of `to`.
    const safe = to - 3 * bytes.length;
    let end = from + last;
    for (;;) {
      // This loop is where a scan spends its time. A step of 0 stays where it is, so three are as good as one.
      while (end < safe) {
        end += skips[haystack[end]!]!;
        end += skips[haystack[end]!]!;
        const step = skips[haystack[end]!]!;
        if (step === 0) break;
        end += step;
      }
      if (end >= to) return -1;
      const step = skips[haystack[end]!]!;
      if (step > 0) {
        end += step;
        continue;
      }
      let i = last - 1;
      let at = end - 1;
      while (i >= 0 && fold[haystack[at]!] === bytes[i]) {
        i--;
        at--;
      }
      if (i < 0) return at + 1;
      end += again;
    }
  }

  /** Whether [from, to) begins with the needle. */
  isAt(haystack: Uint8Array, from: number, to: number): boolean {
    const { bytes, fold } = this;
    if (to - from < bytes.length) return false;
    for (let i = 0; i < bytes.length; i++) if (fold[haystack[from + i]!] !== bytes[i]) return false;
    return true;
  }
}
