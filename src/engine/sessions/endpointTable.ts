import { WorkbenchError } from '../../base/workbenchError';
import { parseEndpoint, type ParsedEndpoint } from '../../model/endpoint';
import type { EndpointDefinition } from '../../model/sessionDefinition';
import type { EndpointSnapshot } from '../../protocol/session';
import type { MonitorEvent, NativeSocket } from '../native';
import { BindEndpoint } from './bindEndpoint';
import { ConnectEndpoint } from './connectEndpoint';
import type { Endpoint, EndpointNews, EndpointTraits } from './endpoint';
import { errnoOf, socketError } from './errors';
import { checkIpcPath } from './ipcPath';

export interface EndpointTableOptions {
  readonly socket: NativeSocket;
  readonly traits: EndpointTraits;
  readonly transports: readonly string[];
  readonly onNews: (news: EndpointNews, address: string) => void;
  readonly onDidChange: () => void;
}

/** libzmq closes a listener on its I/O thread; longer than this it does not take. */
const unbindPatienceMs = 1000;
const monitorPatienceMs = 300;
const noticeDelaysMs = [0, 20, 200];

/** The endpoints of one open socket. */
export class EndpointTable {
  private endpoints: Endpoint[] = [];
  private readonly closing = new Map<Endpoint, () => void>();
  /** Waits for the monitor's word on a bind that failed. */
  private failedBind: { readonly address: string; readonly resolve: (error: Error) => void } | undefined;

  constructor(private readonly options: EndpointTableOptions) {}

  get peerCount(): number {
    return this.endpoints.reduce((sum, endpoint) => sum + endpoint.peers, 0);
  }

  /** Whether peerCount counts everybody: inproc and UDP tell nothing. */
  get isMonitored(): boolean {
    return this.endpoints.every((endpoint) => endpoint.isMonitored);
  }

  get definitions(): EndpointDefinition[] {
    return this.endpoints.map((endpoint) => endpoint.definition);
  }

  snapshots(): EndpointSnapshot[] {
    return this.endpoints.map((endpoint) => endpoint.snapshot());
  }

  /**
   * Binds or connects. Throws a WorkbenchError that says what failed; the endpoint then stays in the table as
   * `failed` where `keepFailed`, and is tried anew by adding it again. The same wildcard may be bound more than once:
   * each is another port.
   *
   * @param preferred an address to bind to instead, where it is free: the port that a `*` was given before
   */
  async add(definition: EndpointDefinition, keepFailed: boolean, preferred?: string): Promise<void> {
    const former = this.named(definition).find(({ state }) => state === 'failed');
    const checked = this.check(definition);
    const parsed = 'endpoint' in checked ? checked.endpoint : undefined;
    const [standing] = this.named(definition);
    if (standing && !former && !parsed?.isWildcard) throw duplicate(standing);
    const { traits } = this.options;
    const endpoint =
      definition.role === 'bind'
        ? new BindEndpoint(definition, parsed, traits)
        : new ConnectEndpoint(definition, parsed, traits);
    this.endpoints = former
      ? this.endpoints.map((each) => (each === former ? endpoint : each))
      : [...this.endpoints, endpoint];
    try {
      if ('error' in checked) throw checked.error;
      await this.open(endpoint, checked.endpoint, preferred);
    } catch (error) {
      const failure = socketError(error, { to: 'addEndpoint', ...definition });
      endpoint.failed(failure.message);
      const kind = definition.role === 'bind' ? 'bindFailed' : 'note';
      this.options.onNews({ kind, severity: 'error', detail: failure.message }, definition.address);
      if (!keepFailed && !former) this.drop(endpoint);
      this.options.onDidChange();
      throw failure;
    }
    this.options.onDidChange();
  }

  /**
   * Unbinds or disconnects, and resolves when the address is free. The connections of a bind end with it.
   *
   * @returns false where libzmq cannot do so on an open socket (UDP): reopen it without the endpoint
   */
  async remove(definition: EndpointDefinition): Promise<boolean> {
    const endpoint = this.find(definition);
    if (!endpoint) throw unknownEndpoint(definition);
    if (endpoint.state !== 'failed') {
      if (endpoint.parsed?.transport === 'udp') {
        this.drop(endpoint);
        return false;
      }
      await this.close(endpoint);
    }
    this.drop(endpoint);
    this.options.onDidChange();
    return true;
  }

  handle(event: MonitorEvent): void {
    if (event.type === 'end' || event.type === 'unknown') return;
    if (event.type === 'bind:error') {
      // The monitor leaves the transport out.
      if (this.failedBind?.address.endsWith(event.address)) this.failedBind.resolve(event.error);
      return;
    }
    const endpoint = this.endpointOf(event.type, event.address);
    if (!endpoint) return;
    const news = endpoint.handle(event, performance.now());
    if (event.type === 'close') this.closing.get(endpoint)?.();
    this.options.onDidChange();
    if (news) this.options.onNews(news, endpoint.resolved);
  }

  /** Looks at what only time shows. */
  tick(): void {
    const now = performance.now();
    for (const endpoint of this.endpoints) {
      const outcome = endpoint.tick(now);
      if (typeof outcome === 'object') this.options.onNews(outcome, endpoint.resolved);
      if (outcome) this.options.onDidChange();
    }
  }

  /**
   * Messages came. Where nobody is known to have finished a handshake, somebody has whom libzmq does not tell of.
   *
   * @returns false where libzmq may still tell
   */
  heard(): boolean {
    if (this.peerCount > 0 || !this.isMonitored) return true;
    const now = performance.now();
    const [endpoint, ...others] = this.endpoints.filter((each) => each.isShakingHands);
    if (!endpoint || others.length > 0) return true;
    if (!endpoint.hasLongHandshake(now)) return false;
    this.options.onNews(endpoint.finishOldHandshake(), endpoint.resolved);
    this.options.onDidChange();
    return true;
  }

  private check(definition: EndpointDefinition): { endpoint: ParsedEndpoint } | { error: WorkbenchError } {
    const { transports, traits } = this.options;
    const { role, address } = definition;
    const { platform } = process;
    const checked = parseEndpoint(address, { role, platform, transports, socketType: traits.type });
    return 'endpoint' in checked ? checked : { error: new WorkbenchError(checked.fault) };
  }

  private async open(endpoint: Endpoint, parsed: ParsedEndpoint, preferred?: string): Promise<void> {
    const { socket } = this.options;
    if (endpoint instanceof BindEndpoint) {
      const { transport, name = '', isAbstract, isWildcard } = parsed;
      if (transport === 'ipc' && !isAbstract && !isWildcard) await checkIpcPath(parsed.address, name);
      endpoint.resolved = await this.bind(parsed, preferred);
    } else {
      socket.connect(parsed.address);
    }
    endpoint.opened();
    if (endpoint.isMonitored) return;
    const isBind = endpoint.definition.role === 'bind';
    this.options.onNews({ kind: isBind ? 'listening' : 'connected', severity: 'good' }, endpoint.resolved);
  }

  /** @returns the address as libzmq resolved it */
  private async bind(parsed: ParsedEndpoint, preferred: string | undefined): Promise<string> {
    const { socket } = this.options;
    if (preferred !== undefined && this.isOneOf(preferred, parsed)) {
      try {
        socket.bindSync(preferred);
        return preferred;
      } catch {
        // Taken meanwhile: any other port will do.
      }
    }
    try {
      socket.bindSync(parsed.address);
    } catch (error) {
      throw await this.realBindError(error, parsed.address);
    }
    const { lastEndpoint } = socket;
    // For UDP libzmq leaves the transport out.
    return lastEndpoint?.includes('://') ? lastEndpoint : parsed.address;
  }

  /** Whether an address is one that a wildcard could have been resolved to. */
  private isOneOf(address: string, wildcard: ParsedEndpoint): boolean {
    const checked = this.check({ role: 'bind', address });
    if (!wildcard.isWildcard || !('endpoint' in checked)) return false;
    const { transport, isWildcard } = checked.endpoint;
    return transport === wildcard.transport && !isWildcard;
  }

  /** Telling the monitor of the failure overwrites errno, but what the monitor was told is right. */
  private async realBindError(error: unknown, address: string): Promise<unknown> {
    if (errnoOf(error) !== 'EAGAIN') return error;
    const told = new Promise<Error>((resolve) => (this.failedBind = { address, resolve }));
    const patience = new Promise<unknown>((resolve) => setTimeout(resolve, monitorPatienceMs, error));
    const real = await Promise.race([told, patience]);
    this.failedBind = undefined;
    return real;
  }

  private async close(endpoint: Endpoint): Promise<void> {
    const { role } = endpoint.definition;
    const address = role === 'bind' ? endpoint.resolved : (endpoint.parsed?.address ?? endpoint.resolved);
    const closed = role === 'bind' && endpoint.isMonitored ? this.untilClosed(endpoint) : undefined;
    try {
      // For both roles, see NativeSocket.
      this.options.socket.disconnect(address);
    } catch (error) {
      this.closing.get(endpoint)?.();
      const failure = socketError(error, { to: 'removeEndpoint', role, address });
      if (failure.code !== 'endpoint/notFound') throw failure;
    }
    await closed;
    this.processCommands();
    if (!closed) this.options.onNews({ kind: 'closed', severity: 'info' }, endpoint.resolved);
  }

  /**
   * The connections of a listener end when the socket takes notice of its end, which an idle one would do only at its
   * next send: looking at its state is enough. It is told on the I/O thread, a little later.
   */
  private processCommands(): void {
    const { socket } = this.options;
    for (const delay of noticeDelaysMs) {
      setTimeout(() => {
        if (!socket.closed) void socket.writable;
      }, delay).unref();
    }
  }

  private untilClosed(endpoint: Endpoint): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.closing.delete(endpoint);
        resolve();
      };
      const timer = setTimeout(settle, unbindPatienceMs);
      this.closing.set(endpoint, settle);
    });
  }

  private drop(endpoint: Endpoint): void {
    this.endpoints = this.endpoints.filter((each) => each !== endpoint);
  }

  /** The one with this address, as libzmq resolved it or, where that says which one, as it was written. */
  private find(definition: EndpointDefinition): Endpoint | undefined {
    const trimmed = definition.address.trim();
    const named = this.named(definition);
    const resolved = named.find((endpoint) => endpoint.resolved === trimmed);
    if (!resolved && named.length > 1) throw ambiguous(trimmed, named);
    return resolved ?? named[0];
  }

  /** Those with this address, as it was written or as libzmq resolved it. */
  private named({ role, address }: EndpointDefinition): Endpoint[] {
    const trimmed = address.trim();
    return this.endpoints.filter(
      ({ definition, resolved }) =>
        definition.role === role && (definition.address.trim() === trimmed || resolved === trimmed),
    );
  }

  private endpointOf(type: MonitorEvent['type'], address: string): Endpoint | undefined {
    const isRole = (endpoint: Endpoint) => {
      if (type.startsWith('connect')) return endpoint.definition.role === 'connect';
      if (type.startsWith('accept') || type.startsWith('bind')) return endpoint.definition.role === 'bind';
      return true;
    };
    const candidates = this.endpoints.filter((endpoint) => endpoint.isMonitored && isRole(endpoint));
    return (
      candidates.find((endpoint) => endpoint.resolved === address) ??
      candidates.find((endpoint) => endpoint.matches(address))
    );
  }
}

function duplicate({ definition, resolved }: Endpoint): WorkbenchError {
  const done = definition.role === 'bind' ? 'bound to' : 'connected to';
  return new WorkbenchError({
    code: 'endpoint/duplicate',
    message: `This session is ${done} ${resolved} already. Use another address, or remove that one first.`,
  });
}

function ambiguous(address: string, endpoints: readonly Endpoint[]): WorkbenchError {
  const ports = endpoints.map(({ resolved }) => resolved).join(' or ');
  return new WorkbenchError({
    code: 'endpoint/ambiguous',
    message: `This session is bound to ${address} ${endpoints.length} times. Say which one: ${ports}.`,
  });
}

function unknownEndpoint({ role, address }: EndpointDefinition): WorkbenchError {
  const done = role === 'bind' ? 'bound' : 'connected';
  return new WorkbenchError({
    code: 'endpoint/unknown',
    message: `This session is not ${done} to ${address}. Its endpoints are listed below it.`,
  });
}
