import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface OwnedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Takes standard output and standard error. */
  readonly logFile?: string;
}

export interface ProcessEnd {
  /** `code 1` or `SIGSEGV`. */
  readonly reason: string;
  /** The last lines it wrote. */
  readonly lastLines: readonly string[];
}

const killAfter = 5_000;
const closeWithin = 500;
const keptLines = 20;

/** What would outlive us if we ended by an exception. */
const living = new Set<OwnedProcess>();
process.on('exit', () => living.forEach((owned) => owned.killNow()));

/**
 * A child with all its descendants: it leads a process group of its own, so that stopping it leaves nobody behind.
 * Ctrl-C in the terminal does not reach it; its owner decides.
 */
export class OwnedProcess {
  /** Resolves, never rejects, when the process itself is gone. */
  readonly ended: Promise<ProcessEnd>;
  private readonly child: ChildProcess;
  private readonly log: WriteStream | undefined;
  private readonly lineListeners = new Set<(line: string) => void>();
  private readonly lastLines: string[] = [];

  constructor(options: OwnedProcessOptions) {
    if (options.logFile) {
      mkdirSync(path.dirname(options.logFile), { recursive: true });
      this.log = createWriteStream(options.logFile, { flags: 'a' });
    }
    this.child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    living.add(this);
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => this.take(line));
    }
    this.child.stdin!.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const finish = (reason: string) => resolve({ reason, lastLines: this.lastLines });
      this.child.once('error', (error) => finish(error.message));
      this.child.once('exit', (code, signal) => {
        const reason = signal ?? `code ${code}`;
        // its last lines are read by 'close', which a grandchild that holds the streams would put off
        this.child.once('close', () => finish(reason));
        setTimeout(() => finish(reason), closeWithin).unref();
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Every line it writes, from now on. */
  onLine(listener: (line: string) => void): void {
    this.lineListeners.add(listener);
  }

  /** Resolves with the first match; rejects with its last lines when it ends before. */
  async waitForLine(pattern: RegExp): Promise<RegExpExecArray> {
    const found = new Promise<RegExpExecArray>((resolve) => {
      const listener = (line: string): void => {
        const match = pattern.exec(line);
        if (!match) return;
        this.lineListeners.delete(listener);
        resolve(match);
      };
      this.lastLines.forEach(listener);
      this.lineListeners.add(listener);
    });
    const ended = this.ended.then(({ reason, lastLines }) => {
      throw new Error(`It ended with ${reason}.\n${lastLines.join('\n')}`);
    });
    return Promise.race([found, ended]);
  }

  write(text: string): void {
    this.child.stdin!.write(text);
  }

  /** Asks the whole group to end, insists after five seconds, and resolves when the process is gone. */
  async stop(): Promise<void> {
    if (!living.has(this)) return;
    const timer = setTimeout(() => this.signal('SIGKILL'), killAfter);
    this.signal('SIGTERM');
    await this.ended;
    clearTimeout(timer);
    this.killNow();
    await new Promise<void>((resolve) => (this.log ? this.log.end(resolve) : resolve()));
  }

  /** Takes what is left of the group away at once. */
  killNow(): void {
    this.signal('SIGKILL');
    living.delete(this);
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      // nobody of the group is left
    }
  }

  private take(line: string): void {
    this.log?.write(`${line}\n`);
    this.lastLines.push(line);
    if (this.lastLines.length > keptLines) this.lastLines.shift();
    for (const listener of [...this.lineListeners]) listener(line);
  }
}
