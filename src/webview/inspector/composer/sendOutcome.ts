import { type TemplateResult, html, nothing } from 'lit';
import type { ComposerDraft } from '../../../protocol/inspector';
import type { Inspector } from '../inspector';
import { fixButton } from '../page/errorActions';
import { checkFrame } from './composerDraft';
import { repeatProgress } from './repeatControl';

export interface SendOutcomeOptions {
  readonly inspector: Inspector;
  readonly draft: ComposerDraft;
  /** Why the draft cannot be sent. */
  readonly fault: string | undefined;
  /** Of the message that was sent last. */
  readonly sentRow: number | undefined;
  readonly reveal: (row: number) => void;
}

/** What became of sending, or what stands in its way. */
export function sendOutcome(options: SendOutcomeOptions): TemplateResult | typeof nothing {
  const { inspector, draft, fault, sentRow, reveal } = options;
  const { session, formats } = inspector;
  const { repeat, state } = session.value;
  if (repeat?.running)
    return html`<span class="outcome" role="status">${repeatProgress(repeat, formats)}</span>`;
  if (state !== 'open') return notOpen(inspector);
  if (fault) {
    // Mistakes in frames are said below them.
    const isSaid = draft.frames.some((frame) => checkFrame(frame).mistakes.length > 0);
    return isSaid ? nothing : html`<span class="outcome bad">${fault}</span>`;
  }
  if (sentRow !== undefined) {
    const place = `#${formats.count(sentRow)}`;
    const link = html`<button type="button" class="link" @click=${() => reveal(sentRow)}>${place}</button>`;
    return html`<span class="outcome">Sent as ${link}</span>`;
  }
  if (repeat?.error)
    return html`<span class="outcome bad" role="alert">${repeat.error.message}</span>
      ${fixButton(inspector, repeat.error.action) ?? nothing}`;
  return repeat
    ? html`<span class="outcome" role="status">${repeatProgress(repeat, formats)}</span>`
    : nothing;
}

function notOpen(inspector: Inspector): TemplateResult {
  const open = () => void inspector.run('zeromq.session.open');
  return html`<span class="outcome"
    >The session is not open. <button type="button" class="link" @click=${open}>Open it</button></span
  >`;
}
