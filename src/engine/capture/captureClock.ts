// Every message asks for the time; the global of this name is a getter, which costs more than the clock.
import { performance } from 'node:perf_hooks';
import { epochMs, highOf, lowOf } from '../../recording/timestamp';

const half = 4294967296;

/**
 * Epoch time in ns that never goes back. It runs on the monotonic clock, and follows the system's clock only forward,
 * since a machine that slept stops the former.
 */
export class CaptureClock {
  /** The halves of the time last read, and the same in ms. */
  low = 0;
  high = 0;
  ms = 0;
  private baseLow: number;
  private baseHigh: number;

  constructor() {
    const origin = BigInt(Math.round(performance.timeOrigin * 1000)) * 1000n;
    this.baseLow = lowOf(origin);
    this.baseHigh = highOf(origin);
    this.read();
    this.follow();
  }

  read(): void {
    const sum = this.baseLow + Math.floor(performance.now() * 1e6);
    const carry = Math.floor(sum / half);
    const low = sum - carry * half;
    const high = this.baseHigh + carry;
    if (high < this.high || (high === this.high && low < this.low)) return;
    this.low = low;
    this.high = high;
    this.ms = epochMs(low, high);
  }

  /** Catches up with the system's clock where that is over a second ahead. */
  follow(): void {
    this.read();
    const ahead = Date.now() - this.ms;
    if (ahead > 1000) this.shift(ahead);
  }

  /** Makes all later times no earlier than the given one. */
  notBefore(low: number, high: number): void {
    if (high < this.high || (high === this.high && low <= this.low)) return;
    this.low = low;
    this.high = high;
    this.ms = epochMs(low, high);
  }

  private shift(ms: number): void {
    const sum = this.baseLow + Math.round(ms) * 1e6;
    const carry = Math.floor(sum / half);
    this.baseLow = sum - carry * half;
    this.baseHigh += carry;
    this.read();
  }
}
