import { isIpv4, isIpv6 } from '../../model/ipAddress';
import type { MonitorEvent } from '../native';
import { Endpoint, oldHandshake, portOf, type EndpointNews } from './endpoint';
import { seconds } from './errors';
import { handshakeFailure, silentHandshake, turnedDown } from './handshakeFailure';

/** A peer that has said nothing for so long will hardly finish its handshake. */
const silenceMs = 2000;

/**
 * The connect side: one connection, made again and again until it stands. A failure stays on show over the attempts
 * that follow it, until one fares otherwise.
 */
export class ConnectEndpoint extends Endpoint {
  private attemptStarted = false;
  private handshakingSince: number | undefined;
  private handshakeFailed = false;
  /** Whether the connection has a handshake behind it that libzmq did not report. */
  private isOld = false;

  override get peers(): number {
    return this.state === 'connected' && this.isMonitored ? 1 : 0;
  }

  override opened(): void {
    this.state = this.isMonitored ? 'connecting' : 'connected';
    this.detail = undefined;
  }

  override matches(address: string): boolean {
    if (super.matches(address)) return true;
    // A host name is resolved on the way; the source address in front of the `;` is left out.
    const { host = '', source } = this.parsed ?? {};
    const isName = !isIpv4(host) && !isIpv6(host);
    return (
      (isName || source !== undefined) &&
      portOf(address) !== undefined &&
      portOf(address) === portOf(this.resolved)
    );
  }

  protected override get shakingHandsSince(): number | undefined {
    return this.state === 'handshaking' ? this.handshakingSince : undefined;
  }

  override finishOldHandshake(): EndpointNews {
    this.isOld = true;
    this.become('connected');
    return oldHandshake;
  }

  override tick(now: number): boolean | EndpointNews {
    if (this.hasOutlivedHandshake(now)) return this.finishOldHandshake();
    if (this.state !== 'handshaking' || this.detail !== undefined) return false;
    if (this.handshakingSince === undefined || now - this.handshakingSince < silenceMs) return false;
    this.detail = silentHandshake({ role: 'connect', ...this.traits });
    return true;
  }

  override handle(event: MonitorEvent, now: number): EndpointNews | undefined {
    switch (event.type) {
      case 'connect:delay':
        this.attemptStarted = true;
        if (this.state !== 'connecting') return undefined;
        return { kind: 'connecting', severity: 'info' };
      case 'connect':
        return this.connected(now);
      case 'handshake':
        this.become('connected');
        return { kind: 'handshake', severity: 'good' };
      case 'handshake:error:protocol':
      case 'handshake:error:auth':
      case 'handshake:error:other':
        // Said of every connection without a handshake that it knows of, when it ends.
        if (this.traits.type === 'STREAM' || this.isOld) return undefined;
        return this.failHandshake(handshakeFailure(event, { role: 'connect', ...this.traits }));
      case 'disconnect':
        return this.disconnected();
      case 'close':
        this.attemptStarted = true;
        this.become('retrying', this.refusal());
        return undefined;
      case 'connect:retry':
        return this.retrying(event.interval);
      case 'accept':
      case 'accept:error':
      case 'bind':
      case 'bind:error':
      case 'close:error':
      case 'end':
      case 'unknown':
        return undefined;
    }
  }

  private connected(now: number): EndpointNews {
    this.attemptStarted = true;
    this.handshakeFailed = false;
    if (this.traits.type === 'STREAM') this.become('connected');
    else if (this.state !== 'handshakeFailed') this.become('handshaking');
    this.handshakingSince = now;
    return { kind: 'connected', severity: 'info' };
  }

  private disconnected(): EndpointNews | undefined {
    this.handshakingSince = undefined;
    this.isOld = false;
    if (this.handshakeFailed) return undefined;
    if (this.state === 'connected') {
      const detail = 'The connection was lost. libzmq connects again when the other side is back.';
      this.become('retrying', detail);
      return { kind: 'disconnected', severity: 'warning' };
    }
    return this.failHandshake(turnedDown({ role: 'connect', ...this.traits }));
  }

  private failHandshake(detail: string): EndpointNews {
    this.handshakeFailed = true;
    this.become('handshakeFailed', detail);
    return { kind: 'handshakeFailed', severity: 'error', detail };
  }

  private retrying(interval: number): EndpointNews | undefined {
    // Without an attempt on the wire there was no address to try.
    if (!this.attemptStarted) this.become('retrying', this.lookupFailure());
    this.attemptStarted = false;
    this.retryInMs = interval;
    if (this.state !== 'retrying') return undefined;
    return { kind: 'retrying', severity: 'warning', detail: this.detail };
  }

  private become(state: Endpoint['state'], detail?: string): void {
    this.state = state;
    this.detail = detail;
    this.retryInMs = undefined;
    if (state === 'connected') this.handshakingSince = undefined;
  }

  private refusal(): string {
    const { address } = this.definition;
    if (this.parsed?.transport === 'ipc') {
      return `Nothing listens on ${address} yet. Trying again until something does.`;
    }
    return `Nobody answers at ${address}: nothing listens there, or something on the way blocks it. Trying again until somebody does.`;
  }

  private lookupFailure(): string {
    const host = this.parsed?.host ?? '';
    const pause = this.retryInMs === undefined ? '' : ` every ${seconds(this.retryInMs)}`;
    if (isIpv6(host))
      return `${this.definition.address} cannot be reached: is the option ipv6 on, here and on this machine?`;
    if (isIpv4(host)) return `There is no route to ${this.definition.address}. Trying again${pause}.`;
    return `The host name "${host}" cannot be looked up. Check its spelling and the network; trying again${pause}.`;
  }
}
