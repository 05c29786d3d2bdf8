import { html, nothing } from 'lit';
import { type SocketEvent } from '../../../protocol/session';
import { eventTime } from '../formats';
import { PageElement } from '../pageElement';

const mostShown = 50;

const names: Readonly<Record<SocketEvent['kind'], string>> = {
  listening: 'listening',
  bindFailed: 'bind failed',
  connecting: 'connecting',
  connected: 'connected',
  retrying: 'retrying',
  accepted: 'accepted',
  acceptFailed: 'accept failed',
  handshake: 'handshake ok',
  handshakeFailed: 'handshake failed',
  disconnected: 'disconnected',
  closed: 'closed',
  note: 'note',
};

/** What the socket reported, newest first. A click goes to that time in the grid. */
export class EventList extends PageElement {
  /** What times are relative to; unknown before the first message. */
  private firstTimeMs = 0;

  protected override connected(): void {
    const { facts, view } = this.inspector;
    this.watch(facts.events.onDidChange);
    this.owned.add(
      view.onDidChange(({ firstTimeMs }) => {
        if (firstTimeMs !== this.firstTimeMs) this.requestUpdate();
      }),
    );
  }

  protected override render() {
    const { events } = this.inspector.facts.events.value;
    this.firstTimeMs = this.inspector.view.status?.firstTimeMs ?? 0;
    const newest = events.slice(-mostShown).reverse();
    return html`<div class="side-head">Events</div>
      <ul class="side-list" aria-label="Events, newest first">
        ${newest.map((event) => this.event(event))}
        ${newest.length === 0 ? html`<li class="side-empty">None yet</li>` : nothing}
      </ul>`;
  }

  private event({ time, kind, severity, address, detail }: SocketEvent) {
    const start = this.firstTimeMs || time;
    const at = eventTime(time - start);
    const name = kind === 'note' && detail ? detail : names[kind];
    const title = [names[kind], address, detail].filter(Boolean).join(' · ');
    const go = () => this.dispatchEvent(new CustomEvent('pick-time', { bubbles: true, detail: time }));
    return html`<li>
      <button type="button" class="side-row event ${severity}" title=${title} @click=${go}>
        <span class="event-time">${at}</span><span class="side-label">${name}</span>
      </button>
    </li>`;
  }
}

customElements.define('event-list', EventList);
