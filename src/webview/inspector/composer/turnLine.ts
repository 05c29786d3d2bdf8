import { type TemplateResult, html } from 'lit';
import type { SessionSnapshot } from '../../../protocol/session';
import type { Formats } from '../formats';

/** REQ and REP: whose turn it is (RFC 28). @returns undefined for the other types. */
export function turnLine(
  session: SessionSnapshot,
  formats: Formats,
  reveal: (row: number) => void,
): TemplateResult | undefined {
  const { turn, pendingRequest: row, definition } = session;
  if (!turn || session.state !== 'open') return undefined;
  if (definition.type === 'REP') {
    if (turn === 'receive') return line('clock', 'Waiting for a request: a REP only answers.');
    if (row === undefined) return line('reply', 'Your turn: reply to the request.');
    return html`<div class="turn">
      <span class="codicon codicon-reply" aria-hidden="true"></span>
      <span>Your turn: reply to request</span>
      <button type="button" class="link" @click=${() => reveal(row)}>#${formats.count(row)}</button>
    </div>`;
  }
  return turn === 'send'
    ? line('arrow-up', 'Your turn: send a request.')
    : line('clock', 'Waiting for the reply to the last request.');
}

function line(icon: string, text: string): TemplateResult {
  return html`<div class="turn" role="status">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span>${text}</span>
  </div>`;
}
