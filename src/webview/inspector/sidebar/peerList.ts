import { type TemplateResult, html, nothing } from 'lit';
import type { PeerSnapshot } from '../../../protocol/session';
import { endpointStateText } from '../header/sessionHealth';
import { PageElement } from '../pageElement';
import { addressLabel } from './splitLabel';

const severities: Readonly<Record<PeerSnapshot['state'], string>> = {
  connected: 'good',
  seen: 'good',
  retrying: 'warning',
  handshakeFailed: 'error',
  gone: 'idle',
};
const words: Readonly<Record<PeerSnapshot['state'], string>> = {
  connected: 'connected',
  seen: 'seen',
  retrying: 'retrying',
  handshakeFailed: 'handshake failed',
  gone: 'gone',
};

const mostShown = 200;

interface PeerLine {
  readonly severity: string;
  readonly label: string;
  readonly value: TemplateResult | string;
  /** All that is known, for the tooltip and for screen readers. */
  readonly title: string;
  /** What keeps it from working, in sight. */
  readonly reason: string | undefined;
}

/** Who is at the other end, and where there is nobody the endpoints with what keeps them. */
export class PeerList extends PageElement {
  protected override connected(): void {
    this.classList.add('side-part');
    this.watch(this.inspector.session.onDidChange, this.inspector.facts.events.onDidChange);
  }

  protected override render() {
    const { session } = this.inspector;
    const { peers, endpoints } = session.value;
    const known = new Set(peers.map(({ id }) => id));
    const bare = endpoints.filter(({ address, resolved }) => !known.has(address) && !known.has(resolved));
    const counted = peers.some(({ received, sent }) => received + sent > 0);
    return html`<div class="side-head">
        <span role="heading" aria-level="2">Peers</span
        >${counted ? html`<span class="side-unit">messages</span>` : nothing}
      </div>
      <ul class="side-list" aria-label="Peers">
        ${peers.slice(0, mostShown).map((peer) => this.peer(peer))}
        ${
          peers.length > mostShown
            ? html`<li class="side-empty">
                and ${this.inspector.formats.count(peers.length - mostShown)} more
              </li>`
            : nothing
        }
        ${bare.map(({ resolved, address, state, detail, role }) => {
          const { severity, text } = endpointStateText(state);
          const reason = severity === 'good' || severity === 'idle' ? undefined : detail;
          const title = `${text}. ${detail ?? `${role} ${address}`}`;
          return this.line({ severity, label: resolved || address, value: text, title, reason });
        })}
        ${peers.length + bare.length === 0 ? html`<li class="side-empty">None</li>` : nothing}
      </ul>`;
  }

  private peer({ label, state, received, sent, detail }: PeerSnapshot) {
    const { formats } = this.inspector;
    const present = state === 'connected' || state === 'seen';
    const counts = html`${received > 0 ? html`<span class="direction">↓</span>${formats.rate(received)}` : nothing}
    ${sent > 0 ? html`<span class="direction out">↑</span>${formats.rate(sent)}` : nothing}`;
    const numbers = `${formats.count(received)} received, ${formats.count(sent)} sent`;
    return this.line({
      severity: severities[state],
      label,
      value: present ? counts : words[state],
      title: [words[state], numbers, detail].filter(Boolean).join('. '),
      reason: present || state === 'gone' ? undefined : detail,
    });
  }

  private line({ severity, label, value, title, reason }: PeerLine) {
    const full = `${label}: ${title}`;
    return html`<li class="side-row flat peer" title=${full}>
      <span class="dot ${severity}" aria-hidden="true"></span>
      <span class="unseen">${full}</span>
      <span class="side-facts" aria-hidden="true">
        ${addressLabel(label)}
        <span class="side-value">${value}</span>
        ${reason ? html`<span class="side-reason">${reason}</span>` : nothing}
      </span>
    </li>`;
  }
}

customElements.define('peer-list', PeerList);
