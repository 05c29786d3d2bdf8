import { type TemplateResult, html } from 'lit';
import { diffText } from '../../../model/decoders/diffText';
import { highlightRanges } from '../../../model/filter/highlightRanges';
import type { Filter } from '../../../model/filter/parseFilter';

/** Beyond this a comparison line by line says little and takes long. */
const mostDiffed = 200_000;
const mostHighlighted = 200_000;

/** Characters that show at first: more in one piece takes a browser seconds to break into lines. */
export const shownCharacters = 256 * 1024;

/** @returns the text with what the filter matched marked. */
export function textView(text: string, filter: Filter | undefined): TemplateResult {
  const ranges = filter && text.length <= mostHighlighted ? highlightRanges(filter, text, 'frame') : [];
  const parts: unknown[] = [];
  let at = 0;
  for (const { from, to } of ranges) {
    parts.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  parts.push(text.slice(at));
  return html`<pre class=${classOf(text)} dir="auto" tabindex="0" role="region" aria-label="Text">
${parts}</pre>`;
}

/** Where there is next to no place to break a line, looking for one takes long. */
function classOf(text: string): string {
  return /\S{2000}/.test(text) ? 'text unbroken' : 'text';
}

/** @returns both texts as one, or undefined where they are equal or too long to compare. */
export function textDiffView(before: string, after: string): TemplateResult | undefined {
  if (before === after || before.length + after.length > mostDiffed) return undefined;
  const lines = diffText(before, after);
  return html`<pre class="text" tabindex="0" role="region" aria-label="Text with its changes">
${lines.map(
      ({ status, text }) =>
        html`<span class="diff-line ${status}">${status === 'removed' ? `was ${text}` : text} </span>`,
    )}</pre>`;
}
