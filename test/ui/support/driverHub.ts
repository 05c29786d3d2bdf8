import { build } from 'esbuild';
import { copyFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { testBundleOptions } from '../../../scripts/bundleTests';
import { inRepository } from '../../../scripts/repository';
import { fromLine, toLine, type DriverAnswer, type DriverHello, type DriverRequest } from './driver/protocol';

/** An error of the extension host, with its code where it had one. */
export class HostError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

type Ask = DriverRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** The connection to the driver extension of one window. */
export class Driver {
  private readonly waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  /** Resolves when the extension host has ended. */
  readonly closed: Promise<void>;
  private nextId = 1;

  constructor(private readonly socket: Socket) {
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('The extension host has gone.'));
      this.waiting.clear();
    });
  }

  ask(request: Ask): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.socket.write(toLine({ ...request, id }));
    });
  }

  settle(answer: DriverAnswer): void {
    const waiter = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('value' in answer) waiter?.resolve(answer.value);
    else if ('failure' in answer) {
      const { name, message, code } = answer.failure;
      waiter?.reject(new HostError(name, message, code));
    } else waiter?.resolve(undefined);
  }
}

/** Where the driver extensions of all windows report; windows are told apart by their folders. */
export class DriverHub {
  private readonly waiting = new Map<string, (driver: Driver) => void>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.greet(socket));
  }

  static async start(): Promise<DriverHub> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new DriverHub(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The driver of the next extension host that has `folder` open. Call it before the window opens. */
  next(folder: string): Promise<Driver> {
    return new Promise((resolve) => this.waiting.set(folder, resolve));
  }

  stop(): void {
    this.server.close();
  }

  private greet(socket: Socket): void {
    let driver: Driver | undefined;
    const lines = createInterface({ input: socket });
    // A window that closes may reset its connection; the lines pass that on.
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      const value = fromLine(line) as DriverHello | DriverAnswer;
      if ('folder' in value) {
        driver = new Driver(socket);
        this.waiting.get(value.folder)?.(driver);
        this.waiting.delete(value.folder);
      } else driver?.settle(value);
    });
    socket.on('error', () => undefined);
  }
}

/** Bundles the driver extension, and resolves with its folder. */
export async function buildDriver(): Promise<string> {
  const source = inRepository('test/ui/support/driver');
  const folder = inRepository('out/test/driver');
  await build({
    ...testBundleOptions,
    entryPoints: [path.join(source, 'driver.ts')],
    outfile: path.join(folder, 'driver.js'),
  });
  copyFileSync(path.join(source, 'package.json'), path.join(folder, 'package.json'));
  return folder;
}
