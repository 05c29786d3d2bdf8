import { WorkbenchError, errorInfoOf, type ErrorInfo } from '../../base/workbenchError';
import type { RepeatSnapshot } from '../../protocol/session';

export interface RepeatOptions {
  readonly id: string;
  readonly perSecond: number;
  /** 0: until stopped. */
  readonly count: number;
  /** Sends the message that so many went before. Rejects with a WorkbenchError. */
  readonly send: (seq: number) => Promise<unknown>;
  /** REQ and REP: resolves when it is their turn to send. */
  readonly mayComeToSend: () => Promise<void>;
  readonly onDidChange: () => void;
}

export const maxPerSecond = 1_000_000;
/** What was missed while the machine or the peers were slow is made up for, up to so much. */
const maxDebtMs = 250;
/** A longer timer would go off at once; waking early does no harm. */
const maxTimerMs = 2 ** 31 - 1;
/** Longest stretch of sending without a turn of the event loop. */
const sliceMs = 8;
/** These pass: peers come and go. Any other failure ends the run. */
const passingFailures = new Set(['send/timeout', 'send/noSuchPeer']);

/** Throws a WorkbenchError for a rate or count that makes no sense. */
export function checkRepeat(perSecond: number, count: number): void {
  if (!(perSecond > 0 && perSecond <= maxPerSecond)) {
    const message = `The rate must be over 0 and at most ${maxPerSecond} messages a second, not ${perSecond}.`;
    throw new WorkbenchError({ code: 'send/badRate', message });
  }
  if (!Number.isSafeInteger(count) || count < 0) {
    const message = `The count must be a whole number, 0 to send until stopped, not ${count}.`;
    throw new WorkbenchError({ code: 'send/badCount', message });
  }
}

/** Sends a message again and again at a rate: the timer wakes about once a millisecond and sends what is due. */
export class Repeat {
  private sent = 0;
  private failed = 0;
  private running = true;
  private error: ErrorInfo | undefined;
  private wake: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: RepeatOptions) {}

  /** Resolves when the run is over. */
  async run(): Promise<void> {
    const perMs = this.options.perSecond / 1000;
    const maxDebt = Math.max(1, Math.floor(perMs * maxDebtMs));
    let origin = performance.now();
    let done = 0;
    while (this.running) {
      const now = performance.now();
      let due = Math.floor((now - origin) * perMs) + 1 - done;
      if (due <= 0) {
        await this.sleep(origin + done / perMs - now);
        continue;
      }
      if (due > maxDebt) {
        origin += (due - maxDebt) / perMs;
        due = maxDebt;
      }
      const before = done;
      while (this.running && done - before < due && performance.now() - now < sliceMs) {
        await this.sendOne();
        done++;
      }
      await turnOfEventLoop();
    }
  }

  stop(error?: ErrorInfo): void {
    if (!this.running) return;
    this.running = false;
    this.error = error ?? this.error;
    clearTimeout(this.timer);
    this.wake();
    this.options.onDidChange();
  }

  snapshot(): RepeatSnapshot {
    const { id, perSecond, count } = this.options;
    const { sent, failed, running, error } = this;
    return { repeat: id, sent, failed, count, perSecond, running, error };
  }

  private async sendOne(): Promise<void> {
    const { count, send, mayComeToSend } = this.options;
    await mayComeToSend();
    if (!this.running) return;
    try {
      await send(this.sent + this.failed);
      this.sent++;
      this.error = undefined;
    } catch (error) {
      const info = errorInfoOf(error);
      if (!this.running) return;
      this.failed++;
      if (passingFailures.has(info.code)) this.error = info;
      else this.stop(info);
    }
    if (count > 0 && this.sent + this.failed >= count) this.stop();
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      this.timer = setTimeout(resolve, Math.min(maxTimerMs, Math.max(1, Math.floor(ms))));
    });
  }
}

function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
