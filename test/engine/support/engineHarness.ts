import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { type Disposable, toDisposable } from '../../../src/base/disposable';
import { Emitter } from '../../../src/base/emitter';
import { WorkbenchError, type ErrorInfo } from '../../../src/base/workbenchError';
import { engineArguments } from '../../../src/host/engine/engineArguments';
import type { SessionDefinition } from '../../../src/model/sessionDefinition';
import { captureRows } from '../../../src/protocol/capture';
import {
  engineDidLog,
  engineInitialize,
  engineShutdown,
  protocolVersion,
  type EngineLimits,
  type InitializeResult,
} from '../../../src/protocol/engine';
import type { NotificationType, RequestType } from '../../../src/protocol/requestType';
import { unpackFrames, unpackRows } from '../../../src/protocol/rows';
import {
  sessionDidChange,
  sessionList,
  sessionOpen,
  type SessionSnapshot,
} from '../../../src/protocol/session';

export const defaultLimits: EngineLimits = {
  captureBytes: 64 * 1024 * 1024,
  sendTimeout: 500,
  receiveTimeout: 500,
  linger: 200,
};

export interface HarnessOptions {
  /** The bundle to run; `dist/engine.js` by default. */
  readonly engineFile?: string;
  readonly limits?: Partial<EngineLimits>;
  /** A former engine's, to read back what it captured; a fresh one by default. */
  readonly spoolFolder?: string;
  /** A program with its arguments that runs the engine's command line, such as setpriv. */
  readonly through?: readonly string[];
}

/** A captured message as tests look at it. */
export interface CapturedMessage {
  readonly row: number;
  readonly direction: 'in' | 'out';
  readonly frames: readonly Uint8Array[];
}

/** How long anything waited for may take; what waits longer has failed. */
const patienceMs = 10_000;

/** The real engine process with a typed client. Every test stops what it starts: `after(() => engine.stop())`. */
export class EngineHarness {
  /** Log lines as `level message`. */
  readonly log: string[] = [];
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private readonly latest = new Map<string, SessionSnapshot>();
  private readonly notifications = new Map<string, Emitter<unknown>>();
  private readonly watchers = new Set<() => void>();
  private nextId = 1;

  private constructor(
    readonly process: ChildProcess,
    readonly connection: MessageConnection,
    readonly spoolFolder: string,
    private readonly limits: EngineLimits,
  ) {
    this.exited = once(process, 'exit').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
    }));
    void this.exited.then(() => this.notifyWatchers());
    this.on(engineDidLog, (entry) => this.log.push(`${entry.level} ${entry.message}`));
    this.on(sessionDidChange, (snapshot) => {
      this.latest.set(snapshot.id, snapshot);
      this.notifyWatchers();
    });
    connection.onError(() => undefined);
    connection.listen();
  }

  /** Forks the engine without the handshake. */
  static fork(options: HarnessOptions = {}): EngineHarness {
    const file = options.engineFile ?? path.resolve('dist/engine.js');
    const [execPath = '', ...prefix] = [...(options.through ?? []), process.execPath];
    const child = fork(file, [], {
      execPath,
      execArgv: [...prefix, ...engineArguments],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    const spool = options.spoolFolder ?? mkdtempSync(path.join(tmpdir(), 'zmq-engine-'));
    return new EngineHarness(child, connection, spool, { ...defaultLimits, ...options.limits });
  }

  /** Forks the engine and initializes it. */
  static async start(options: HarnessOptions = {}): Promise<EngineHarness> {
    const engine = EngineHarness.fork(options);
    await engine.initialize();
    return engine;
  }

  initialize(): Promise<InitializeResult> {
    const { spoolFolder, limits } = this;
    return this.request(engineInitialize, { protocolVersion, spoolFolder, limits });
  }

  /** Rejects with the WorkbenchError that the engine raised. */
  async request<P, R>(type: RequestType<P, R>, params: P): Promise<R> {
    try {
      const sent =
        params === undefined
          ? this.connection.sendRequest<R>(type.method)
          : this.connection.sendRequest<R>(type.method, params);
      return await sent;
    } catch (error) {
      if (error instanceof ResponseError && error.data) throw new WorkbenchError(error.data as ErrorInfo);
      throw error;
    }
  }

  on<P>(type: NotificationType<P>, listener: (params: P) => void): Disposable {
    // The connection keeps one handler per method.
    let emitter = this.notifications.get(type.method);
    if (!emitter) {
      const fresh = new Emitter<unknown>();
      this.connection.onNotification(type.method, (params: P) => fresh.fire(params));
      this.notifications.set(type.method, fresh);
      emitter = fresh;
    }
    return (emitter as Emitter<P>).event(listener);
  }

  /** Opens a session; everything but the type has a default. @returns its first snapshot. */
  async open(
    definition: Partial<SessionDefinition> & Pick<SessionDefinition, 'type'>,
  ): Promise<SessionSnapshot> {
    return this.request(sessionOpen, { definition: this.definitionOf(definition) });
  }

  /** Fills in a definition's defaults, with a fresh id. */
  definitionOf(definition: Partial<SessionDefinition> & Pick<SessionDefinition, 'type'>): SessionDefinition {
    const id = `session-${this.nextId++}`;
    return { id, endpoints: [], subscriptions: [], options: {}, ...definition };
  }

  /** Waits until a session's newest snapshot satisfies the predicate. */
  async waitForSession(id: string, is: (snapshot: SessionSnapshot) => boolean): Promise<SessionSnapshot> {
    for (const snapshot of await this.request(sessionList, undefined)) this.latest.set(snapshot.id, snapshot);
    return this.waitFor(
      () => {
        const snapshot = this.latest.get(id);
        return snapshot && is(snapshot) ? snapshot : undefined;
      },
      () => `session ${id}: ${JSON.stringify(this.latest.get(id), undefined, 1)}`,
    );
  }

  /** The captured messages of a session from row `from` on. */
  async messages(id: string, from = 0, to = from + 1000): Promise<CapturedMessage[]> {
    const { rows } = await this.request(captureRows, { capture: id, from, to });
    return unpackRows(rows).map(({ row, direction, payload }) => ({
      row,
      direction,
      frames: unpackFrames(payload),
    }));
  }

  /** Waits until a session received `count` messages, and returns all it captured. */
  async received(id: string, count: number): Promise<CapturedMessage[]> {
    await this.waitForSession(id, (snapshot) => snapshot.received >= count);
    return this.messages(id);
  }

  /** Shuts the engine down in good order and removes what it spooled. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      // the reply may be overtaken by the exit
      await Promise.race([this.request(engineShutdown, undefined).catch(() => undefined), this.exited]);
      const killer = setTimeout(() => this.process.kill('SIGKILL'), patienceMs);
      await this.exited;
      clearTimeout(killer);
    }
    this.connection.dispose();
    rmSync(this.spoolFolder, { recursive: true, force: true });
  }

  private waitFor<T>(probe: () => T | undefined, describe: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = probe();
        if (found !== undefined) settle(() => resolve(found));
        else if (this.process.exitCode !== null)
          settle(() => reject(new Error(`engine ended; ${describe()}`)));
      };
      const late = () => settle(() => reject(new Error(`waited ${patienceMs} ms for ${describe()}`)));
      const timer = setTimeout(late, patienceMs);
      const watch = this.watch(check);
      const settle = (done: () => void) => {
        clearTimeout(timer);
        watch.dispose();
        done();
      };
      check();
    });
  }

  private watch(watcher: () => void): Disposable {
    this.watchers.add(watcher);
    return toDisposable(() => this.watchers.delete(watcher));
  }

  private notifyWatchers(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}

/** UTF-8 text of each frame. */
export function textsOf(message: CapturedMessage): string[] {
  return message.frames.map((frame) => new TextDecoder().decode(frame));
}
