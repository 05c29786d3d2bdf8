/**
 * The rows that match a filter, in order. A scan begins at `base` and finds rows below it newest first and rows from
 * it on oldest first, so both ends grow; eviction takes rows from the low end. Rows are kept as 32-bit distances from
 * the base.
 */
export class MatchList {
  /** base - 1 - row, ascending: the row found last is the lowest. */
  private older = new GrowingList();
  /** row - base, ascending, from `newerFirst` on. */
  private newer = new GrowingList();
  private newerFirst = 0;

  constructor(private base: number) {}

  get count(): number {
    return this.older.length + this.newer.length - this.newerFirst;
  }

  /** @param row lower than every row added below the base. */
  addOlder(row: number): void {
    this.older.push(this.base - 1 - row);
  }

  /** @param row higher than every row in the list, and not below the base. */
  addNewer(row: number): void {
    if (row - this.base > 0xffffffff) this.rebase(row);
    this.newer.push(row - this.base);
  }

  /** @param position within [0, count). */
  rowAt(position: number): number {
    const { older, newer } = this;
    return position < older.length
      ? this.base - 1 - older.at(older.length - 1 - position)
      : this.base + newer.at(this.newerFirst + position - older.length);
  }

  /** @returns the position of the first row that is not below `row`; `count` without one. */
  lowerBound(row: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.rowAt(middle) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Drops the rows below `row`. */
  dropBefore(row: number): void {
    let drop = this.lowerBound(row);
    const fromOlder = Math.min(drop, this.older.length);
    this.older.length -= fromOlder;
    drop -= fromOlder;
    this.newerFirst += drop;
    if (this.newerFirst > 1024 && 2 * this.newerFirst > this.newer.length) {
      this.newer.remove(0, this.newerFirst);
      this.newerFirst = 0;
    }
  }

  /** Drops the rows of [from, to) from the middle, which happens only where messages were lost. */
  dropRange(from: number, to: number): void {
    const first = this.lowerBound(from);
    const last = this.lowerBound(to);
    const olderLength = this.older.length;
    if (first < olderLength)
      this.older.remove(olderLength - Math.min(last, olderLength), olderLength - first);
    if (last <= olderLength) return;
    const shift = this.newerFirst - olderLength;
    this.newer.remove(Math.max(first, olderLength) + shift, last + shift);
  }

  /** Moves the base up, once four thousand million rows came after it; the rows below were evicted long before. */
  private rebase(row: number): void {
    const first = this.newerFirst < this.newer.length ? this.base + this.newer.at(this.newerFirst) : row;
    this.older.length = 0;
    this.newer.remove(0, this.newerFirst);
    this.newer.subtract(first - this.base);
    this.newerFirst = 0;
    this.base = first;
  }
}

class GrowingList {
  length = 0;
  private items = new Uint32Array(256);

  push(item: number): void {
    if (this.length === this.items.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = item;
  }

  at(index: number): number {
    return this.items[index]!;
  }

  remove(from: number, to: number): void {
    this.items.copyWithin(from, to, this.length);
    this.length -= to - from;
  }

  subtract(value: number): void {
    for (let i = 0; i < this.length; i++) this.items[i]! -= value;
  }
}
