import type { Lateness } from '../../protocol/replay';

/** Buckets per doubling: a percentile is exact to about 2 %. */
const perDoubling = 32;
/** Up to some 18 hours in µs. */
const doublings = 36;

/** How late messages were, in a histogram whose size does not grow with their number. */
export class LatenessHistogram {
  private readonly counts = new Float64Array(perDoubling * doublings + 1);
  private count = 0;
  private maxMs = 0;

  /** @param ms below 0 counts as 0 */
  add(ms: number): void {
    const late = Math.max(0, ms);
    if (late > this.maxMs) this.maxMs = late;
    this.counts[bucketOf(late)]!++;
    this.count++;
  }

  /** @returns undefined while nothing was added */
  get lateness(): Lateness | undefined {
    if (this.count === 0) return undefined;
    return { p50: this.percentile(0.5), p99: this.percentile(0.99), max: round(this.maxMs) };
  }

  private percentile(share: number): number {
    let left = Math.ceil(share * this.count);
    // What is beyond the last bucket is in it.
    for (let bucket = 0; bucket < this.counts.length - 1; bucket++) {
      left -= this.counts[bucket]!;
      if (left <= 0) return round(Math.min(this.maxMs, endOf(bucket)));
    }
    return round(this.maxMs);
  }
}

function bucketOf(ms: number): number {
  const bucket = Math.floor(Math.log2(ms * 1000 + 1) * perDoubling);
  return Math.min(bucket, perDoubling * doublings);
}

/** Where the bucket ends, in ms. */
function endOf(bucket: number): number {
  return (2 ** ((bucket + 1) / perDoubling) - 1) / 1000;
}

/** To µs, since the clock is not finer. */
function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
