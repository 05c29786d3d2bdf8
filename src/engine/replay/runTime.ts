/** How long something ran, on a clock in ms, without the times between. */
export class RunTime {
  private before = 0;
  private since: number | undefined;

  /** Call at every change; the same again changes nothing. */
  set(isRunning: boolean, now: number): void {
    if (isRunning) this.since ??= now;
    else if (this.since !== undefined) {
      this.before += now - this.since;
      this.since = undefined;
    }
  }

  /** Up to the last stop. */
  get ms(): number {
    return this.before;
  }
}
