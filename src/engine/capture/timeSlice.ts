const sliceMs = 8;

/** Lets long work pause every 8 ms, so that sockets and requests get their turn. */
export class TimeSlice {
  private started = performance.now();

  get isOver(): boolean {
    return performance.now() - this.started >= sliceMs;
  }

  async pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.started = performance.now();
  }
}
