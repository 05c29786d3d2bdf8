import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import {
  type CancellationToken,
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { WorkbenchError } from '../../base/workbenchError';
import {
  engineDidLog,
  engineInitialize,
  engineShutdown,
  type InitializeParams,
  type InitializeResult,
  type LogEntry,
} from '../../protocol/engine';
import type { NotificationType, RequestType } from '../../protocol/requestType';
import { engineArguments } from './engineArguments';
import { engineErrors } from './engineErrors';
import { errorOfResponse } from './responseError';

export type EngineLog = Record<LogEntry['level'], (message: string) => void>;

export interface EngineLaunch {
  /** Absolute path of dist/engine.js. */
  readonly modulePath: string;
  readonly initialize: InitializeParams;
  readonly log: EngineLog;
  /** Milliseconds until a start without an answer has failed. */
  readonly startTimeout?: number;
}

export interface RequestOptions {
  /** Milliseconds; 30 s unless told, Infinity for none. */
  readonly timeout?: number;
  readonly token?: CancellationToken;
  /** Settles only when the engine has tidied up and answered, where it is cancelled. */
  readonly awaitsCancel?: boolean;
}

const defaultTimeout = 30_000;
const shutdownTimeout = 2_000;
/** A longer timer would go off at once. */
const longestTimer = 2 ** 31 - 1;

/** One engine process and the connection to it. Every request settles: by reply, error, timeout, cancel or exit. */
export class EngineClient implements Disposable {
  private readonly didExit = new Emitter<string>();
  /** Fires once, with how the process ended, `signal SIGKILL` or `exit code 1`. */
  readonly onDidExit = this.didExit.event;
  private readonly process: ChildProcess;
  private readonly pending = new Set<(error: WorkbenchError) => void>();
  private readonly connection: MessageConnection;
  private exit: string | undefined;
  private initialized: InitializeResult | undefined;

  /** Forks the engine and shakes hands. @throws engine/startFailed, engine/protocolMismatch */
  static async start(launch: EngineLaunch): Promise<EngineClient> {
    const client = new EngineClient(launch.modulePath, launch.log);
    try {
      const result = await client.request(engineInitialize, launch.initialize, {
        timeout: launch.startTimeout ?? 10_000,
      });
      if (result.protocolVersion !== launch.initialize.protocolVersion) {
        throw engineErrors.protocolMismatch(launch.initialize.protocolVersion, result.protocolVersion);
      }
      client.initialized = result;
      return client;
    } catch (error) {
      client.dispose();
      const { code, message, detail } = errorOfResponse(error);
      if (code === 'engine/protocolMismatch') throw error;
      throw engineErrors.startFailed(`${code}: ${message} ${detail ?? ''}`.trim());
    }
  }

  private constructor(
    modulePath: string,
    private readonly log: EngineLog,
  ) {
    this.process = forkEngine(modulePath);
    this.process.on('exit', (code, signal) => this.ended(signal ? `signal ${signal}` : `exit code ${code}`));
    // A missing file or a failed spawn comes as an error without an exit.
    this.process.on('error', (error) => {
      if (this.process.pid === undefined) this.ended(error.message);
      else log.warn(`engine process: ${error.message}`);
    });
    const { stdout, stderr } = this.process;
    if (stdout) createInterface({ input: stdout }).on('line', (line) => log.info(`engine: ${line}`));
    if (stderr) createInterface({ input: stderr }).on('line', (line) => log.warn(`engine: ${line}`));
    this.connection = createMessageConnection(
      new IPCMessageReader(this.process),
      new IPCMessageWriter(this.process),
      { error: log.warn, warn: log.warn, info: log.debug, log: log.debug },
    );
    this.connection.onError(([error]) => log.warn(`engine connection: ${error.message}`));
    this.onNotification(engineDidLog, ({ level, message }) => log[level](message));
    this.connection.listen();
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** What the handshake told. */
  get capabilities(): InitializeResult {
    if (!this.initialized) throw engineErrors.disposed();
    return this.initialized;
  }

  async request<P, R>(type: RequestType<P, R>, params: P, options: RequestOptions = {}): Promise<R> {
    if (this.exit !== undefined) throw engineErrors.ended(this.exit);
    const timeout = options.timeout ?? defaultTimeout;
    const source = new CancellationTokenSource();
    const cleanup: (() => void)[] = [() => source.dispose()];
    try {
      return await new Promise<R>((resolve, reject) => {
        const giveUp = (error: WorkbenchError) => {
          source.cancel();
          reject(error);
        };
        this.pending.add(reject);
        const late = () => giveUp(engineErrors.timeout(type.method, timeout / 1000));
        const timer = timeout <= longestTimer ? setTimeout(late, timeout) : undefined;
        const outer = options.token?.onCancellationRequested(() =>
          options.awaitsCancel ? source.cancel() : giveUp(engineErrors.cancelled()),
        );
        cleanup.push(
          () => this.pending.delete(reject),
          () => clearTimeout(timer),
          () => outer?.dispose(),
        );
        const sent =
          params === undefined
            ? this.connection.sendRequest<R>(type.method, source.token)
            : this.connection.sendRequest<R>(type.method, params, source.token);
        sent.then(resolve, (error: unknown) => reject(errorOfResponse(error)));
      });
    } finally {
      for (const clean of cleanup) clean();
    }
  }

  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): Disposable {
    return this.connection.onNotification(type.method, (params: P) => handler(params));
  }

  /** Asks the engine to close its sessions and end; ends it by force when it takes over two seconds. */
  async shutdown(): Promise<void> {
    if (this.exit !== undefined) return;
    const exited = new Promise<void>((resolve) => {
      this.onDidExit(() => resolve());
    });
    const timer = setTimeout(() => this.process.kill('SIGKILL'), shutdownTimeout);
    try {
      // The process may end before its answer is through, which is what was asked for.
      await this.request(engineShutdown, undefined, { timeout: shutdownTimeout }).catch(() => undefined);
      if (this.process.connected) this.process.disconnect();
      await exited;
    } finally {
      clearTimeout(timer);
    }
  }

  dispose(): void {
    if (this.exit === undefined) this.process.kill('SIGKILL');
  }

  private ended(how: string): void {
    if (this.exit !== undefined) return;
    this.exit = how;
    this.connection.dispose();
    const error = engineErrors.ended(how);
    for (const reject of [...this.pending]) reject(error);
    this.didExit.fire(how);
    this.didExit.dispose();
    this.log.debug(`engine ${this.pid} ended: ${how}`);
  }
}

function forkEngine(modulePath: string): ChildProcess {
  // In desktop VS Code the executable is Electron. Debuggers and preloads of the host are not for the engine.
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env['NODE_OPTIONS'];
  delete env['VSCODE_INSPECTOR_OPTIONS'];
  return fork(modulePath, [], {
    serialization: 'advanced',
    execArgv: [...engineArguments],
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}
