import { html, nothing } from 'lit';
import { toDisposable } from '../../../base/disposable';
import { type Completion, completions } from '../../../model/filter/completions';
import { peerNames } from './completionContext';
import { PageElement } from '../pageElement';
import { toolButton } from '../page/toolButton';
import { paintFilter } from './filterPaint';

/** How long a person may pause between keys before the filter runs. */
const applyAfterMs = 250;

/** The filter's input with its colours underneath, its toggles, its mistakes, its suggestions and `n of m`. */
export class FilterBar extends PageElement {
  static override properties = {
    ...PageElement.properties,
    suggestions: { state: true },
    chosen: { state: true },
  };
  declare suggestions: readonly Completion[];
  declare chosen: number;
  private timer: number | undefined;

  constructor() {
    super();
    this.suggestions = [];
    this.chosen = -1;
  }

  protected override connected(): void {
    const { state, view, mistakes } = this.inspector;
    this.setAttribute('role', 'search');
    this.setAttribute('aria-label', 'Filter');
    this.watch(state.onDidChange, view.onDidChange, mistakes.onDidChange);
    // The timeline keeps a press to itself, so that the field does not lose the focus by it.
    const pointed = ({ target }: Event) => {
      if (!(target instanceof Node && this.querySelector('.filter-field')?.contains(target)))
        this.closeSuggestions();
    };
    document.addEventListener('pointerdown', pointed, true);
    this.owned.add(toDisposable(() => document.removeEventListener('pointerdown', pointed, true)));
  }

  focusInput(): void {
    this.input?.focus();
    this.input?.select();
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  protected override render() {
    const { filter, matchCase, regex = false, timeRange } = this.inspector.state.value;
    const mistakes = this.inspector.mistakes.value;
    const open = this.suggestions.length > 0;
    return html`<div class="filter-field ${mistakes.length > 0 ? 'invalid' : ''}">
        <div class="filter-paint" aria-hidden="true">${paintFilter(filter, regex, mistakes)}</div>
        <input
          type="text"
          spellcheck="false"
          autocomplete="off"
          role="combobox"
          aria-label="Filter messages"
          aria-autocomplete="list"
          aria-expanded=${String(open)}
          aria-controls="filter-suggestions"
          aria-activedescendant=${this.chosen >= 0 ? `filter-suggestion-${this.chosen}` : nothing}
          aria-invalid=${String(mistakes.length > 0)}
          aria-describedby=${mistakes.length > 0 ? 'filter-mistake' : nothing}
          placeholder="Filter: words, topic:ticks.* json.price > 100, size>=64, /regex/, not (…)"
          .value=${filter}
          @input=${() => this.typed()}
          @scroll=${() => this.alignPaint()}
          @keydown=${(event: KeyboardEvent) => this.pressed(event)}
          @blur=${() => this.closeSuggestions()}
        />
        ${
          filter
            ? toolButton({
                icon: 'close',
                title: 'Clear the filter',
                class: 'inside',
                run: () => this.clear(),
              })
            : nothing
        }
        <div class="filter-popups">
          ${
            mistakes.length > 0
              ? html`<div class="filter-mistake" id="filter-mistake" role="alert">
                  ${mistakes[0]!.message}
                </div>`
              : nothing
          }
          ${this.suggestionList()}
        </div>
      </div>
      ${toolButton({
        label: 'Aa',
        title: 'Match case',
        pressed: matchCase,
        class: 'boxed',
        run: () => void this.inspector.setFilter({ matchCase: !matchCase }),
      })}
      ${toolButton({
        label: '.*',
        title: 'Take the whole filter as a regular expression',
        pressed: regex,
        class: 'boxed',
        run: () => void this.inspector.setFilter({ regex: !regex }),
      })}
      ${
        timeRange
          ? toolButton({
              icon: 'close',
              label: 'Time range',
              title: 'Show all times again',
              class: 'boxed',
              run: () => this.inspector.setTimeRange(undefined),
            })
          : nothing
      }
      <span class="filter-count" role="status">${this.count()}</span>`;
  }

  protected override updated(): void {
    this.alignPaint();
    this.querySelector('.suggestion.chosen')?.scrollIntoView({ block: 'nearest' });
  }

  private suggestionList() {
    return html`<div
      class="suggestions"
      id="filter-suggestions"
      role="listbox"
      ?hidden=${this.suggestions.length === 0}
    >
      ${this.suggestions.map(
        ({ label, detail }, index) =>
          html`<div
            class="suggestion ${index === this.chosen ? 'chosen' : ''}"
            id="filter-suggestion-${index}"
            role="option"
            aria-selected=${String(index === this.chosen)}
            @mousedown=${(event: Event) => {
              event.preventDefault();
              this.accept(index);
            }}
          >
            <span class="suggestion-label">${label}</span><span class="suggestion-detail">${detail}</span>
          </div>`,
      )}
    </div>`;
  }

  /** `18,204 of 1,284,117`, with how far the search has come while it runs. */
  private count(): string {
    const { view, formats } = this.inspector;
    const { status } = view;
    if (!status) return '';
    const total = formats.count(status.ledger.kept);
    if (!view.isFiltered) return total;
    const searched = status.scanned < 1 ? ` · ${Math.floor(100 * status.scanned)} %` : '';
    return `${formats.count(status.count)} of ${total}${searched}`;
  }

  private typed(): void {
    const { input } = this;
    if (!input) return;
    this.inspector.state.update({ filter: input.value });
    if (input.value.trim() === '') this.closeSuggestions();
    else this.suggest();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.apply(), applyAfterMs);
  }

  private apply(): void {
    window.clearTimeout(this.timer);
    void this.inspector.setFilter({});
  }

  private clear(): void {
    this.closeSuggestions();
    void this.inspector.setFilter({ filter: '' });
    this.input?.focus();
  }

  private suggest(): void {
    const { input, inspector } = this;
    if (!input || inspector.state.value.regex) return this.closeSuggestions();
    const caret = input.selectionStart ?? input.value.length;
    const topics = inspector.facts.topics.value.topics.map(({ topic }) => topic);
    const found = completions(input.value, caret, { topics, peers: peerNames(inspector) });
    // What is typed in full needs no suggestion.
    this.suggestions = found.filter(({ from, to, insertText }) => input.value.slice(from, to) !== insertText);
    this.chosen = -1;
  }

  private closeSuggestions(): void {
    if (this.suggestions.length === 0) return;
    this.suggestions = [];
    this.chosen = -1;
  }

  private accept(index: number): void {
    const { input } = this;
    const suggestion = this.suggestions[index];
    if (!input || !suggestion) return;
    const { from, to, insertText } = suggestion;
    input.setRangeText(insertText, from, to, 'end');
    this.typed();
    if (!/[:=~.> ]$/.test(insertText)) this.closeSuggestions();
  }

  private pressed(event: KeyboardEvent): void {
    const open = this.suggestions.length > 0;
    const asks = event.key === 'ArrowDown' && !open && this.input?.value.trim() === '';
    if ((event.key === ' ' && event.ctrlKey) || asks) this.suggest();
    else if (open && event.key === 'ArrowDown') this.choose(this.chosen + 1);
    else if (open && event.key === 'ArrowUp') this.choose(this.chosen - 1);
    else if (open && this.chosen >= 0 && (event.key === 'Enter' || event.key === 'Tab'))
      this.accept(this.chosen);
    else if (event.key === 'Enter') {
      this.closeSuggestions();
      this.apply();
    } else if (event.key === 'Escape') {
      if (open) this.closeSuggestions();
      else this.dispatchEvent(new CustomEvent('leave-filter', { bubbles: true }));
    } else if (!open && event.key === 'ArrowDown') {
      this.dispatchEvent(new CustomEvent('leave-filter', { bubbles: true }));
    } else return;
    event.preventDefault();
  }

  private choose(index: number): void {
    const { length } = this.suggestions;
    this.chosen = (index + length) % length;
  }

  private alignPaint(): void {
    const paint = this.querySelector('.filter-paint');
    if (paint && this.input) paint.scrollLeft = this.input.scrollLeft;
  }
}

customElements.define('filter-bar', FilterBar);
