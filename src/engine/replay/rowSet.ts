/**
 * Rows of a capture in order: all of [from, to), or some of them. Some take a bit for each row of the range, so ten
 * million rows take 1.25 MB.
 */
export class RowSet {
  private constructor(
    readonly from: number,
    readonly to: number,
    private readonly bits: Uint32Array | undefined,
  ) {}

  static all(from: number, to: number): RowSet {
    return new RowSet(from, Math.max(from, to), undefined);
  }

  /** Empty; rows are added. */
  static some(from: number, to: number): RowSet {
    return new RowSet(from, to, new Uint32Array((Math.max(0, to - from) + 31) >>> 5));
  }

  /** @param row within the range of a set of some */
  add(row: number): void {
    const at = row - this.from;
    if (this.bits) this.bits[Math.floor(at / 32)]! |= 1 << (at % 32);
  }

  /** @returns the first row that is not before `row`; `to` without one */
  next(row: number): number {
    const { from, to, bits } = this;
    if (row >= to) return to;
    if (row < from) row = from;
    if (!bits) return row;
    const at = row - from;
    let index = Math.floor(at / 32);
    let word = bits[index]! & (-1 << (at % 32));
    while (word === 0) {
      if (++index === bits.length) return to;
      word = bits[index]!;
    }
    return from + 32 * index + lowestBit(word);
  }

  /** @returns how many rows of [from, to) are in the set */
  count(from = this.from, to = this.to): number {
    const low = Math.max(from, this.from) - this.from;
    const high = Math.min(to, this.to) - this.from;
    if (low >= high) return 0;
    const { bits } = this;
    if (!bits) return high - low;
    const first = Math.floor(low / 32);
    const last = Math.floor(high / 32);
    const firstMask = -1 << (low % 32);
    const lastMask = ~(-1 << (high % 32));
    if (first === last) return ones(bits[first]! & firstMask & lastMask);
    let count = ones(bits[first]! & firstMask);
    for (let index = first + 1; index < last; index++) count += ones(bits[index]!);
    // Where the range ends with a word there is none behind it.
    return count + ones((bits[last] ?? 0) & lastMask);
  }

  /** @returns the last row of the set before `row`, or -1 */
  last(row = this.to): number {
    const { from, bits } = this;
    for (let candidate = Math.min(row, this.to) - 1; candidate >= from; candidate--) {
      if (!bits || (bits[Math.floor((candidate - from) / 32)]! >>> ((candidate - from) % 32)) & 1)
        return candidate;
      // Empty words go at once.
      const at = candidate - from;
      if (at % 32 === 31 && bits[Math.floor(at / 32)] === 0) candidate -= 31;
    }
    return -1;
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function ones(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
