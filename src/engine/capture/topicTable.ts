import { toHex } from '../../base/bytes';
import { showBytes } from '../../model/frameText';
import type { TopicCount, TopicsResult } from '../../protocol/capture';
import { maxTopicBytes } from '../../protocol/rows';

export const maxTopics = 10_000;

/**
 * Counts messages by topic: a hash table keyed by the topic's first 255 bytes, without a string per message. Beyond
 * 10,000 topics what is new is counted together.
 */
export class TopicTable {
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Uint32Array(512);
  private keyStarts = new Uint32Array(512);
  private keyLengths = new Uint8Array(512);
  private counts = new Float64Array(512);
  /** Counts within the second that `seconds` names, and within the one before it. */
  private current = new Uint32Array(512);
  private former = new Uint32Array(512);
  private seconds = new Float64Array(512);
  private keys = new Uint8Array(8192);
  private keysLength = 0;
  private size = 0;
  private others = 0;

  get total(): number {
    return this.size;
  }

  /** @param second epoch seconds of the message, whole. */
  count(bytes: Uint8Array, from: number, to: number, second: number): void {
    const end = Math.min(to, from + maxTopicBytes);
    let hash = 0x811c9dc5;
    for (let i = from; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const index = this.slots[slot]!;
      if (index < 0) break;
      if (this.hashes[index] === hash && this.isKey(index, bytes, from, end)) {
        this.raise(index, second);
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (this.size === maxTopics) this.others++;
    else this.insert(hash, slot, bytes, from, end, second);
  }

  /** Most frequent first, then by bytes. @param nowSecond rates are those of the last full second before it. */
  list(limit: number, nowSecond: number): TopicsResult {
    const order = Array.from({ length: this.size }, (_, index) => index);
    order.sort((a, b) => this.counts[b]! - this.counts[a]! || this.compareKeys(a, b));
    const topics = order.slice(0, Math.max(0, limit)).map((index): TopicCount => {
      const key = this.keyOf(index);
      return {
        topic: showBytes(key, maxTopicBytes),
        hex: toHex(key),
        count: this.counts[index]!,
        perSecond: this.rateOf(index, nowSecond),
      };
    });
    return { topics, total: this.size, otherCount: this.others };
  }

  clear(): void {
    this.slots.fill(-1);
    this.size = 0;
    this.keysLength = 0;
    this.others = 0;
  }

  private keyOf(index: number): Uint8Array {
    const start = this.keyStarts[index]!;
    return this.keys.subarray(start, start + this.keyLengths[index]!);
  }

  private compareKeys(a: number, b: number): number {
    const left = this.keyOf(a);
    const right = this.keyOf(b);
    for (let i = 0; i < left.length && i < right.length; i++) {
      if (left[i] !== right[i]) return left[i]! - right[i]!;
    }
    return left.length - right.length;
  }

  private rateOf(index: number, nowSecond: number): number {
    const age = nowSecond - this.seconds[index]!;
    if (age <= 0) return this.former[index]!;
    return age === 1 ? this.current[index]! : 0;
  }

  private raise(index: number, second: number): void {
    this.counts[index]!++;
    const known = this.seconds[index]!;
    if (second > known) {
      this.former[index] = second === known + 1 ? this.current[index]! : 0;
      this.current[index] = 0;
      this.seconds[index] = second;
    }
    // Older messages, read back after a restart, count in the total alone.
    if (second >= known) this.current[index]!++;
  }

  private isKey(index: number, bytes: Uint8Array, from: number, end: number): boolean {
    const length = end - from;
    if (this.keyLengths[index] !== length) return false;
    const start = this.keyStarts[index]!;
    for (let i = 0; i < length; i++) if (this.keys[start + i] !== bytes[from + i]) return false;
    return true;
  }

  private insert(
    hash: number,
    slot: number,
    bytes: Uint8Array,
    from: number,
    end: number,
    second: number,
  ): void {
    const index = this.size;
    if (index === this.hashes.length) this.growEntries();
    const length = end - from;
    if (this.keysLength + length > this.keys.length) {
      this.keys = grown(this.keys, new Uint8Array(2 * this.keys.length));
    }
    this.keys.set(bytes.subarray(from, end), this.keysLength);
    this.hashes[index] = hash;
    this.keyStarts[index] = this.keysLength;
    this.keyLengths[index] = length;
    this.counts[index] = 1;
    this.current[index] = 1;
    this.former[index] = 0;
    this.seconds[index] = second;
    this.keysLength += length;
    this.size++;
    this.slots[slot] = index;
    if (2 * this.size > this.slots.length) this.rehash();
  }

  private growEntries(): void {
    const size = 2 * this.hashes.length;
    this.hashes = grown(this.hashes, new Uint32Array(size));
    this.keyStarts = grown(this.keyStarts, new Uint32Array(size));
    this.keyLengths = grown(this.keyLengths, new Uint8Array(size));
    this.counts = grown(this.counts, new Float64Array(size));
    this.current = grown(this.current, new Uint32Array(size));
    this.former = grown(this.former, new Uint32Array(size));
    this.seconds = grown(this.seconds, new Float64Array(size));
  }

  private rehash(): void {
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    const mask = this.slots.length - 1;
    for (let index = 0; index < this.size; index++) {
      let slot = this.hashes[index]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = index;
    }
  }
}

function grown<T extends Uint8Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
