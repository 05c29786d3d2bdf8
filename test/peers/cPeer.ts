import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inRepository } from '../../scripts/repository';

export interface CPeerSetup {
  /**
   * `blast` waits for `go()` and sends `count` messages of `size` bytes, each starting with its number and a blank,
   * after a topic frame where `topic` is given; `sink` receives; `echo` sends back what it receives.
   */
  readonly mode: 'blast' | 'sink' | 'echo';
  readonly type: string;
  readonly role: 'bind' | 'connect';
  readonly endpoint: string;
  /** 0, the default: until closed. */
  readonly count?: number;
  readonly size?: number;
  readonly topic?: string;
}

export interface CPeerResult {
  readonly count: number;
  readonly seconds: number;
}

type Line =
  { readonly event: 'ready'; readonly endpoint: string } | ({ readonly event: 'done' } & CPeerResult);

const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

/** Starts cPeer.c, which is compiled when it changed; resolves once it is bound or connects. */
export async function cPeer(setup: CPeerSetup): Promise<CPeer> {
  const { mode, type, role, endpoint, count = 0, size = 100, topic } = setup;
  const sizes = mode === 'blast' ? [String(size), ...(topic === undefined ? [] : [topic])] : [];
  const peer = new CPeer([mode, type, role, endpoint, String(count), ...sizes]);
  await peer.ready;
  return peer;
}

/** A C program on the system's libzmq. */
export class CPeer {
  /** Resolves with the endpoint as libzmq resolved it. */
  readonly ready: Promise<string>;
  /** Resolves when all messages were sent or received; rejects when the program ends before. */
  readonly done: Promise<CPeerResult>;
  private readonly child: ChildProcess;
  private boundEndpoint = '';

  constructor(args: readonly string[]) {
    this.child = spawn(compiledPeer(), args, { stdio: ['pipe', 'pipe', 'inherit'] });
    living.add(this.child);
    this.child.on('close', () => living.delete(this.child));
    this.child.stdin!.on('error', () => undefined);
    const lines = createInterface({ input: this.child.stdout! });
    const line = <E extends Line['event']>(event: E) =>
      new Promise<Extract<Line, { event: E }>>((resolve, reject) => {
        lines.on('line', (text) => {
          const value = JSON.parse(text) as Line;
          if (value.event === event) resolve(value as Extract<Line, { event: E }>);
        });
        this.child.on('error', reject);
        this.child.on('close', (code, signal) =>
          reject(new Error(`cPeer ${args.join(' ')} ended with ${signal ?? `code ${code}`}`)),
        );
      });
    this.ready = line('ready').then(({ endpoint }) => (this.boundEndpoint = endpoint));
    this.done = line('done');
    // a test that closes the peer early does not wait for `done`
    this.done.catch(() => undefined);
  }

  get endpoint(): string {
    return this.boundEndpoint;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Lets `blast` begin. */
  go(): void {
    this.child.stdin!.write('\n');
  }

  async close(): Promise<void> {
    await this.end(() => this.child.stdin!.end());
  }

  async kill(): Promise<void> {
    await this.end(() => this.child.kill('SIGKILL'));
  }

  private async end(how: () => void): Promise<void> {
    if (!living.has(this.child)) return;
    const closed = once(this.child, 'close');
    how();
    await closed;
  }
}

/** The program's path. Throws with what to install when it does not compile. */
function compiledPeer(): string {
  const source = inRepository('test/peers/cPeer.c');
  const program = inRepository('out/cPeer');
  if (existsSync(program) && statSync(program).mtimeMs > statSync(source).mtimeMs) return program;
  mkdirSync(path.dirname(program), { recursive: true });
  const fresh = `${program}.${process.pid}`;
  try {
    execFileSync('cc', ['-O2', '-Wall', '-o', fresh, source, '-lzmq', '-lpthread'], { stdio: 'pipe' });
  } catch (error) {
    const reason = (error as { stderr?: Buffer }).stderr?.toString() || String(error);
    throw new Error(`cPeer.c did not compile. It needs a C compiler and libzmq3-dev.\n${reason}`);
  }
  renameSync(fresh, program);
  return program;
}
