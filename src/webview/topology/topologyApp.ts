import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { drawLegend } from '../../analysis/topology/drawing/drawLegend';
import {
  topologyExport,
  type TopologyFilter,
  topologyLanguages,
  topologyOpen,
  type TopologyPage,
  topologySetFilter,
} from '../../protocol/topology';
import type { HostLink } from '../inspector/hostLink';
import { toolButton } from '../inspector/page/toolButton';
import type { PageState } from './pageState';
import { svgDom } from './svgDom';
import { themePalette } from './themeColors';
import { TopologyCanvas } from './topologyCanvas';

const typingPauseMs = 120;
const widestLegend = 460;

/** The page: a filter and tools above, the picture, its legend, and what to do where there is none. */
export class TopologyApp extends LitElement {
  static override properties = { page: { state: true }, failure: { state: true }, scale: { state: true } };
  declare page: TopologyPage;
  declare failure: string;
  declare scale: number;
  host!: HostLink;
  state!: PageState;
  private readonly canvas = new TopologyCanvas();
  private typing: number | undefined;
  private shown: TopologyFilter | undefined;

  constructor() {
    super();
    this.failure = '';
    this.scale = 1;
    this.canvas.covered = () => this.legendCovers();
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('topology');
    this.canvas.state = this.state;
    this.canvas.onDidOpen((place) => this.host.notify(topologyOpen, place));
    this.canvas.onDidMove(({ scale }) => (this.scale = scale));
    this.canvas.onDidLeave(() => this.focusFilter());
    this.addEventListener('keydown', (event) => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
      const isSlash = event.key === '/' && !(event.target instanceof HTMLInputElement);
      if (!isFind && !isSlash) return;
      event.preventDefault();
      this.focusFilter();
    });
  }

  /** What the host has to show from now on. */
  accept(page: TopologyPage): void {
    const before = this.shown;
    this.page = page;
    this.failure = '';
    this.state.update({ filter: page.filter });
    if (!page.view) return;
    const { words, problemsOnly } = page.filter;
    const isAnother =
      before !== undefined && (before.words !== words || before.problemsOnly !== problemsOnly);
    this.shown = page.filter;
    void this.updateComplete.then(() => page.view && this.canvas.show(page.view.picture, isAnother));
  }

  protected override render() {
    const { view, filter } = this.page;
    const hint = this.hint();
    return html`<header class="bar">
        ${this.filterField(filter)}
        ${toolButton({
          icon: 'warning',
          label: view ? `Problems ${view.problems}` : 'Problems',
          title: 'Show only incompatible sockets and endpoints that nobody binds',
          pressed: filter.problemsOnly,
          class: 'boxed',
          run: () => void this.setFilter({ ...filter, problemsOnly: !filter.problemsOnly }),
        })}
        <span class="count dim">${this.countText()}</span>
        <span class="grow"></span>
        ${toolButton({ icon: 'zoom-out', title: 'Zoom out (-)', run: this.canvas.zoomOut })}
        <button type="button" class="tool percent" title="Zoom to 100 % (1)" @click=${this.canvas.zoomToFull}>
          ${Math.round(this.scale * 100)} %
        </button>
        ${toolButton({ icon: 'zoom-in', title: 'Zoom in (+)', run: this.canvas.zoomIn })}
        ${toolButton({ icon: 'screen-full', title: 'Fit to the window (0)', run: () => this.canvas.fit() })}
        ${toolButton({
          icon: 'list-unordered',
          title: 'Legend',
          pressed: !this.state.value.hidesLegend,
          run: () => this.toggleLegend(),
        })}
        ${toolButton({
          icon: 'export',
          label: 'Export…',
          title: 'Export as SVG or Mermaid',
          run: () => this.host.notify(topologyExport, undefined),
        })}
      </header>
      <main class="stage">
        ${this.canvas} ${hint ? html`<div class="blank">${hint}</div>` : this.legend()}
        <p id="topology-keys" class="unseen">
          Arrow keys go from part to part, Enter opens the code, Shift F10 lists all places in the code, plus
          and minus zoom, 0 fits the picture, Shift with arrow keys moves it, Escape ends the selection.
        </p>
      </main>
      <div class="spoken" role="status" aria-live="polite">${this.countText()}</div>`;
  }

  private filterField(filter: TopologyFilter): TemplateResult {
    return html`<span class="search">
      <span class="codicon codicon-filter" aria-hidden="true"></span>
      <input
        type="text"
        aria-label="Filter the topology"
        placeholder="Filter: endpoint, file, socket type, name…"
        spellcheck="false"
        .value=${filter.words}
        @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.pressedInFilter(event)}
      />
      ${
        filter.words === ''
          ? nothing
          : toolButton({
              icon: 'close',
              title: 'Clear the filter',
              class: 'slim',
              run: () => this.clearWords(),
            })
      }
    </span>`;
  }

  private countText(): string {
    const { view, filter } = this.page;
    if (!view) return '';
    const shown = view.picture.endpoints.length;
    const isWhole = filter.words === '' && !filter.problemsOnly;
    return isWhole ? counted(view.endpoints) : `${shown} of ${counted(view.endpoints)}`;
  }

  private hint(): TemplateResult | undefined {
    const { view } = this.page;
    if (this.failure !== '') return blank('error', 'The topology cannot be drawn', this.failure);
    if (!view) return blank('loading codicon-modifier-spin', 'Reading the workspace…');
    if (view.endpoints === 0) {
      return blank(
        'type-hierarchy',
        'No sockets in this workspace',
        'Programs show here as soon as they bind or connect a ZeroMQ socket. Open a folder with such sources, or see which languages are read.',
        html`<vscode-button @click=${() => this.host.notify(topologyLanguages, undefined)}
          >Choose Languages</vscode-button
        >`,
      );
    }
    if (view.picture.endpoints.length > 0) return undefined;
    return blank(
      'filter',
      this.page.filter.words === '' ? 'No problems' : 'Nothing matches the filter',
      `The workspace has ${counted(view.endpoints)}.`,
      html`<vscode-button @click=${() => void this.setFilter({ words: '', problemsOnly: false })}
        >Show All</vscode-button
      >`,
    );
  }

  private legend() {
    const { view } = this.page;
    if (!view || this.state.value.hidesLegend) return nothing;
    const { links, endpoints } = view.picture;
    const hasUnbound = endpoints.some(({ isBound }) => !isBound);
    const { elements, width, height } = drawLegend(links, hasUnbound, themePalette, widestLegend);
    const drawing = svgDom({
      tag: 'svg',
      attributes: { role: 'img', 'aria-label': 'Legend', width, height, viewBox: `0 0 ${width} ${height}` },
      children: elements,
    });
    return html`<div class="legend">${drawing}</div>`;
  }

  private typed(words: string): void {
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => void this.setFilter({ ...this.page.filter, words }), typingPauseMs);
  }

  private pressedInFilter(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === 'ArrowDown') this.canvas.focusPicture();
    else if (event.key !== 'Escape') return;
    else if ((event.target as HTMLInputElement).value === '') this.canvas.focusPicture();
    else this.clearWords();
    event.preventDefault();
  }

  private clearWords(): void {
    window.clearTimeout(this.typing);
    void this.setFilter({ ...this.page.filter, words: '' });
    this.focusFilter();
  }

  private async setFilter(filter: TopologyFilter): Promise<void> {
    this.page = { ...this.page, filter };
    try {
      const page = await this.host.request(topologySetFilter, filter);
      // Something else may have been typed since.
      if (this.page.filter === filter) this.accept(page);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  private toggleLegend(): void {
    this.state.update({ hidesLegend: !this.state.value.hidesLegend });
    this.requestUpdate();
    void this.updateComplete.then(() => this.canvas.coverDidChange());
  }

  /** The legend with its distance from the corner. */
  private legendCovers() {
    const legend = this.querySelector<HTMLElement>('.legend');
    if (!legend) return { width: 0, height: 0 };
    const { offsetLeft, offsetTop, offsetWidth } = legend;
    return { width: offsetLeft + offsetWidth, height: this.canvas.clientHeight - offsetTop };
  }

  private focusFilter(): void {
    const input = this.querySelector<HTMLInputElement>('.search input');
    input?.focus();
    input?.select();
  }
}

function counted(endpoints: number): string {
  return endpoints === 1 ? '1 endpoint' : `${endpoints} endpoints`;
}

function blank(icon: string, title: string, text?: string, action?: TemplateResult): TemplateResult {
  return html`<div class="empty" role="status">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    <h2>${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${action ? html`<div class="empty-actions">${action}</div>` : nothing}
  </div>`;
}

customElements.define('topology-app', TopologyApp);
