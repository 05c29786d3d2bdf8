// The global of this name is a getter, which costs more than the clock.
import { performance } from 'node:perf_hooks';

/** A timer may be so late; nearer to the time it takes naps. */
const timerMs = 2.5;
/** A longer timer would go off at once; waking early does no harm. */
const maxTimerMs = 2 ** 31 - 1;
/** Longest nap: the event loop stands still for so long. */
const napMs = 0.25;

const cell = new Int32Array(new SharedArrayBuffer(4));

/** Waits for one caller, who can be woken early. */
export class Waiter {
  private wakeUp: (() => void) | undefined;
  private wakes = 0;

  wake(): void {
    this.wakes++;
    this.wakeUp?.();
  }

  /** Resolves when woken, or after `ms`. */
  sleep(ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer =
        ms === undefined ? undefined : setTimeout(() => this.wakeUp?.(), Math.min(ms, maxTimerMs));
      this.wakeUp = () => {
        this.wakeUp = undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Resolves when woken, or when the promise does, or after `ms`. */
  async sleepUntil(settled: Promise<unknown>, ms?: number): Promise<void> {
    const wake = () => this.wake();
    settled.then(wake, wake);
    await this.sleep(ms);
  }

  /**
   * Resolves when woken, or at a time of performance.now(): a timer until shortly before, since it is good to a
   * millisecond or two only; then turns of the event loop, and between them naps rather than a loop that would take a
   * whole core.
   */
  async until(due: number): Promise<void> {
    const { wakes } = this;
    for (;;) {
      const left = due - performance.now();
      if (left <= 0 || this.wakes !== wakes) return;
      if (left > timerMs) {
        await this.sleep(Math.floor(left - timerMs + 1));
      } else {
        await new Promise((resolve) => setImmediate(resolve));
        const rest = due - performance.now();
        if (rest > 0 && this.wakes === wakes) Atomics.wait(cell, 0, 0, Math.min(rest, napMs));
      }
    }
  }
}
