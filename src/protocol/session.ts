import type { ErrorInfo } from '../base/workbenchError';
import type { EndpointRole, OptionValues, SessionDefinition } from '../model/sessionDefinition';
import { notificationType, requestType } from './requestType';

/** Host -> engine: sessions and sending. A session's id is its definition's id. */

export type SessionState = 'opening' | 'open' | 'closed' | 'failed';

/**
 * Where an endpoint stands, from libzmq's monitor (zmtp-facts, "Monitor signatures"):
 * bind side `listening` or `failed`; connect side `connecting` until the TCP connection stands, `handshaking`,
 * `connected` after the handshake, `retrying` while the peer cannot be reached, `handshakeFailed` when the
 * handshake failed (see `detail`). inproc has no monitor and counts as `connected` or `listening` at once.
 */
export type EndpointState =
  | 'closed'
  | 'listening'
  | 'connecting'
  | 'handshaking'
  | 'connected'
  | 'retrying'
  | 'handshakeFailed'
  | 'failed';

export interface EndpointSnapshot {
  readonly role: EndpointRole;
  /** As the definition says it. */
  readonly address: string;
  /** As libzmq resolved it, with the port that was given for `*`. */
  readonly resolved: string;
  readonly state: EndpointState;
  /** Peers with a finished handshake on this endpoint. */
  readonly peers: number;
  /** A sentence for `retrying`, `handshakeFailed` and `failed`: what happened and what to do. */
  readonly detail?: string;
  readonly retryInMs?: number;
}

/** Where a bind was, which tells the port that `*` was given. */
export type FormerBind = Pick<EndpointSnapshot, 'address' | 'resolved'>;

/** Socket events as the event lane shows them. Stored in the capture's event channel as JSON. */
export interface SocketEvent {
  /** Counts from 1 per session. */
  readonly seq: number;
  /** Epoch milliseconds, fractional. */
  readonly time: number;
  readonly kind:
    | 'listening'
    | 'bindFailed'
    | 'connecting'
    | 'connected'
    | 'retrying'
    | 'accepted'
    | 'acceptFailed'
    | 'handshake'
    | 'handshakeFailed'
    | 'disconnected'
    | 'closed'
    | 'note';
  readonly severity: 'info' | 'good' | 'warning' | 'error';
  readonly address?: string;
  /** A sentence where the kind alone does not say it. */
  readonly detail?: string;
}

/** Somebody at the other end, as far as the binding lets us tell them apart. */
export interface PeerSnapshot {
  /** Routing id as hex (ROUTER, STREAM), or the endpoint's address where peers cannot be told apart. */
  readonly id: string;
  /** Printable routing id or `0x…`, or address. Stable. */
  readonly label: string;
  readonly kind: 'routingId' | 'endpoint';
  readonly state: 'connected' | 'retrying' | 'handshakeFailed' | 'gone' | 'seen';
  readonly received: number;
  readonly sent: number;
  readonly detail?: string;
}

/** REQ and REP: what the socket lets happen next (RFC 28). */
export type Turn = 'send' | 'receive';

export interface SessionRates {
  /** Messages and bytes a second over the last second. */
  readonly receivedPerSecond: number;
  readonly sentPerSecond: number;
  readonly bytesPerSecond: number;
}

export interface RepeatSnapshot {
  readonly repeat: string;
  readonly sent: number;
  readonly failed: number;
  /** 0: until stopped. */
  readonly count: number;
  readonly perSecond: number;
  readonly running: boolean;
  readonly error?: ErrorInfo;
}

/** All the host needs to draw a session; sent whole, at most 4 times a second and only when it changed. */
export interface SessionSnapshot {
  readonly id: string;
  readonly definition: SessionDefinition;
  readonly state: SessionState;
  readonly endpoints: readonly EndpointSnapshot[];
  /** At most 200, the last that came; the capture's events result has all that are known, at most 1,000. */
  readonly peers: readonly PeerSnapshot[];
  /** Finished handshakes now. */
  readonly peerCount: number;
  readonly turn?: Turn;
  /** REP: the capture row of the request that waits for its reply. */
  readonly pendingRequest?: number;
  readonly received: number;
  readonly sent: number;
  readonly rates: SessionRates;
  /** The newest events, oldest first, at most 20. */
  readonly events: readonly SocketEvent[];
  readonly repeat?: RepeatSnapshot;
  /** Why the state is `failed`. */
  readonly error?: ErrorInfo;
}

export interface MessageCounts {
  readonly received: number;
  readonly sent: number;
}

export interface SessionRef {
  readonly session: string;
}

export interface EndpointParams extends SessionRef {
  readonly role: EndpointRole;
  readonly address: string;
}

export interface SetOptionsParams extends SessionRef {
  /** Changed values only; null puts the default back. */
  readonly options: OptionValues;
  /** Whether the session may reopen itself when an option applies only before bind or connect. */
  readonly reopen: boolean;
}

export interface SetOptionsResult {
  readonly snapshot: SessionSnapshot;
  /** Options that wait for the next opening, since they need one and `reopen` was false. */
  readonly needReopen: readonly string[];
}

/** One frame to send: bytes, or a text with templates that is rendered per message. */
export type OutgoingFrame = { readonly bytes: Uint8Array } | { readonly template: string };

export interface SendParams extends SessionRef {
  readonly frames: readonly OutgoingFrame[];
}

export interface ResendParams extends SessionRef {
  /** Of the session's capture, received or sent. */
  readonly row: number;
}

export interface SendResult {
  /** The message's row in the session's capture. */
  readonly row: number;
}

export interface RepeatParams extends SendParams {
  /** Messages a second, over 0 up to 1,000,000. */
  readonly perSecond: number;
  /** 0: until stopped. */
  readonly count: number;
}

/**
 * Opens a session, or reopens a closed one. Rejects when anything failed and names it; where only endpoints did, the
 * session is open all the same and listed with those endpoints as `failed`. Secret options are used and never told.
 */
export interface OpenParams {
  readonly definition: SessionDefinition;
  /** What the session had counted when the host last heard of it: what a dead engine took with it is then told as lost. */
  readonly counted?: MessageCounts;
  /** Binds of the session in a dead engine: `*` gets the same port again where it is still free. */
  readonly former?: readonly FormerBind[];
}

export const sessionOpen = requestType<OpenParams, SessionSnapshot>('session/open');
export const sessionClose = requestType<SessionRef, void>('session/close');
/** A fresh socket with the same endpoints and, where possible, ports: the way out for a REQ whose reply never comes. */
export const sessionReopen = requestType<SessionRef, SessionSnapshot>('session/reopen');
/** Forgets the session and its capture. */
export const sessionRemove = requestType<SessionRef, void>('session/remove');
export const sessionList = requestType<void, readonly SessionSnapshot[]>('session/list');
/** Binds or connects. An endpoint that failed is tried again in its place by adding it again. */
export const sessionAddEndpoint = requestType<EndpointParams, SessionSnapshot>('session/addEndpoint');
export const sessionRemoveEndpoint = requestType<EndpointParams, SessionSnapshot>('session/removeEndpoint');
export const sessionSubscribe = requestType<SessionRef & { topic: string }, SessionSnapshot>(
  'session/subscribe',
);
export const sessionUnsubscribe = requestType<SessionRef & { topic: string }, SessionSnapshot>(
  'session/unsubscribe',
);
export const sessionSetOptions = requestType<SetOptionsParams, SetOptionsResult>('session/setOptions');
export const sessionRename = requestType<SessionRef & { name: string }, SessionSnapshot>('session/rename');
export const sessionSend = requestType<SendParams, SendResult>('session/send');
/** Sends a captured message once more, byte for byte, whatever its size; the capture's bytes stay in the engine. */
export const sessionResend = requestType<ResendParams, SendResult>('session/resend');
export const sessionStartRepeat = requestType<RepeatParams, RepeatSnapshot>('session/startRepeat');
export const sessionStopRepeat = requestType<SessionRef, RepeatSnapshot | null>('session/stopRepeat');

export const sessionDidChange = notificationType<SessionSnapshot>('session/didChange');
