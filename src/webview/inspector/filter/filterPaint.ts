import { type TemplateResult, html } from 'lit';
import { tokenizeForDisplay } from '../../../model/filter/tokenizeForDisplay';
import type { FilterMistake } from '../../../protocol/capture';

interface Piece {
  readonly text: string;
  readonly kind: string;
  readonly wrong: boolean;
}

/** @returns the filter's text in colour, its mistakes underlined, to lie exactly under the input's own text. */
export function paintFilter(
  text: string,
  regex: boolean,
  mistakes: readonly FilterMistake[],
): readonly TemplateResult[] {
  return piecesOf(text, regex, mistakes).map(
    ({ text, kind, wrong }) => html`<span class="token-${kind} ${wrong ? 'wrong' : ''}">${text}</span>`,
  );
}

function piecesOf(text: string, regex: boolean, mistakes: readonly FilterMistake[]): Piece[] {
  const tokens = regex ? [{ kind: 'regex', from: 0, to: text.length }] : tokenizeForDisplay(text);
  const spans = mistakes.map(({ from, to }) => ({ from, to: Math.max(to, from + 1) }));
  const cuts = new Set([0, text.length]);
  for (const { from, to } of [...tokens, ...spans]) cuts.add(from).add(Math.min(to, text.length));
  const places = [...cuts].filter((at) => at <= text.length).sort((a, b) => a - b);
  return places.slice(0, -1).map((from, i) => ({
    text: text.slice(from, places[i + 1]),
    kind: tokens.find((token) => token.from <= from && from < token.to)?.kind ?? 'space',
    wrong: spans.some((span) => span.from <= from && from < span.to),
  }));
}
