/** Runs tasks in their order, a bounded number of them at a time. */
export class Pool {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly size: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running++;
    try {
      return await task();
    } finally {
      // the place goes straight to the next
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
