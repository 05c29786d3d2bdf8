/** At most `maxRestarts` automatic restarts within `windowMs`; one more death in that time is one too many. */
export class RestartPolicy {
  private restarts: number[] = [];

  constructor(
    readonly maxRestarts = 4,
    readonly windowMs = 3 * 60_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** Called at each death. @returns whether to restart; a restart that is granted is counted. */
  mayRestart(): boolean {
    const now = this.now();
    this.restarts = this.restarts.filter((time) => now - time < this.windowMs);
    if (this.restarts.length >= this.maxRestarts) return false;
    this.restarts.push(now);
    return true;
  }

  /** A person asked for a restart: the count begins anew. */
  reset(): void {
    this.restarts = [];
  }
}
