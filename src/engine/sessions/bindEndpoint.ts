import type { MonitorEvent } from '../native';
import { Endpoint, oldHandshake, portOf, type EndpointNews } from './endpoint';
import { handshakeFailure, turnedDown } from './handshakeFailure';

/** A handshake that takes longer is a silent peer, not one that was turned down. */
const shortHandshakeMs = 1000;

/**
 * The bind side. Connections are counted exactly by accept and disconnect; which of them have finished their
 * handshake is an estimate, since a disconnect does not say whose it is, that rights itself when the handshakes end.
 */
export class BindEndpoint extends Endpoint {
  private connections = 0;
  /** When the connections in their handshake were accepted. */
  private handshaking: number[] = [];
  /** Handshakes that failed and whose disconnect is to come. */
  private failing = 0;
  /** Connections with a handshake behind them that libzmq did not report. */
  private old = 0;

  override get peers(): number {
    return Math.max(0, this.connections - this.handshaking.length - this.failing);
  }

  override opened(): void {
    this.state = 'listening';
    this.detail = undefined;
  }

  override matches(address: string): boolean {
    if (super.matches(address)) return true;
    // Accepted on one interface of many: 127.0.0.1:5555 where 0.0.0.0:5555 listens.
    const isAny = this.parsed?.allInterfaces ?? false;
    return isAny && portOf(address) !== undefined && portOf(address) === portOf(this.resolved);
  }

  override handle(event: MonitorEvent, now: number): EndpointNews | undefined {
    switch (event.type) {
      case 'bind':
        return { kind: 'listening', severity: 'good' };
      case 'accept':
        this.connections++;
        if (this.hasHandshake) this.handshaking.push(now);
        return { kind: 'accepted', severity: 'info' };
      case 'accept:error':
        return {
          kind: 'acceptFailed',
          severity: 'error',
          detail: `A peer was not accepted: ${event.error.message}.`,
        };
      case 'handshake':
        this.handshaking.shift();
        this.detail = undefined;
        return { kind: 'handshake', severity: 'good' };
      case 'handshake:error:protocol':
      case 'handshake:error:auth':
      case 'handshake:error:other': {
        if (!this.hasHandshake) return undefined;
        // Said of every connection without a handshake that it knows of, when it ends.
        if (this.handshaking.length === 0 && this.old > 0) return undefined;
        this.handshaking.shift();
        this.failing++;
        this.detail = handshakeFailure(event, { role: 'bind', ...this.traits });
        return { kind: 'handshakeFailed', severity: 'error', detail: this.detail };
      }
      case 'disconnect':
        return this.disconnected(now);
      case 'close':
        // A listener that could not be set up closes too.
        return this.state === 'failed' ? undefined : { kind: 'closed', severity: 'info' };
      case 'bind:error':
      case 'close:error':
      case 'connect':
      case 'connect:delay':
      case 'connect:retry':
      case 'end':
      case 'unknown':
        return undefined;
    }
  }

  protected override get shakingHandsSince(): number | undefined {
    return this.handshaking[0];
  }

  override finishOldHandshake(): EndpointNews {
    this.handshaking.shift();
    this.old++;
    return oldHandshake;
  }

  override tick(now: number): boolean | EndpointNews {
    return this.hasOutlivedHandshake(now) && this.finishOldHandshake();
  }

  private disconnected(now: number): EndpointNews | undefined {
    this.connections = Math.max(0, this.connections - 1);
    if (this.failing > 0) {
      this.failing--;
      return undefined;
    }
    const youngest = this.handshaking.at(-1);
    if (youngest === undefined || now - youngest > shortHandshakeMs) {
      if (this.old > 0) this.old--;
      // Nobody is in a handshake who is not connected.
      this.handshaking.splice(0, this.handshaking.length - this.connections);
      return { kind: 'disconnected', severity: 'warning' };
    }
    this.handshaking.pop();
    this.detail = turnedDown({ role: 'bind', ...this.traits });
    return { kind: 'handshakeFailed', severity: 'error', detail: this.detail };
  }

  /** STREAM speaks no ZMTP: a peer is there as soon as it is accepted (and libzmq reports its end as EPIPE). */
  private get hasHandshake(): boolean {
    return this.traits.type !== 'STREAM';
  }
}
