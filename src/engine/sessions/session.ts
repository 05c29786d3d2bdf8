import type { Cancellation } from '../../base/cancellation';
import { type ErrorInfo, errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import type { EndpointDefinition, OptionValues, SessionDefinition } from '../../model/sessionDefinition';
import { socketOption, withoutSecrets } from '../../model/socketOption';
import type { EngineLimits } from '../../protocol/engine';
import type {
  EndpointSnapshot,
  FormerBind,
  PeerSnapshot,
  RepeatParams,
  RepeatSnapshot,
  SendParams,
  SessionSnapshot,
  SessionState,
  SetOptionsParams,
} from '../../protocol/session';
import type { Capture } from '../capture/capture';
import { readFrames } from '../capture/messageParts';
import { RowReader } from '../capture/rowReader';
import type { LoadedNative } from '../native';
import { checkOptionValues, checkTypeIsOffered } from './checkDefinition';
import { FormerPorts } from './formerPorts';
import { sessionClosed } from './sendQueue';
import { type EventNews, SessionEvents } from './sessionEvents';
import { SessionSender } from './sessionSender';
import { addAll, SessionSocket } from './sessionSocket';
import { checkSubscriptions, findSubscription } from './subscriptions';

export interface SessionHost {
  readonly native: LoadedNative;
  readonly limits: () => EngineLimits;
  /** The snapshot is another now. */
  readonly onDidChange: (session: Session) => void;
}

/** Peers in a snapshot; all that are known are in the capture's events result. */
const maxSnapshotPeers = 200;

/**
 * One session: a definition, a capture, and while it is open a socket. The definition follows what is done to the
 * session. A session stays listed when an endpoint fails, so that it can be put right; only a socket that cannot be
 * made, or that ends by itself, makes it `failed`.
 */
export class Session {
  private state: SessionState = 'closed';
  private error: ErrorInfo | undefined;
  private live: SessionSocket | undefined;
  private readonly events: SessionEvents;
  private readonly sender: SessionSender;
  /** Opening, closing and changing happen one after another. */
  private lastChange: Promise<unknown> = Promise.resolve();

  /** @param definition with its secrets, which never leave this object */
  constructor(
    private definition: SessionDefinition,
    private readonly capture: Capture,
    private readonly host: SessionHost,
  ) {
    capture.peersProvider = () => this.peers();
    this.events = new SessionEvents(capture);
    this.sender = new SessionSender({
      session: definition.id,
      socket: () => this.opened,
      onDidChange: () => this.changed(),
    });
  }

  get id(): string {
    return this.definition.id;
  }

  /**
   * Opens the session as a definition says. Throws a WorkbenchError when anything of it failed; the session is open all
   * the same where only endpoints did.
   *
   * @param former where it was bound before, to be bound there again in place of any free port
   */
  open(definition: SessionDefinition, former: readonly FormerBind[] = []): Promise<void> {
    return this.inTurn(async () => {
      if (this.live) {
        const message = 'The session is open already. Close it first to open it in another form.';
        throw new WorkbenchError({ code: 'session/alreadyOpen', message });
      }
      this.definition = definition;
      this.capture.definition = this.publicDefinition;
      this.events.forget();
      await this.openSocket(new FormerPorts(former));
    });
  }

  close(): Promise<void> {
    return this.inTurn(async () => {
      const wasOpen = this.live !== undefined;
      await this.closeSocket();
      this.error = undefined;
      this.become('closed');
      if (wasOpen) this.emit({ kind: 'note', severity: 'info', detail: 'The session was closed.' });
    });
  }

  /** A fresh socket with the same endpoints, subscriptions and, where possible, ports. */
  reopen(): Promise<void> {
    return this.inTurn(() => this.reopenNow());
  }

  addEndpoint(endpoint: EndpointDefinition): Promise<void> {
    return this.inTurn(async () => {
      const { endpoints } = this.opened;
      try {
        await endpoints.add(endpoint, false);
      } finally {
        this.changeDefinition({ endpoints: endpoints.definitions });
      }
    });
  }

  removeEndpoint(endpoint: EndpointDefinition): Promise<void> {
    return this.inTurn(async () => {
      const { endpoints } = this.opened;
      const removed = await endpoints.remove(endpoint);
      this.changeDefinition({ endpoints: endpoints.definitions });
      if (!removed) await this.reopenNow();
    });
  }

  subscribe(topic: string): Promise<void> {
    return this.inTurn(async () => {
      const { opened, definition } = this;
      checkSubscriptions(definition.type, [topic]);
      // libzmq counts repeated subscriptions, and would want as many unsubscriptions.
      if (findSubscription(definition.subscriptions, topic) !== undefined) return;
      await opened.subscribe(topic);
      this.changeDefinition({ subscriptions: [...definition.subscriptions, topic] });
    });
  }

  unsubscribe(topic: string): Promise<void> {
    return this.inTurn(async () => {
      const { opened, definition } = this;
      checkSubscriptions(definition.type, [topic]);
      const subscribed = findSubscription(definition.subscriptions, topic);
      if (subscribed === undefined) {
        const message = `This session has no subscription "${topic}".`;
        throw new WorkbenchError({ code: 'subscription/unknown', message });
      }
      await opened.unsubscribe(topic);
      const subscriptions = definition.subscriptions.filter((each) => each !== subscribed);
      this.changeDefinition({ subscriptions });
    });
  }

  /** @returns the options that wait for the next opening, because they want the session to reopen and it may not */
  setOptions({ options, reopen }: Omit<SetOptionsParams, 'session'>): Promise<string[]> {
    return this.inTurn(async () => {
      checkOptionValues(this.definition.type, options);
      const former = this.definition.options;
      const differing = (from: OptionValues) =>
        Object.keys(options).filter((name) => (from[name] ?? null) !== (options[name] ?? null));
      const names = differing(former);
      // Those that wait already are in the definition, and not in the socket.
      const needReopen = this.live ? differing(this.live.openedWith).filter(waitsForOpening) : [];
      const changed = Object.entries({ ...former, ...options });
      const given = Object.fromEntries(changed.filter(([, value]) => value !== null));
      const reopens = needReopen.length > 0 && reopen;
      if (!reopens) {
        const now = names.filter((name) => !waitsForOpening(name));
        this.live?.changeOptions(now, given, former);
      }
      this.changeDefinition({ options: given });
      if (reopens) await this.reopenNow();
      return reopen ? [] : needReopen;
    });
  }

  /** The engine's defaults changed. */
  limitsDidChange(): void {
    const { type, options } = this.definition;
    const names = ['sendTimeout', 'linger'].filter((name) => socketOption(name)?.types.includes(type));
    this.live?.changeOptions(names, options, options);
  }

  rename(name: string): void {
    this.changeDefinition({ name: name.trim() || undefined });
  }

  /** @param token withdraws a message whose turn has not come. @returns the message's row */
  send(message: Pick<SendParams, 'frames'>, token?: Cancellation): Promise<number> {
    return this.sender.send(message, token);
  }

  /** Sends what was captured in a row once more. @returns the row of the new message */
  async resend(row: number, token?: Cancellation): Promise<number> {
    const { capture, sender } = this;
    return sender.sendBytes(await readFrames(capture, new RowReader(capture), row), token);
  }

  startRepeat(params: Omit<RepeatParams, 'session'>): RepeatSnapshot {
    return this.sender.startRepeat(params);
  }

  /** @returns how far it came, or null when nothing was repeated */
  stopRepeat(): RepeatSnapshot | null {
    this.sender.stopRepeat();
    return this.sender.snapshot() ?? null;
  }

  /** The socket; another after the session was reopened. Throws session/notOpen without one. */
  get opened(): SessionSocket {
    if (!this.live) throw sessionClosed();
    return this.live;
  }

  /** Whether it is the socket that the session has now. */
  hasSocket(socket: SessionSocket): boolean {
    return this.live === socket;
  }

  /** Looks at what only time shows. */
  tick(): void {
    this.live?.tick();
  }

  snapshot(): SessionSnapshot {
    const { live, capture } = this;
    const { received, sent } = capture.ledger;
    return {
      id: this.id,
      definition: this.publicDefinition,
      state: this.state,
      endpoints: live?.endpoints.snapshots() ?? this.definition.endpoints.map(closedEndpoint),
      peers: this.peers().slice(-maxSnapshotPeers),
      peerCount: live?.endpoints.peerCount ?? 0,
      turn: live?.turns.turn,
      pendingRequest: live?.turns.pendingRequest,
      received,
      sent,
      rates: capture.rates,
      events: this.events.newest,
      repeat: this.sender.snapshot(),
      error: this.error,
    };
  }

  private peers(): PeerSnapshot[] {
    return this.live?.peers() ?? [];
  }

  /** Settings, captures and views get this one. */
  private get publicDefinition(): SessionDefinition {
    return { ...this.definition, options: withoutSecrets(this.definition.options) };
  }

  private async openSocket(former: FormerPorts): Promise<void> {
    const { definition, capture, host } = this;
    this.error = undefined;
    this.become('opening');
    let live: SessionSocket;
    try {
      checkOptionValues(definition.type, definition.options);
      checkSubscriptions(definition.type, definition.subscriptions);
      if ('error' in host.native) throw new WorkbenchError(host.native.error);
      const { native } = host.native;
      checkTypeIsOffered(definition.type, native.capabilities.socketTypes);
      live = new SessionSocket({
        definition,
        native,
        capture,
        currentOptions: () => this.definition.options,
        limits: host.limits,
        emit: (event) => this.emit(event),
        onDidChange: () => this.changed(),
        onFailure: (error) =>
          // When the turn comes, another socket may have taken this one's place.
          void this.inTurn(async () => {
            if (this.live === live) await this.fail(error);
          }),
      });
      this.live = live;
      for (const topic of definition.subscriptions) await live.subscribe(topic);
    } catch (error) {
      await this.fail(error);
      throw error;
    }
    const failures = await addAll(live.endpoints, definition.endpoints, former);
    live.startReceiving();
    this.become('open');
    const [first, ...others] = failures;
    if (!first) return;
    if (others.length === 0) throw first;
    const { code, action, detail } = first;
    const message = `${first.message} ${others.length} more ${others.length === 1 ? 'endpoint' : 'endpoints'} failed.`;
    throw new WorkbenchError({ code, message, action, detail });
  }

  private async reopenNow(): Promise<void> {
    const former = new FormerPorts(this.opened.binds());
    await this.closeSocket();
    this.emit({ kind: 'note', severity: 'info', detail: 'The session reopens with a new socket.' });
    await this.openSocket(former);
  }

  private async closeSocket(): Promise<void> {
    this.sender.stopRepeat();
    const { live } = this;
    if (!live) return;
    // At once: nobody is to use a socket that is closing.
    this.live = undefined;
    await live.close();
  }

  /** Ends with an error: the socket could not be made, or does not receive any more. */
  private async fail(error: unknown): Promise<void> {
    const info = errorInfoOf(error);
    this.error = info;
    this.emit({ kind: 'note', severity: 'error', detail: info.message });
    await this.closeSocket();
    this.become('failed');
  }

  private changeDefinition(change: Partial<SessionDefinition>): void {
    this.definition = { ...this.definition, ...change };
    this.capture.definition = this.publicDefinition;
    this.changed();
  }

  private emit(news: EventNews): void {
    this.events.append(news);
    this.changed();
  }

  private become(state: SessionState): void {
    this.state = state;
    this.changed();
  }

  private changed(): void {
    this.host.onDidChange(this);
  }

  private inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = this.lastChange.then(change);
    this.lastChange = result.catch(() => undefined);
    return result;
  }
}

function closedEndpoint({ role, address }: EndpointDefinition): EndpointSnapshot {
  return { role, address, resolved: address, state: 'closed', peers: 0 };
}

/** Whether the option applies only before bind or connect. */
const waitsForOpening = (name: string) => socketOption(name)?.takesEffect !== 'now';
