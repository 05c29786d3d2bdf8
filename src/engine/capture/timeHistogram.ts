const bucketCount = 8192;
const finestMs = 100;

/**
 * Counts of messages over time in a bounded number of equal buckets. It starts with buckets of 100 ms, and doubles
 * their width whenever the time covered outgrows them.
 */
export class TimeHistogram {
  private received = new Float64Array(bucketCount);
  private sent = new Float64Array(bucketCount);
  private startMs = 0;
  private used = 0;
  private width = finestMs;
  private lastIndex = 0;
  private lastFrom = 0;
  private lastTo = 0;

  /** Bucket width in ms. */
  get widthMs(): number {
    return this.width;
  }

  add(timeMs: number, outgoing: boolean): void {
    // Times come in order, so most fall into the bucket of the one before.
    if (timeMs < this.lastFrom || timeMs >= this.lastTo) this.find(timeMs);
    if (outgoing) this.sent[this.lastIndex]!++;
    else this.received[this.lastIndex]!++;
  }

  /**
   * Adds the counts to equal buckets that span [fromMs, toMs); a bucket of ours counts where its middle lies.
   * @param keptMs what lies before it is left out.
   */
  addTo(received: number[], sent: number[], fromMs: number, toMs: number, keptMs: number): void {
    const scale = received.length / (toMs - fromMs);
    for (let index = 0; index < this.used; index++) {
      const start = this.startMs + index * this.width;
      if (start + this.width <= Math.max(fromMs, keptMs)) continue;
      if (start >= toMs) break;
      const middle = Math.min(Math.max(start + this.width / 2, fromMs), toMs);
      const bucket = Math.min(received.length - 1, Math.floor((middle - fromMs) * scale));
      received[bucket]! += this.received[index]!;
      sent[bucket]! += this.sent[index]!;
    }
  }

  clear(): void {
    this.received.fill(0);
    this.sent.fill(0);
    this.used = 0;
    this.width = finestMs;
    this.lastFrom = 0;
    this.lastTo = 0;
  }

  private find(timeMs: number): void {
    if (this.used === 0) this.startMs = Math.floor(timeMs / this.width) * this.width;
    // Messages read back after a restart are older than those that came since.
    while (timeMs < this.startMs) this.extendBack();
    let index = Math.floor((timeMs - this.startMs) / this.width);
    while (index >= bucketCount) {
      this.coarsen();
      index = Math.floor((timeMs - this.startMs) / this.width);
    }
    this.used = Math.max(this.used, index + 1);
    this.lastIndex = index;
    this.lastFrom = this.startMs + index * this.width;
    this.lastTo = this.lastFrom + this.width;
  }

  private coarsen(): void {
    const width = 2 * this.width;
    const start = Math.floor(this.startMs / width) * width;
    const shift = Math.round((this.startMs - start) / this.width);
    const received = new Float64Array(bucketCount);
    const sent = new Float64Array(bucketCount);
    for (let index = 0; index < this.used; index++) {
      const into = (index + shift) >> 1;
      received[into]! += this.received[index]!;
      sent[into]! += this.sent[index]!;
    }
    this.replace(received, sent, start, Math.min(bucketCount, ((this.used - 1 + shift) >> 1) + 1), width);
  }

  /** Moves the start back by as many buckets as are free, or makes all wider. */
  private extendBack(): void {
    const free = bucketCount - this.used;
    if (free < bucketCount / 4) {
      this.coarsen();
      return;
    }
    const received = new Float64Array(bucketCount);
    const sent = new Float64Array(bucketCount);
    received.set(this.received.subarray(0, this.used), free);
    sent.set(this.sent.subarray(0, this.used), free);
    this.replace(received, sent, this.startMs - free * this.width, bucketCount, this.width);
  }

  private replace(
    received: Float64Array<ArrayBuffer>,
    sent: Float64Array<ArrayBuffer>,
    startMs: number,
    used: number,
    width: number,
  ): void {
    this.received = received;
    this.sent = sent;
    this.startMs = startMs;
    this.used = used;
    this.width = width;
    this.lastFrom = 0;
    this.lastTo = 0;
  }
}
