import { Emitter } from '../../base/emitter';
import { WorkbenchError } from '../../base/workbenchError';
import type { EndpointDefinition, SessionDefinition } from '../../model/sessionDefinition';
import { withoutSecrets } from '../../model/socketOption';
import type { EngineLimits } from '../../protocol/engine';
import {
  sessionAddEndpoint,
  sessionClose,
  sessionDidChange,
  sessionList,
  sessionOpen,
  sessionRemove,
  sessionRemoveEndpoint,
  sessionRename,
  sessionReopen,
  sessionResend,
  sessionSend,
  sessionSetOptions,
  sessionStartRepeat,
  sessionStopRepeat,
  sessionSubscribe,
  sessionUnsubscribe,
  type MessageCounts,
  type SessionRef,
  type SessionSnapshot,
} from '../../protocol/session';
import type { Capture } from '../capture/capture';
import type { LoadedNative } from '../native';
import type { RpcServer } from '../rpc';
import { checkShape } from './checkDefinition';
import { Session } from './session';

/** The captures of all sessions; CaptureService is one. */
export interface Captures {
  create(definition: SessionDefinition): Capture;
  remove(id: string): void;
}

export interface SessionServiceOptions {
  readonly native: LoadedNative;
  readonly captures: Captures;
  readonly rpc: Pick<RpcServer, 'handle' | 'notify'>;
  readonly limits: EngineLimits;
}

/** A session's changes are told at most so often. */
const tickMs = 250;

/** What the host was told last about a session. */
interface Told {
  at: number;
  text: string;
  /** A change wants to be told before the next tick. */
  soon: NodeJS.Immediate | undefined;
}

/** Owns the sessions and answers the requests of protocol/session.ts. */
export class SessionService {
  private readonly sessions = new Map<string, Session>();
  private readonly told = new Map<Session, Told>();
  /** By id, while the session still closes. */
  private readonly removals = new Map<string, Promise<void>>();
  private readonly changes = new Emitter<Session>();
  /** A session's snapshot is another now: whoever works with its socket looks again. */
  readonly onDidChangeSession = this.changes.event;
  private limits: EngineLimits;
  private ticking: NodeJS.Timeout | undefined;

  constructor(private readonly options: SessionServiceOptions) {
    this.limits = options.limits;
    this.register();
  }

  configure(limits: EngineLimits): void {
    this.limits = limits;
    for (const session of this.sessions.values()) session.limitsDidChange();
  }

  /** Closes every session. */
  async dispose(): Promise<void> {
    clearInterval(this.ticking);
    await Promise.allSettled([...this.sessions.values()].map((session) => session.close()));
    for (const told of this.told.values()) clearImmediate(told.soon);
  }

  private register(): void {
    const { rpc } = this.options;
    const changing = async (session: Session, change: Promise<unknown>): Promise<SessionSnapshot> => {
      try {
        await change;
      } finally {
        this.tell(session);
      }
      return session.snapshot();
    };
    rpc.handle(sessionOpen, async ({ definition, counted, former }) => {
      // Who opens it again gets a new one.
      await this.removals.get(definition.id);
      const session = this.prepare(definition, counted);
      return changing(session, session.open(definition, former));
    });
    rpc.handle(sessionClose, async (ref) => {
      const session = this.sessionOf(ref);
      await changing(session, session.close());
    });
    rpc.handle(sessionReopen, (ref) => {
      const session = this.sessionOf(ref);
      return changing(session, session.reopen());
    });
    rpc.handle(sessionRemove, (ref) => {
      const session = this.sessionOf(ref);
      const removal = this.removals.get(session.id) ?? this.remove(session);
      this.removals.set(session.id, removal);
      return removal;
    });
    rpc.handle(sessionList, () => [...this.sessions.values()].map((session) => session.snapshot()));
    rpc.handle(sessionAddEndpoint, (params) => {
      const session = this.sessionOf(params);
      return changing(session, session.addEndpoint(endpointOf(params)));
    });
    rpc.handle(sessionRemoveEndpoint, (params) => {
      const session = this.sessionOf(params);
      return changing(session, session.removeEndpoint(endpointOf(params)));
    });
    rpc.handle(sessionSubscribe, (params) => {
      const session = this.sessionOf(params);
      return changing(session, session.subscribe(params.topic));
    });
    rpc.handle(sessionUnsubscribe, (params) => {
      const session = this.sessionOf(params);
      return changing(session, session.unsubscribe(params.topic));
    });
    rpc.handle(sessionSetOptions, async (params) => {
      const session = this.sessionOf(params);
      const needReopen = await session.setOptions(params);
      return { snapshot: await changing(session, Promise.resolve()), needReopen };
    });
    rpc.handle(sessionRename, (params) => {
      const session = this.sessionOf(params);
      session.rename(params.name);
      return session.snapshot();
    });
    rpc.handle(sessionSend, async (params, token) => ({
      row: await this.sessionOf(params).send(params, token),
    }));
    rpc.handle(sessionResend, async (params, token) => ({
      row: await this.sessionOf(params).resend(params.row, token),
    }));
    rpc.handle(sessionStartRepeat, (params) => this.sessionOf(params).startRepeat(params));
    rpc.handle(sessionStopRepeat, (params) => this.sessionOf(params).stopRepeat());
  }

  /** The session of a definition, made when it is new. */
  private prepare(definition: SessionDefinition, counted: MessageCounts | undefined): Session {
    checkShape(definition);
    const known = this.sessions.get(definition.id);
    if (known) return known;
    const { captures, native } = this.options;
    const capture = captures.create({ ...definition, options: withoutSecrets(definition.options) });
    if (counted) capture.accountFor(counted);
    const session = new Session(definition, capture, {
      native,
      limits: () => this.limits,
      onDidChange: (changed) => this.didChange(changed),
    });
    this.sessions.set(definition.id, session);
    this.told.set(session, { at: 0, text: '', soon: undefined });
    this.ticking ??= setInterval(() => this.tick(), tickMs);
    return session;
  }

  private async remove(session: Session): Promise<void> {
    try {
      await session.close();
    } finally {
      this.removals.delete(session.id);
    }
    this.sessions.delete(session.id);
    clearImmediate(this.told.get(session)?.soon);
    this.told.delete(session);
    this.options.captures.remove(session.id);
    if (this.sessions.size > 0) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  /** @throws session/notOpen */
  sessionOf({ session: id }: SessionRef): Session {
    const session = this.sessions.get(id);
    if (session) return session;
    throw new WorkbenchError({
      code: 'session/notOpen',
      message: 'The engine does not know this session. Open it and try again.',
    });
  }

  /** After a quiet time a change is told at once, as soon as all that belongs to it has happened. */
  private didChange(session: Session): void {
    this.changes.fire(session);
    const told = this.told.get(session);
    if (!told || told.soon || performance.now() - told.at < tickMs) return;
    told.soon = setImmediate(() => this.tell(session));
  }

  private tick(): void {
    const now = performance.now();
    for (const [session, told] of this.told) {
      session.tick();
      if (now - told.at >= tickMs - 10) this.tell(session);
    }
  }

  /** Sends the snapshot, if it differs from what was sent last. */
  private tell(session: Session): void {
    const told = this.told.get(session);
    if (!told) return;
    clearImmediate(told.soon);
    told.soon = undefined;
    const snapshot = session.snapshot();
    const text = JSON.stringify(snapshot);
    if (text === told.text) return;
    told.text = text;
    told.at = performance.now();
    this.options.rpc.notify(sessionDidChange, snapshot);
  }
}

function endpointOf({ role, address }: EndpointDefinition): EndpointDefinition {
  return { role, address };
}
