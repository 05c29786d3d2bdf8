import type { ReplayTiming } from '../../protocol/replay';

/**
 * When the messages of a replay are due, on the clock of `now` in ms. Due times are absolute, reckoned from one anchor:
 * a late message does not make the next one late, and nothing drifts. Changes of the timing, pauses and jumps set a new
 * anchor where the replay is at that moment.
 */
export class ReplayClock {
  /** The anchor: what was recorded at `recordedMs`, after `taken` messages, is due at `wallMs`. */
  private wallMs = 0;
  private recordedMs = 0;
  private taken = 0;
  /** Of the message taken last; due times do not go back where a file's times do. */
  private lastDue = -Infinity;
  private lastRecordedMs = 0;
  private stoppedAt: number | undefined;
  private fresh = true;
  /** Ms of the recording between the last message of a loop and the first of the next. */
  private gapMs: number | undefined;

  constructor(private current: ReplayTiming) {}

  get timing(): ReplayTiming {
    return this.current;
  }

  /** The message that comes next is due at once, whatever it is. */
  restart(): void {
    this.fresh = true;
    this.lastDue = -Infinity;
  }

  /** Ms on the clock of `now`; before `now` where the message is late. @param recordedMs of the message that comes next */
  due(recordedMs: number, now: number): number {
    if (this.fresh) this.anchor(recordedMs, now);
    else if (this.gapMs !== undefined) this.closeGap(recordedMs);
    switch (this.current.kind) {
      case 'original':
        return Math.max(this.lastDue, this.wallMs + (recordedMs - this.recordedMs) / this.current.speed);
      case 'rate':
        return this.wallMs + (this.taken * 1000) / this.current.perSecond;
      case 'fast':
        return now;
    }
  }

  /** The message was sent or given up. */
  took(recordedMs: number, due: number): void {
    this.taken++;
    this.lastDue = due;
    this.lastRecordedMs = recordedMs;
  }

  /** The next message is the first again. It comes after the last as far as messages lie apart on average. */
  loop(averageMs: number): void {
    this.gapMs = averageMs;
  }

  pause(now: number): void {
    this.stoppedAt ??= now;
  }

  resume(now: number): void {
    if (this.stoppedAt === undefined) return;
    const { stoppedAt } = this;
    this.stoppedAt = undefined;
    // A pause is no lateness.
    this.shift(now - stoppedAt);
  }

  /** A message was sent while it stands: the time that goes on later goes on from there. */
  step(recordedMs: number, now: number): void {
    this.anchor(recordedMs, now);
    this.took(recordedMs, now);
    this.stoppedAt = now;
  }

  /** What remains of the wait for the next message passes at the new speed. */
  setTiming(timing: ReplayTiming, now: number): void {
    const moment = this.stoppedAt ?? now;
    const former = this.current;
    this.current = timing;
    if (this.fresh) return;
    if (this.gapMs !== undefined) {
      this.wallMs = this.lastDue = moment;
    } else if (former.kind === 'original') {
      const played = this.recordedMs + (moment - this.wallMs) * former.speed;
      this.anchor(Math.max(this.lastRecordedMs, played), moment);
    } else {
      this.anchor(this.lastRecordedMs, moment);
    }
    // At a rate the message after the last comes one interval later.
    if (timing.kind === 'rate') this.taken = 1;
    this.lastDue = moment;
  }

  private anchor(recordedMs: number, now: number): void {
    this.fresh = false;
    this.gapMs = undefined;
    this.recordedMs = recordedMs;
    this.lastRecordedMs = recordedMs;
    this.wallMs = now;
    this.taken = 0;
  }

  private closeGap(recordedMs: number): void {
    const { current, lastDue, gapMs = 0 } = this;
    this.gapMs = undefined;
    if (current.kind === 'original') this.anchor(recordedMs, lastDue + gapMs / current.speed);
  }

  private shift(ms: number): void {
    this.wallMs += ms;
    this.lastDue += ms;
  }
}
