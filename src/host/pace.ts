import type { Disposable } from '../base/disposable';

/**
 * Does something at once when it is asked for, and once more after all that was asked meanwhile; never twice at a time
 * nor within the interval.
 */
export class Pace implements Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isRunning = false;
  private isAsked = false;
  private disposed = false;

  /** @param work must not reject. */
  constructor(
    private readonly intervalMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  request(): void {
    this.isAsked = true;
    if (this.disposed || this.isRunning || this.timer) return;
    void this.run();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    this.isAsked = false;
    this.isRunning = true;
    await this.work();
    this.isRunning = false;
    if (this.disposed) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.isAsked) this.request();
    }, this.intervalMs);
  }
}
