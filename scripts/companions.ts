import type { ProcessEnd } from './ownedProcess.ts';

/** Something that runs until it is stopped or ends by itself. */
export interface Companion {
  readonly ended: Promise<ProcessEnd>;
  stop(): Promise<void>;
}

const parentCheckEvery = 500;

/** The processes of a command that runs until Ctrl-C: names the one that ends early, and ends all of them. */
export class Companions {
  private readonly running = new Map<string, Companion>();
  private ending = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.end(0));
    // npm runs us through a shell that hands no signal on: when that goes, so do we
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void this.end(0), parentCheckEvery).unref();
  }

  /** `essential`: when it ends, everything does. */
  add(name: string, companion: Companion, options: { essential?: boolean } = {}): void {
    this.running.set(name, companion);
    void companion.ended.then(({ reason, lastLines }) => {
      if (this.ending) return;
      this.running.delete(name);
      console.error(`${name} ended with ${reason}.${lastLines.map((line) => `\n  ${line}`).join('')}`);
      if (options.essential) void this.end(reason === 'code 0' ? 0 : 1);
    });
  }

  /** Stops all, says so, and ends this process with the code. */
  async end(code: number): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    if (this.running.size > 0) {
      console.log(`\nEnding ${[...this.running.keys()].join(', ')} …`);
      await Promise.all([...this.running.values()].map((companion) => companion.stop()));
      console.log('All ended.');
    }
    process.exit(code);
  }

  /** Runs the start of the command; an error is printed as a sentence and ends all. */
  async run(start: () => Promise<void>): Promise<void> {
    try {
      await start();
    } catch (error) {
      // what was being started has been stopped under our hands
      if (this.ending) return;
      console.error(error instanceof Error ? error.message : error);
      await this.end(1);
    }
  }
}
