import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Generous: two cores may be shared by nine programs and a compiler. */
const patience = 30_000;
/** The contract is one second; the rest is for a loaded machine. */
const endsWithin = 8_000;

const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

export interface ActorEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A scaffolded program that runs. */
export class Actor {
  /** Standard output. */
  readonly lines: string[] = [];
  /** Standard error. */
  readonly errors: string[] = [];
  /** Resolves when it is gone and all that it wrote is read. */
  readonly ended: Promise<ActorEnd>;
  private readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();
  private end: ActorEnd | undefined;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    cwd: string,
  ) {
    this.child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    living.add(this.child);
    const { stdout, stderr } = this.child;
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.take(this.lines, line));
    if (stderr) createInterface({ input: stderr }).on('line', (line) => this.take(this.errors, line));
    this.ended = new Promise((resolve) => {
      const finish = (end: ActorEnd) => {
        living.delete(this.child);
        this.end = end;
        this.notify();
        resolve(end);
      };
      this.child.once('error', (error) => {
        this.errors.push(error.message);
        finish({ code: null, signal: null });
      });
      this.child.once('close', (code, signal) => finish({ code, signal }));
    });
  }

  get isLiving(): boolean {
    return this.end === undefined;
  }

  /** Resolves with the first `count` lines that match, those that were there before included. */
  async sees(wanted: RegExp | string, count = 1): Promise<readonly string[]> {
    const matches = (line: string) => (typeof wanted === 'string' ? line === wanted : wanted.test(line));
    let found: string[] = [];
    await this.until(`${count} of ${String(wanted)}`, () => {
      found = this.lines.filter(matches);
      return found.length >= count;
    });
    return found.slice(0, count);
  }

  /** The same for lines that come after now. */
  async seesNext(wanted: RegExp, count = 1): Promise<readonly string[]> {
    const seen = this.lines.length;
    let found: string[] = [];
    await this.until(`${count} more of ${String(wanted)}`, () => {
      found = this.lines.slice(seen).filter((line) => wanted.test(line));
      return found.length >= count;
    });
    return found.slice(0, count);
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (holds()) settle();
        else if (this.end) settle(new Error(`${this.name} ended before ${what}.\n${this.report()}`));
      };
      const timer = setTimeout(() => {
        settle(new Error(`${this.name} did not come to ${what} in ${patience} ms.\n${this.report()}`));
      }, patience);
      this.waiting.add(look);
      look();
    });
  }

  /** Waits for its end and checks the exit code. */
  async endsWith(code: number): Promise<void> {
    await this.until('its end', () => !this.isLiving);
    assert.deepEqual(this.end, { code, signal: null }, `${this.name}\n${this.report()}`);
  }

  /** Asks it to end, and checks that it does so properly. */
  async interrupt(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<void> {
    assert.ok(this.isLiving, `${this.name} ended on its own.\n${this.report()}`);
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), endsWithin);
    const end = await this.ended;
    clearTimeout(timer);
    assert.deepEqual(end, { code: 0, signal: null }, `${this.name} after ${signal}\n${this.report()}`);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  report(): string {
    const last = (lines: readonly string[], sign: string) =>
      lines.slice(-8).map((line) => `  ${sign} ${line}`);
    return [...last(this.lines, '|'), ...last(this.errors, '!')].join('\n');
  }

  private take(into: string[], line: string): void {
    into.push(line);
    this.notify();
  }

  private notify(): void {
    for (const look of [...this.waiting]) look();
  }
}
