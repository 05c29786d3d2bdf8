import { type ParsedEndpoint } from '../../model/endpoint';
import { type Mechanism } from '../../model/mechanism';
import { type EndpointDefinition } from '../../model/sessionDefinition';
import { type SocketType } from '../../model/socketType';
import { type EndpointSnapshot, type EndpointState, type SocketEvent } from '../../protocol/session';
import { type MonitorEvent } from '../native';

/** What the event lane is told about a monitor event. */
export interface EndpointNews {
  readonly kind: SocketEvent['kind'];
  readonly severity: SocketEvent['severity'];
  readonly detail?: string;
}

export interface EndpointTraits {
  readonly type: SocketType;
  readonly mechanism: Mechanism;
}

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

  /** Looks at what only time shows. @returns whether something changed. */
  abstract tick(now: number): boolean;

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
