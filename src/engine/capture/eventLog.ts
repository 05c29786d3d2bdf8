import type { SocketEvent } from '../../protocol/session';

const kept = 1000;

/** The newest socket events of a capture, oldest first. All of them are in the spool. */
export class EventLog {
  private events: SocketEvent[] = [];

  add(event: SocketEvent): void {
    this.events.push(event);
    if (this.events.length >= 2 * kept) this.events = this.events.slice(-kept);
  }

  /** Adds what was read back from the spool, which is older than all that came since. */
  addOlder(events: readonly SocketEvent[]): void {
    this.events = [...events, ...this.events].slice(-kept);
  }

  newest(limit: number): readonly SocketEvent[] {
    const count = Math.min(Math.max(0, Math.floor(limit)), kept);
    return count === 0 ? [] : this.events.slice(-count);
  }
}
