/**
 * Files that wait to be read, one after another. Those that somebody waits for come first. Between two files the
 * thread is free for messages.
 */
export class WorkQueue {
  private readonly urgent = new Set<string>();
  private readonly waiting = new Set<string>();
  private readonly waiters = new Map<string, (() => void)[]>();
  private idlers: (() => void)[] = [];
  private current: string | undefined;
  private running = false;

  /**
   * @param work must not reject.
   * @param idle is called when nothing waits any more, and may add more.
   */
  constructor(
    private readonly work: (path: string) => Promise<void>,
    private readonly idle: () => Promise<void>,
  ) {}

  get length(): number {
    return this.urgent.size + this.waiting.size;
  }

  /** All that wait, and what is being done. */
  get pending(): string[] {
    const current = this.current === undefined ? [] : [this.current];
    return [...new Set([...current, ...this.urgent, ...this.waiting])];
  }

  add(path: string, isUrgent = false): void {
    if (isUrgent) this.waiting.delete(path);
    if (isUrgent || !this.urgent.has(path)) (isUrgent ? this.urgent : this.waiting).add(path);
    void this.run();
  }

  clear(): void {
    this.urgent.clear();
    this.waiting.clear();
    for (const path of [...this.waiters.keys()]) this.settle(path);
  }

  /** Resolves when the file does not wait any more. */
  done(path: string): Promise<void> {
    if (this.current !== path && !this.urgent.has(path) && !this.waiting.has(path)) return Promise.resolve();
    if (this.waiting.has(path)) this.add(path, true);
    return new Promise((resolve) => {
      this.waiters.set(path, [...(this.waiters.get(path) ?? []), resolve]);
    });
  }

  /** Resolves when nothing waits and nothing is being done. */
  allDone(): Promise<void> {
    if (!this.running) return Promise.resolve();
    return new Promise((resolve) => this.idlers.push(resolve));
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    do {
      for (let path = this.take(); path !== undefined; path = this.take()) {
        this.current = path;
        await this.work(path);
        this.current = undefined;
        if (!this.urgent.has(path) && !this.waiting.has(path)) this.settle(path);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await this.idle();
    } while (this.length > 0);
    this.running = false;
    for (const resolve of this.idlers.splice(0)) resolve();
  }

  private take(): string | undefined {
    for (const set of [this.urgent, this.waiting]) {
      const [path] = set;
      if (path === undefined) continue;
      set.delete(path);
      return path;
    }
    return undefined;
  }

  private settle(path: string): void {
    const waiters = this.waiters.get(path) ?? [];
    this.waiters.delete(path);
    for (const resolve of waiters) resolve();
  }
}
