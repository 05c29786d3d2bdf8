import { WorkbenchError } from '../../base/workbenchError';
import { mechanismOf } from '../../model/mechanism';
import type { EndpointDefinition, OptionValues, SessionDefinition } from '../../model/sessionDefinition';
import { socketOption } from '../../model/socketOption';
import { type SocketType, traitsOf } from '../../model/socketType';
import type { EngineLimits } from '../../protocol/engine';
import type { FormerBind, PeerSnapshot } from '../../protocol/session';
import type { Capture } from '../capture/capture';
import type { MonitorEvent, Native } from '../native';
import { applyOptions, changeOptions, effectiveValue } from './applyOptions';
import type { EndpointNews } from './endpoint';
import { EndpointTable } from './endpointTable';
import { EventLimiter } from './eventLimiter';
import { errnoOf, socketError } from './errors';
import type { FormerPorts } from './formerPorts';
import { OpenSocket } from './openSocket';
import { HeardSubscriptions } from './heardSubscriptions';
import { endpointPeers, RoutingPeers } from './peers';
import { runReceiveLoop } from './receiveLoop';
import { SendQueue } from './sendQueue';
import type { EventNews } from './sessionEvents';
import { subscribe, unsubscribe } from './subscriptions';
import { Turns } from './turns';
import { receiver, sender } from './wireFrames';

export interface SessionSocketOptions {
  /** Options with their secrets. */
  readonly definition: SessionDefinition;
  /** The options as they are now, some of which may change on the open socket. */
  readonly currentOptions: () => OptionValues;
  readonly native: Native;
  readonly limits: () => EngineLimits;
  readonly capture: Capture;
  readonly emit: (event: EventNews) => void;
  /** Endpoints, turns or peers look different now. */
  readonly onDidChange: () => void;
  /** Receiving ended with an error. */
  readonly onFailure: (error: WorkbenchError) => void;
}

/** Ports are free after so long at the latest, unless another program has them. */
const closePatienceMs = 1000;

/** One open socket of a session with all that hangs on it. Options that want a new socket make a new one of these. */
export class SessionSocket {
  readonly endpoints: EndpointTable;
  readonly queue: SendQueue;
  readonly turns: Turns;
  readonly type: SocketType;
  /** XPUB only. */
  readonly subscriptions: HeardSubscriptions | undefined;
  private readonly open: OpenSocket;
  private readonly limiter = new EventLimiter();
  private readonly routing: RoutingPeers | undefined;
  private closed = false;
  /** Messages received whose senders are accounted for. */
  private heard: number;

  /** Throws a WorkbenchError where the socket cannot be made or does not take an option. */
  constructor(private readonly options: SessionSocketOptions) {
    const { definition, native, onDidChange } = options;
    const { type } = definition;
    this.type = type;
    this.heard = options.capture.ledger.received;
    const socket = this.createSocket();
    this.open = new OpenSocket(socket, (event) => this.handleEvent(event));
    try {
      applyOptions(socket, type, definition.options, options.limits());
    } catch (error) {
      this.open.close();
      throw error;
    }
    this.endpoints = new EndpointTable({
      socket,
      traits: {
        type,
        mechanism: mechanismOf(definition.options),
        handshakeInterval: numberOf('handshakeInterval', definition.options, options.limits()),
      },
      transports: native.capabilities.transports,
      onNews: (news, address) => this.tell(news, address),
      onDidChange,
    });
    this.turns = new Turns({
      type,
      relaxed: definition.options['relaxed'] === true,
      receiveTimeout: () => this.receiveTimeout,
      onOverdue: (detail) => options.emit({ kind: 'note', severity: 'warning', detail }),
      onDidChange,
    });
    if (RoutingPeers.has(type)) {
      this.routing = new RoutingPeers(type, () => {
        options.capture.peersDidChange();
        onDidChange();
      });
    }
    if (type === 'XPUB') this.subscriptions = new HeardSubscriptions(onDidChange);
    this.queue = new SendQueue({
      send: sender(type, socket),
      timeoutMs: () => this.effective('sendTimeout'),
      setPatience: (waits) => (socket.sendTimeout = waits ? this.effective('sendTimeout') : 0),
      check: () => this.checkSend(),
      taken: (frames) => {
        const row = options.capture.append(true, frames);
        this.routing?.sent(frames);
        this.turns.sent();
        return row;
      },
      explain: (error, frames) => this.explainSend(error, frames),
    });
  }

  get socket() {
    return this.open.socket;
  }

  /** The options that were there when it opened; those that apply only before bind or connect are as they were. */
  get openedWith(): OptionValues {
    return this.options.definition.options;
  }

  peers(): PeerSnapshot[] {
    if (this.routing) return this.routing.snapshots();
    return endpointPeers(this.endpoints.snapshots(), this.options.capture.ledger);
  }

  /** Looks at what only time shows. */
  tick(): void {
    const { received } = this.options.capture.ledger;
    if (received !== this.heard && this.endpoints.heard()) this.heard = received;
    this.endpoints.tick();
  }

  /** Options that apply at once: all of them, or none where one is refused. */
  changeOptions(names: readonly string[], options: OptionValues, former: OptionValues): void {
    changeOptions(this.socket, names, { options, former, limits: this.options.limits() });
    // A REQ takes turns or not from here on.
    if (names.includes('relaxed')) this.turns.setRelaxed(options['relaxed'] === true);
  }

  /** Begins to receive, once subscriptions and endpoints are in place. */
  startReceiving(): void {
    if (!traitsOf(this.type).canReceive) return;
    const { capture } = this.options;
    const { routing, subscriptions, turns, type, socket } = this;
    const keepsTurns = type === 'REQ' || type === 'REP';
    const onMessage =
      routing || subscriptions || keepsTurns
        ? (frames: Uint8Array[]) => {
            const row = capture.append(false, frames);
            routing?.received(frames);
            subscriptions?.received(frames);
            turns.received(row);
          }
        : (frames: Uint8Array[]) => void capture.append(false, frames);
    void runReceiveLoop({
      receive: receiver(type, socket),
      isClosed: () => this.closed || socket.closed,
      isSending: () => this.queue.isHandingOver,
      onMessage,
      onDropped: () => {
        if (keepsTurns) this.tellDropped();
      },
      onFailure: (error) => this.options.onFailure(socketError(error, { to: 'receive', type })),
    });
  }

  subscribe(topic: string): Promise<void> {
    return this.queue.exclusive(() => subscribe(this.socket, this.type, topic));
  }

  unsubscribe(topic: string): Promise<void> {
    return this.queue.exclusive(() => unsubscribe(this.socket, this.type, topic));
  }

  /** Resolves when the ports are free; unsent messages linger on by themselves. */
  async close(): Promise<void> {
    if (!this.closed) {
      this.closed = true;
      this.queue.close();
      this.turns.dispose();
      this.open.close();
    }
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, closePatienceMs)));
    await Promise.race([this.open.ended, patience]);
    clearTimeout(timer);
  }

  /** @returns where it is bound, so that a next socket can have the ports that `*` was given. */
  binds(): FormerBind[] {
    const endpoints = this.endpoints.snapshots();
    return endpoints.filter(({ role, state }) => role === 'bind' && state === 'listening');
  }

  private createSocket() {
    const { type } = this.options.definition;
    try {
      return this.options.native.createSocket(type);
    } catch (error) {
      throw socketError(error, { to: 'open', type });
    }
  }

  private handleEvent(event: MonitorEvent): void {
    if (this.closed) return;
    this.endpoints.handle(event);
    if (event.type !== 'disconnect' || !this.routing) return;
    if (this.endpoints.isMonitored && this.endpoints.peerCount === 0) this.routing.allGone();
  }

  private tell(news: EndpointNews, address: string): void {
    const admitted = this.limiter.admit(news, address, performance.now());
    if (!admitted) return;
    const { kind, severity } = news;
    this.options.emit({ kind, severity, address, detail: admitted.detail });
  }

  private tellDropped(): void {
    const detail =
      this.type === 'REP'
        ? 'A request was dropped by libzmq: it had no empty delimiter frame. A DEALER has to send one in front of the body (RFC 28).'
        : 'A reply was dropped by libzmq: it did not answer the last request.';
    const news: EndpointNews = { kind: 'note', severity: 'warning', detail };
    const admitted = this.limiter.admit(news, '', performance.now());
    if (admitted) this.options.emit({ ...news, detail: admitted.detail });
  }

  private checkSend(): void {
    const { type } = this;
    if (!traitsOf(type).canSend) {
      throw new WorkbenchError({ code: 'send/notSupported', message: `A ${type} socket cannot send.` });
    }
    this.turns.checkSend();
  }

  private explainSend(error: unknown, frames: readonly Uint8Array[]): WorkbenchError {
    if (errnoOf(error) === 'EHOSTUNREACH') this.routing?.unreachable(frames);
    return socketError(error, this.sendAttempt);
  }

  private get sendAttempt() {
    const { type, endpoints } = this;
    return {
      to: 'send',
      type,
      timeoutMs: this.effective('sendTimeout'),
      peers: endpoints.peerCount > 0 || endpoints.isMonitored ? endpoints.peerCount : undefined,
    } as const;
  }

  /** Ms that a REQ waits for its reply; below 0: for ever. */
  get receiveTimeout(): number {
    return this.effective('receiveTimeout');
  }

  private effective(name: 'sendTimeout' | 'receiveTimeout'): number {
    const { currentOptions, limits } = this.options;
    return numberOf(name, currentOptions(), limits());
  }
}

/** @returns what holds for an option that is a number. */
function numberOf(name: string, options: OptionValues, limits: EngineLimits): number {
  const option = socketOption(name);
  return option ? Number(effectiveValue(option, options[name] ?? null, limits)) : -1;
}

/** Adds endpoints one after another. @returns what failed; the failed ones are in the table as such. */
export async function addAll(
  table: EndpointTable,
  endpoints: readonly EndpointDefinition[],
  former: FormerPorts,
): Promise<WorkbenchError[]> {
  const failures: WorkbenchError[] = [];
  for (const endpoint of endpoints) {
    const wish = endpoint.role === 'bind' ? former.take(endpoint.address) : undefined;
    try {
      await table.add(endpoint, true, wish);
    } catch (error) {
      failures.push(
        error instanceof WorkbenchError ? error : socketError(error, { to: 'addEndpoint', ...endpoint }),
      );
    }
  }
  return failures;
}
