import { type TemplateResult, html } from 'lit';

const tailLength = 8;

/** A label whose start is shortened first when there is no room, so that its end stays in sight. */
export function splitLabel(head: string, tail: string): TemplateResult {
  // No line breaks between: they would show.
  return html`<span class="side-label split"
    ><bdi class="label-head">${head}</bdi><bdi class="label-tail">${tail}</bdi></span
  >`;
}

/** An address with its port in sight, without what all have in front; other names as they are. */
export function addressLabel(label: string): TemplateResult {
  const shown = label.replace(/^tcp:\/\//, '');
  const isPlain = /^[\x21-\x7e]+$/.test(shown);
  if (!isPlain || shown.length <= tailLength) return html`<bdi class="side-label">${shown}</bdi>`;
  return splitLabel(shown.slice(0, -tailLength), shown.slice(-tailLength));
}
