import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SocketEvent } from '../../../protocol/session';
import { eventTime, timeOfDay } from '../formats';
import { moveAmong } from '../page/moveAmong';
import { PageElement } from '../pageElement';

const shownAtFirst = 50;

const names: Readonly<Record<SocketEvent['kind'], string>> = {
  listening: 'listening',
  bindFailed: 'bind failed',
  connecting: 'connecting',
  connected: 'connected',
  retrying: 'retrying',
  accepted: 'accepted',
  acceptFailed: 'accept failed',
  handshake: 'handshake succeeded',
  handshakeFailed: 'handshake failed',
  disconnected: 'disconnected',
  closed: 'closed',
  note: 'note',
};

/** What the socket reported, newest first. A click goes to that time in the grid. */
export class EventList extends PageElement {
  static override properties = {
    ...PageElement.properties,
    current: { state: true },
    showsOlder: { state: true },
  };
  /** Number of the event that the keyboard is on; the newest is in the Tab order until one was. */
  declare current: number;
  /** Whether all that is kept shows, rather than the newest. */
  declare showsOlder: boolean;
  /** What times are relative to; 0 before the first message, while they are times of the day. */
  private firstTimeMs = 0;

  constructor() {
    super();
    this.current = 0;
    this.showsOlder = false;
  }

  protected override connected(): void {
    const { facts, view } = this.inspector;
    this.classList.add('side-part');
    this.watch(facts.events.onDidChange);
    this.owned.add(
      view.onDidChange(({ firstTimeMs }) => {
        if (firstTimeMs !== this.firstTimeMs) this.requestUpdate();
      }),
    );
  }

  protected override render() {
    const { facts, recording } = this.inspector;
    const { events } = facts.events.value;
    this.firstTimeMs = this.inspector.view.status?.firstTimeMs ?? 0;
    const newest = events.slice(this.showsOlder ? 0 : -shownAtFirst).reverse();
    const reasons = new Set<string>();
    const reached = newest.some(({ seq }) => seq === this.current) ? this.current : newest[0]?.seq;
    return html`<div class="side-head">
        <span role="heading" aria-level="2">Events</span>
        ${
          newest.length > 0
            ? html`<span class="side-unit"
                >${this.firstTimeMs > 0 ? 'since first message' : 'time of day'}</span
              >`
            : nothing
        }
      </div>
      <ul
        class="side-list"
        aria-label="Events, newest first"
        @keydown=${(event: KeyboardEvent) => moveAmong(this.rows, event)}
      >
        ${repeat(
          newest,
          ({ seq }) => seq,
          (event) => this.event(event, event.seq === reached, newReason(event, reasons)),
        )}
        ${newest.length === 0 ? html`<li class="side-empty">${recording.value ? 'None' : 'None yet'}</li>` : nothing}
      </ul>
      ${newest.length < events.length ? this.olderButton() : nothing}`;
  }

  private olderButton() {
    const show = () => {
      // The button goes; the older ones come after the last.
      this.rows.at(-1)?.focus();
      this.showsOlder = true;
      this.inspector.facts.wantAllEvents();
    };
    return html`<button type="button" class="link" @click=${show}>Show older</button>`;
  }

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.event')];
  }

  private event(
    { seq, time, kind, severity, address, detail }: SocketEvent,
    reached: boolean,
    reason: string | undefined,
  ) {
    const at = this.firstTimeMs > 0 ? eventTime(time - this.firstTimeMs) : timeOfDay(time);
    const name = kind === 'note' && detail ? detail : names[kind];
    const title = [timeOfDay(time), names[kind], address, detail].filter(Boolean).join(' · ');
    const go = () => this.dispatchEvent(new CustomEvent('pick-time', { bubbles: true, detail: time }));
    return html`<li>
      <button
        type="button"
        class="side-row event ${severity}"
        title=${title}
        tabindex=${reached ? 0 : -1}
        @focus=${() => (this.current = seq)}
        @click=${go}
      >
        <span class="event-time">${at}</span><span class="event-text">${name}</span>
        ${reason ? html`<span class="side-reason">${reason}</span>` : nothing}
      </button>
    </li>`;
  }
}

/** What went wrong must not hide in a tooltip. @returns it, but once for all the times that it happened again. */
function newReason({ kind, severity, detail }: SocketEvent, told: Set<string>): string | undefined {
  const isTrouble = severity === 'error' || severity === 'warning';
  if (!isTrouble || !detail || kind === 'note' || told.has(detail)) return undefined;
  told.add(detail);
  return detail;
}

customElements.define('event-list', EventList);
