import { html, nothing } from 'lit';
import { type PeerSnapshot } from '../../../protocol/session';
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

/** Who is at the other end, and where there is nobody the endpoints with what keeps them. */
export class PeerList extends PageElement {
  protected override connected(): void {
    this.watch(this.inspector.session.onDidChange, this.inspector.facts.events.onDidChange);
  }

  protected override render() {
    const { session } = this.inspector;
    const { peers, endpoints } = session.value;
    const known = new Set(peers.map(({ id }) => id));
    const bare = endpoints.filter(({ address, resolved }) => !known.has(address) && !known.has(resolved));
    return html`<div class="side-head">Peers</div>
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
          return this.line(severity, resolved || address, text, detail ?? `${role} ${address}`);
        })}
        ${peers.length + bare.length === 0 ? html`<li class="side-empty">None</li>` : nothing}
      </ul>`;
  }

  private peer({ label, state, received, sent, detail }: PeerSnapshot) {
    const { formats } = this.inspector;
    const counts = [
      received > 0 ? `${formats.rate(received)} ↓` : '',
      sent > 0 ? `${formats.rate(sent)} ↑` : '',
    ].filter(Boolean);
    const value = state === 'connected' || state === 'seen' ? counts.join(' ') : words[state];
    const numbers = `${formats.count(received)} received, ${formats.count(sent)} sent`;
    return this.line(
      severities[state],
      label,
      value,
      [words[state], numbers, detail].filter(Boolean).join('. '),
    );
  }

  private line(severity: string, label: string, value: string, title: string) {
    return html`<li class="side-row flat" title=${`${label}: ${title}`}>
      <span class="dot ${severity}" aria-hidden="true"></span>
      ${addressLabel(label)}
      <span class="side-value">${value}</span>
    </li>`;
  }
}

customElements.define('peer-list', PeerList);
