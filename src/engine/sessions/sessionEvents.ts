import type { SocketEvent } from '../../protocol/session';
import type { Capture } from '../capture/capture';

export type EventNews = Pick<SocketEvent, 'kind' | 'severity' | 'address' | 'detail'>;

const keptEvents = 20;

/** Numbers and times a session's events, stores them in its capture and keeps the newest for its snapshots. */
export class SessionEvents {
  private recent: readonly SocketEvent[] = [];

  constructor(private readonly capture: Pick<Capture, 'appendEvent' | 'lastEventSeq'>) {}

  /** At most 20, oldest first. */
  get newest(): readonly SocketEvent[] {
    return this.recent;
  }

  append(news: EventNews): void {
    const time = performance.timeOrigin + performance.now();
    const event: SocketEvent = { seq: this.capture.lastEventSeq + 1, time, ...news };
    this.capture.appendEvent(event);
    this.recent = [...this.recent, event].slice(-keptEvents);
  }

  /** A session that opens anew shows what happens from then on. */
  forget(): void {
    this.recent = [];
  }
}
