import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { errorInfoOf, type ErrorInfo, WorkbenchError } from '../../base/workbenchError';
import {
  engineConfigure,
  type EngineLimits,
  type InitializeResult,
  protocolVersion,
} from '../../protocol/engine';
import type { NotificationType, RequestType } from '../../protocol/requestType';
import type { EngineClient, EngineLog, RequestOptions } from './engineClient';
import { engineErrors } from './engineErrors';
import { EngineNotifications } from './engineNotifications';
import { RestartPolicy } from './restartPolicy';

/** `idle`: not needed yet. `stopped`: it failed too often or could not start, and waits for a person. */
export type EngineState = 'idle' | 'starting' | 'running' | 'restarting' | 'stopped';

export interface EngineHealthDetail {
  readonly state: EngineState;
  /** Why it is stopped. */
  readonly error?: ErrorInfo;
  /** How the last process died, while restarting and after: `signal SIGKILL`. */
  readonly lastEnd?: string;
}

/** What the engine is wanted for: reading files is allowed where nothing may bind, connect or run. */
export type EnginePurpose = 'sessions' | 'files';

export interface SupervisorOptions {
  readonly modulePath: string;
  readonly log: EngineLog;
  /** Absolute; the engine makes it. */
  readonly spoolFolder: string;
  readonly limits: () => EngineLimits;
  /** @throws the reason why nothing may run here (an untrusted workspace). */
  readonly assertAllowed: () => void;
  readonly policy?: RestartPolicy;
  readonly startTimeout?: number;
}

/** Starts the engine on first need, starts it again when it dies, and stops trying when that does not help. */
export class EngineSupervisor implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new Emitter<EngineHealthDetail>());
  readonly onDidChange = this.didChange.event;
  private readonly notifications: EngineNotifications;
  private readonly policy: RestartPolicy;
  private current: EngineHealthDetail = { state: 'idle' };
  private client: EngineClient | undefined;
  private starting: Promise<EngineClient> | undefined;
  private disposed = false;

  /** Set by who reopens sessions: runs with each new process before anybody else may use it. */
  onRestarted: ((client: EngineClient) => Promise<void>) | undefined;

  constructor(private readonly options: SupervisorOptions) {
    this.policy = options.policy ?? new RestartPolicy();
    this.notifications = new EngineNotifications((error) => options.log.error(String(error)));
  }

  get health(): EngineHealthDetail {
    return this.current;
  }

  get pid(): number | undefined {
    return this.client?.pid;
  }

  /** As the settings say now. */
  get limits(): EngineLimits {
    return this.options.limits();
  }

  /** What the running engine told about itself. */
  get initialized(): InitializeResult | undefined {
    return this.client?.capabilities;
  }

  /** @returns the running engine, started if need be. @throws engine/startFailed, engine/stopped and the reason of `assertAllowed` */
  async ensure(purpose: EnginePurpose = 'sessions'): Promise<EngineClient> {
    if (purpose === 'sessions') this.options.assertAllowed();
    if (this.client) return this.client;
    if (this.starting) return this.starting;
    if (this.disposed) throw engineErrors.disposed();
    if (this.current.error) throw new WorkbenchError({ ...this.current.error, action: 'restartEngine' });
    return this.begin({ state: 'starting' });
  }

  async request<P, R>(
    type: RequestType<P, R>,
    params: P,
    options?: RequestOptions & { readonly purpose?: EnginePurpose },
  ): Promise<R> {
    const client = await this.ensure(options?.purpose);
    return client.request(type, params, options);
  }

  /** Listens to every engine process, now and after restarts. */
  onNotification<P>(type: NotificationType<P>, handler: (params: P) => void): Disposable {
    return this.notifications.on(type, handler);
  }

  /** @throws the reason why nothing may run here. */
  assertAllowed(): void {
    this.options.assertAllowed();
  }

  /** Passes changed limits on to a running engine; one that starts later reads them itself. */
  async configure(): Promise<void> {
    if (this.client) await this.client.request(engineConfigure, this.options.limits());
  }

  /** Ends the engine and starts it anew, with the count of restarts at zero. */
  async restart(): Promise<void> {
    this.options.assertAllowed();
    this.policy.reset();
    await this.starting?.catch(() => undefined);
    const old = this.detach();
    await this.begin({ state: 'restarting' }, old);
  }

  /** Ends the engine for good: what is open is closed, what is recorded completed. */
  async shutdown(): Promise<void> {
    this.disposed = true;
    // At once: VS Code disposes of everything while it waits for this, which would kill the process.
    await this.detach()?.shutdown();
    await this.starting?.catch(() => undefined);
    await this.detach()?.shutdown();
  }

  dispose(): void {
    this.disposed = true;
    this.detach()?.dispose();
    this.store.dispose();
  }

  private begin(health: EngineHealthDetail, old?: EngineClient): Promise<EngineClient> {
    const restarted = health.state === 'restarting';
    this.set(health);
    const starting = (async () => {
      await old?.shutdown();
      return this.start(restarted, health.lastEnd);
    })();
    this.starting = starting;
    const done = () => {
      if (this.starting === starting) this.starting = undefined;
    };
    starting.then(done, done);
    return starting;
  }

  private async start(restarted: boolean, lastEnd: string | undefined): Promise<EngineClient> {
    const { log, limits, modulePath, spoolFolder, startTimeout } = this.options;
    const began = Date.now();
    try {
      // Half of what activation would load is JSON-RPC, which nobody needs before this.
      const { EngineClient } = await import('./engineClient');
      const client = await EngineClient.start({
        modulePath,
        log,
        startTimeout,
        initialize: { protocolVersion, spoolFolder, limits: limits() },
      });
      if (this.disposed) {
        client.dispose();
        throw engineErrors.disposed();
      }
      this.notifications.attach(client);
      let died: string | undefined;
      client.onDidExit((how) => {
        died = how;
        if (this.client === client) this.ended(how);
      });
      if (restarted) await this.onRestarted?.(client);
      if (died !== undefined) throw engineErrors.ended(died);
      this.client = client;
      log.info(`engine ${client.pid} runs, started in ${Date.now() - began} ms`);
      this.set({ state: 'running', lastEnd });
      return client;
    } catch (error) {
      const info = errorInfoOf(error);
      log.error(`${info.code}: ${info.message} ${info.detail ?? ''}`);
      // A process that dies while it starts again counts like one that dies later.
      if (restarted && !this.disposed && this.policy.mayRestart()) return this.start(true, lastEnd);
      if (!this.disposed) this.set({ state: 'stopped', error: info, lastEnd });
      throw error;
    }
  }

  private ended(how: string): void {
    this.client = undefined;
    if (this.disposed) return;
    this.options.log.warn(`the engine ended unexpectedly: ${how}`);
    if (this.policy.mayRestart()) {
      // Whoever waits for the engine gets the failure; the state tells everybody else.
      this.begin({ state: 'restarting', lastEnd: how }).catch(() => undefined);
      return;
    }
    const error = engineErrors.stopped(this.policy.maxRestarts + 1, this.policy.windowMs / 60_000);
    this.set({ state: 'stopped', error: error.toInfo(), lastEnd: how });
  }

  private detach(): EngineClient | undefined {
    const { client } = this;
    this.client = undefined;
    return client;
  }

  private set(health: EngineHealthDetail): void {
    this.current = health;
    if (!this.store.isDisposed) this.didChange.fire(health);
  }
}
