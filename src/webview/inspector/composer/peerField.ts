import { type TemplateResult, html } from 'lit';
import type { ComposerDraft } from '../../../protocol/inspector';
import type { PeerSnapshot } from '../../../protocol/session';
import { openMenu } from '../page/popupMenu';
import { toolButton } from '../page/toolButton';
import { readRoutingId, writeRoutingId } from './composerDraft';

/** Who a ROUTER or STREAM sends to: a known peer, or any routing id as text, or bytes as `hex:00ff` or `0x00ff`. */
export function peerField(
  draft: ComposerDraft,
  peers: readonly PeerSnapshot[],
  change: (routingId: string | undefined) => void,
): TemplateResult {
  const known = peers.filter(({ kind }) => kind === 'routingId');
  const items = () => [
    ...known.map(({ id, label, state }) => ({
      label,
      detail: state,
      check: { on: draft.routingId === id, choice: true },
      run: () => change(id),
    })),
    {
      label: 'First frame is the routing id',
      separated: known.length > 0,
      check: { on: !draft.routingId, choice: true },
      run: () => change(undefined),
    },
  ];
  return html`<div class="peer-field">
    <label for="composer-peer">To</label>
    <input
      id="composer-peer"
      type="text"
      class="mono"
      spellcheck="false"
      placeholder=${known.length > 0 ? 'first frame is the routing id; or text, hex:00ff' : 'text or hex:00ff; peers appear once they sent something'}
      .value=${draft.routingId ? writeRoutingId(draft.routingId) : ''}
      @change=${(event: Event) => {
        const typed = (event.target as HTMLInputElement).value.trim();
        change(typed === '' ? undefined : readRoutingId(typed));
      }}
    />
    ${toolButton({ title: 'Choose a peer', menu: true, run: (anchor) => openMenu(anchor, items) })}
  </div>`;
}
