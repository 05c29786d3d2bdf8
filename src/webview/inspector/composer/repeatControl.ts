import { type TemplateResult, html } from 'lit';
import type { ComposerDraft } from '../../../protocol/inspector';
import type { RepeatSnapshot } from '../../../protocol/session';
import type { Formats } from '../formats';

const fastest = 1_000_000;

/** How fast and how often a message is repeated. */
export function repeatFields(
  draft: ComposerDraft,
  change: (pace: Partial<Pick<ComposerDraft, 'perSecond' | 'count'>>) => void,
): TemplateResult {
  const number = (event: Event) => (event.target as HTMLInputElement).valueAsNumber;
  return html`<span class="repeat-fields">
    <input
      type="number"
      min="0.01"
      max=${fastest}
      step="any"
      aria-label="Messages a second"
      .value=${String(draft.perSecond)}
      @change=${(event: Event) => {
        const perSecond = number(event);
        if (perSecond > 0 && perSecond <= fastest) change({ perSecond });
      }}
    />/s, count
    <input
      type="number"
      min="0"
      step="1"
      placeholder="until stopped"
      aria-label="How many messages; empty until stopped"
      .value=${draft.count > 0 ? String(draft.count) : ''}
      @change=${(event: Event) => {
        const count = number(event);
        change({ count: count >= 1 ? Math.floor(count) : 0 });
      }}
    />
  </span>`;
}

/** `1,204 of 5,000 sent, 3 failed`. */
export function repeatProgress({ sent, count, failed }: RepeatSnapshot, formats: Formats): string {
  const of = count > 0 ? ` of ${formats.count(count)}` : '';
  return `${formats.count(sent)}${of} sent${failed > 0 ? `, ${formats.count(failed)} failed` : ''}`;
}
