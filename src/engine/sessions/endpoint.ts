import type { ParsedEndpoint } from '../../model/endpoint';
import type { Mechanism } from '../../model/mechanism';
import type { EndpointDefinition } from '../../model/sessionDefinition';
import type { SocketType } from '../../model/socketType';
import type { EndpointSnapshot, EndpointState, SocketEvent } from '../../protocol/session';
import type { MonitorEvent } from '../native';

/** What the event lane is told about a monitor event. */
export interface EndpointNews {
  readonly kind: SocketEvent['kind'];
  readonly severity: SocketEvent['severity'];
  readonly detail?: string;
}

export interface EndpointTraits {
  readonly type: SocketType;
  readonly mechanism: Mechanism;
  /** ms after which libzmq ends a connection whose handshake has not finished; 0 for never. */
  readonly handshakeInterval: number;
}

/** Timers of this process are late when it is busy; so much later the end of a connection has been noticed. */
const noticeMs = 1000;
/** A handshake that libzmq reports takes less. */
const ordinaryHandshakeMs = 500;

/**
 * The news of a handshake that is known to have ended well though libzmq says nothing: it does so for peers that speak
 * ZMTP 2 or older (RFC 13, 15), such as libzmq 3 and older JeroMQ.
 */
export const oldHandshake: EndpointNews = {
  kind: 'handshake',
  severity: 'good',
  detail: 'The other side speaks ZMTP 2 or older, whose handshake libzmq does not report.',
};

/**
 * One endpoint of an open socket: what became of it, told from the monitor's events (zmtp-facts, "Monitor
 * signatures"). Those name no peer, so peers are only counted.
 */
export abstract class Endpoint {
  state: EndpointState = 'closed';
  detail: string | undefined;
  retryInMs: number | undefined;
  /** As libzmq knows it. */
  resolved: string;

  constructor(
    readonly definition: EndpointDefinition,
    readonly parsed: ParsedEndpoint | undefined,
    protected readonly traits: EndpointTraits,
  ) {
    this.resolved = parsed?.address ?? definition.address;
  }

  /** Finished handshakes now. */
  abstract get peers(): number;

  /** libzmq took the bind or connect. */
  abstract opened(): void;

  abstract handle(event: MonitorEvent, now: number): EndpointNews | undefined;

  /** Looks at what only time shows. @returns whether something changed, and what there is to tell of it. */
  abstract tick(now: number): boolean | EndpointNews;

  /** Since when the oldest handshake goes on. */
  protected abstract get shakingHandsSince(): number | undefined;

  /** A handshake has ended that libzmq does not report. */
  abstract finishOldHandshake(): EndpointNews;

  get isShakingHands(): boolean {
    return this.shakingHandsSince !== undefined;
  }

  /** Whether a handshake goes on for longer than one that libzmq reports. */
  hasLongHandshake(now: number): boolean {
    const since = this.shakingHandsSince;
    return since !== undefined && now - since > ordinaryHandshakeMs;
  }

  /** Whether libzmq would have ended the connection, had its handshake not finished. */
  protected hasOutlivedHandshake(now: number): boolean {
    const since = this.shakingHandsSince;
    const { handshakeInterval, mechanism } = this.traits;
    if (since === undefined || handshakeInterval === 0 || mechanism !== 'NULL') return false;
    return now - since > handshakeInterval + noticeMs;
  }

  /** inproc has no monitor, and UDP no connections. */
  get isMonitored(): boolean {
    return this.parsed !== undefined && this.parsed.transport !== 'inproc' && this.parsed.transport !== 'udp';
  }

  failed(detail: string): void {
    this.state = 'failed';
    this.detail = detail;
    this.retryInMs = undefined;
  }

  /** Whether an event's address means this endpoint. */
  matches(address: string): boolean {
    return address === this.resolved || address === this.definition.address;
  }

  snapshot(): EndpointSnapshot {
    const { role, address } = this.definition;
    const { resolved, state, peers, detail, retryInMs } = this;
    return { role, address, resolved, state, peers, detail, retryInMs };
  }
}

/** @returns the port of an address of libzmq's, `5555` of `tcp://[::1]:5555` or `ws://host:5555/path`. */
export function portOf(address: string): string | undefined {
  return /^(?:tcp|wss?):\/\/.*:(\d+)(?:\/.*)?$/.exec(address)?.[1];
}
