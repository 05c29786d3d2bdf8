import { type Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import { type EventsResult, type TopicsResult, captureEvents, captureTopics } from '../../protocol/capture';
import type { Inspector } from './inspector';
import { Observable } from './observable';

/** More are counted together; the list filters what it has. */
const mostTopics = 2000;
/** Asked for at first, and all that the engine keeps. */
const newestEvents = 200;
const keptEvents = 1000;
const refreshEveryMs = 1000;

/** What is known of the capture besides its rows: topics, events, peers. Asked for at most once a second. */
export class CaptureFacts implements Disposable {
  readonly topics = new Observable<TopicsResult>({ topics: [], total: 0, otherCount: 0 });
  readonly events = new Observable<EventsResult>({ events: [], peers: [] });
  private readonly owned = new DisposableStore();
  private timer: number | undefined;
  private eventSeq = -1;
  private eventLimit = newestEvents;
  /** What the topics were asked for at; undefined before. */
  private counted: string | undefined;
  private rated = false;

  constructor(private readonly inspector: Inspector) {
    this.owned.add(inspector.view.onDidChange(() => this.refreshSoon(refreshEveryMs)));
    this.owned.add(
      inspector.view.onDidReset(() => {
        this.eventSeq = -1;
        this.counted = undefined;
        this.refreshSoon(0);
      }),
    );
    this.owned.add(toDisposable(() => window.clearTimeout(this.timer)));
  }

  /** From now on all events that are kept are known, not only the newest. */
  wantAllEvents(): void {
    this.eventLimit = keptEvents;
    this.eventSeq = -1;
    this.refreshSoon(0);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private refreshSoon(wait: number): void {
    if (this.timer !== undefined && wait > 0) return;
    window.clearTimeout(this.timer);
    // The very first answer is wanted at once.
    const first = this.counted === undefined ? 0 : wait;
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      void this.inspector.attempt(() => this.refresh());
    }, first);
  }

  private async refresh(): Promise<void> {
    const { engine, view, session } = this.inspector;
    const { status } = view;
    if (!status || !view.isOpen) return;
    const capture = session.value.id;
    const { received, sent, cleared, evicted } = status.ledger;
    const counted = `${received + sent + cleared + evicted} ${status.counted}`;
    // Once more after the last message, since rates fall to zero then.
    if (counted !== this.counted || this.rated) {
      this.counted = counted;
      this.topics.value = await engine.request(captureTopics, { capture, limit: mostTopics });
      this.rated = this.topics.value.topics.some(({ perSecond }) => perSecond > 0);
      if (this.rated) this.refreshSoon(refreshEveryMs);
    }
    if (status.eventSeq !== this.eventSeq) {
      this.eventSeq = status.eventSeq;
      this.events.value = await engine.request(captureEvents, { capture, limit: this.eventLimit });
    }
  }
}
