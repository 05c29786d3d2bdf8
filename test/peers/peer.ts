import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { PeerAnswer, PeerOptionValue, PeerRequest } from './peerProtocol';

export interface OpenPeerSocket {
  readonly bind?: readonly string[];
  readonly connect?: readonly string[];
  /** Topic prefixes of SUB and XSUB. */
  readonly subscribe?: readonly (string | Uint8Array)[];
  /** libzmq's names without `ZMQ_`: `{ RCVHWM: 10, ROUTING_ID: 'left' }`. LINGER is 0 unless given. */
  readonly options?: Readonly<Record<string, PeerOptionValue | Uint8Array>>;
}

type Frame = string | Uint8Array;
type SuccessfulAnswer = Exclude<PeerAnswer, { error: string }>;

/** Children that would outlive a test run that ended in an exception. */
const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

/** A process with a ZeroMQ library of its own, driven over its standard streams. */
export class Peer {
  private readonly waiting = new Map<
    number,
    { resolve: (answer: SuccessfulAnswer) => void; reject: (error: Error) => void }
  >();
  private readonly child: ChildProcess;
  private readonly stderr: Buffer[] = [];
  private nextId = 1;
  private ended: string | undefined;

  constructor(
    private readonly name: string,
    command: string,
    args: readonly string[],
  ) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    living.add(this.child);
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.settle(line));
    this.child.stderr!.on('data', (chunk: Buffer) => this.stderr.push(chunk));
    // a write that finds the process gone is reported by its exit
    this.child.stdin!.on('error', () => undefined);
    this.child.on('error', (error) => this.end(error.message));
    this.child.on('close', (code, signal) => this.end(`it ended with ${signal ?? `code ${code}`}`));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Opens a socket and binds and connects it. */
  async open(type: string, setup: OpenPeerSocket = {}): Promise<PeerSocket> {
    const options: Record<string, PeerOptionValue> = { LINGER: 0 };
    for (const [name, value] of Object.entries(setup.options ?? {})) {
      options[name] = value instanceof Uint8Array ? { base64: toBase64(value) } : value;
    }
    const answer = await this.request({
      op: 'open',
      type,
      options,
      bind: setup.bind ?? [],
      connect: setup.connect ?? [],
      subscribe: (setup.subscribe ?? []).map(toBase64),
    });
    const { socket = 0, endpoints = [] } = answer;
    const bound = endpoints.slice(0, setup.bind?.length ?? 0);
    return new PeerSocket((request) => this.request(request), socket, endpoints, bound);
  }

  /** Lets the process end by itself and waits for that. */
  async close(): Promise<void> {
    if (this.ended !== undefined) return;
    const closed = once(this.child, 'close');
    this.child.stdin!.end();
    await closed;
  }

  /** Makes the peer vanish as a crash or a pulled plug does, without any goodbye. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.ended !== undefined) return;
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
  }

  private request(request: PeerRequest): Promise<SuccessfulAnswer> {
    if (this.ended !== undefined) return Promise.reject(this.failure(request.op, this.ended));
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject: (error) => reject(this.failure(request.op, error.message)) });
      this.child.stdin!.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  private settle(line: string): void {
    const answer = JSON.parse(line) as PeerAnswer;
    const waiter = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('error' in answer) waiter?.reject(new Error(answer.error));
    else waiter?.resolve(answer);
  }

  private end(reason: string): void {
    if (this.ended !== undefined) return;
    living.delete(this.child);
    this.ended = `${reason}\n${Buffer.concat(this.stderr).toString()}`.trim();
    for (const { reject } of this.waiting.values()) reject(new Error(this.ended));
    this.waiting.clear();
  }

  private failure(op: string, reason: string): Error {
    return new Error(`${this.name}: ${op}: ${reason}`);
  }
}

/** A socket in a peer's process. */
export class PeerSocket {
  constructor(
    private readonly request: (request: PeerRequest) => Promise<SuccessfulAnswer>,
    private readonly socket: number,
    /** Bound, then connected endpoints, as libzmq resolved them. */
    readonly endpoints: readonly string[],
    private readonly bound: readonly string[],
  ) {}

  /** The first endpoint, which most tests have only one of. */
  get endpoint(): string {
    const [first] = this.endpoints;
    if (first === undefined) throw new Error('This socket has no endpoint.');
    return first;
  }

  /** Resolves with the endpoint as libzmq resolved it. */
  async bind(address: string): Promise<string> {
    const { endpoints } = await this.request({ op: 'bind', socket: this.socket, address });
    return endpoints?.[0] ?? address;
  }

  async connect(address: string): Promise<void> {
    await this.request({ op: 'connect', socket: this.socket, address });
  }

  async unbind(address: string): Promise<void> {
    await this.request({ op: 'unbind', socket: this.socket, address });
  }

  async disconnect(address: string): Promise<void> {
    await this.request({ op: 'disconnect', socket: this.socket, address });
  }

  async subscribe(topic: Frame): Promise<void> {
    await this.request({ op: 'subscribe', socket: this.socket, topic: toBase64(topic) });
  }

  async unsubscribe(topic: Frame): Promise<void> {
    await this.request({ op: 'unsubscribe', socket: this.socket, topic: toBase64(topic) });
  }

  /** Sends one message `count` times. */
  async send(frames: Frame | readonly Frame[], count = 1): Promise<void> {
    const list = typeof frames === 'string' || frames instanceof Uint8Array ? [frames] : frames;
    await this.request({ op: 'send', socket: this.socket, frames: list.map(toBase64), count });
  }

  /** The next `count` messages. Fails when they have not come after `timeout` ms. */
  async receive(count = 1, timeout = 10_000): Promise<Buffer[][]> {
    const request = { op: 'receive', socket: this.socket, count, timeout, keep: true } as const;
    const { messages = [] } = await this.request(request);
    return messages.map((frames) => frames.map((frame) => Buffer.from(frame, 'base64')));
  }

  /** The next message's frames as text. */
  async receiveText(timeout = 10_000): Promise<string[]> {
    const [message = []] = await this.receive(1, timeout);
    return message.map((frame) => frame.toString());
  }

  /** Takes `count` messages without handing them over. Fails when they have not come after `timeout` ms. */
  async drain(count: number, timeout = 10_000): Promise<void> {
    await this.request({ op: 'receive', socket: this.socket, count, timeout, keep: false });
  }

  /** From now on this socket answers every message with itself; do not call receive any more. */
  async echo(): Promise<void> {
    await this.request({ op: 'echo', socket: this.socket });
  }

  /** Resolves when others can bind where this one did: libzmq closes its listeners after it has answered. */
  async close(): Promise<void> {
    await this.request({ op: 'close', socket: this.socket });
    for (const address of this.bound) await portIsFree(address);
  }
}

async function portIsFree(address: string): Promise<void> {
  const [, host, port] = /^tcp:\/\/([\d.]+):(\d+)$/.exec(address) ?? [];
  if (host === undefined) return;
  for (;;) {
    const server = createServer();
    try {
      server.listen(Number(port), host);
      await once(server, 'listening');
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    } finally {
      if (server.listening) {
        server.close();
        await once(server, 'close');
      }
    }
  }
}

function toBase64(frame: Frame): string {
  return Buffer.from(frame).toString('base64');
}
