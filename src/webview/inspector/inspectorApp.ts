import { html, nothing } from 'lit';
import { toDisposable } from '../../base/disposable';
import type { InspectorAction } from '../../protocol/inspector';
import './composer/messageComposer';
import type { MessageComposer } from './composer/messageComposer';
import './detail/detailPane';
import type { DetailPane } from './detail/detailPane';
import './filter/filterBar';
import type { FilterBar } from './filter/filterBar';
import './grid/messageGrid';
import type { MessageGrid } from './grid/messageGrid';
import './header/headerBar';
import './page/messageBar';
import './page/splitter';
import './replay/replayBar';
import './sidebar/eventList';
import './sidebar/peerList';
import './sidebar/topicList';
import './status/statusLine';
import './timeline/timelineView';
import { defaultState } from './inspectorSettings';
import { PageElement } from './pageElement';

/** Narrower than this, the details move below the grid and the sidebar lies over it. */
const narrowWidth = 860;

/** The inspector's page: lays out its parts and passes on what one asks of another. */
export class InspectorApp extends PageElement {
  static override properties = {
    ...PageElement.properties,
    narrow: { state: true },
    overlaid: { state: true },
  };
  declare narrow: boolean;
  /** Whether the sidebar lies over the grid while the page is narrow: only when asked for, and not kept. */
  declare overlaid: boolean;

  constructor() {
    super();
    this.narrow = false;
    this.overlaid = false;
  }

  protected override connected(): void {
    const { state, session, spoken } = this.inspector;
    this.classList.add('inspector');
    this.watch(state.onDidChange, session.onDidChange, spoken.onDidChange);
    const resized = new ResizeObserver(() => this.resized());
    resized.observe(this);
    this.owned.add(toDisposable(() => resized.disconnect()));
    this.addEventListener('keydown', (event) => this.pressed(event));
    this.addEventListener(
      'pick-time',
      (event) => void this.grid.revealTime((event as CustomEvent<number>).detail),
    );
    this.addEventListener(
      'reveal-row',
      (event) => void this.grid.reveal((event as CustomEvent<number>).detail),
    );
    this.addEventListener('toggle-sidebar', () => this.toggleSidebar());
    this.addEventListener('leave-filter', () => this.grid.focusTable());
    this.addEventListener(
      'open-details',
      () => void this.showDetails().then(() => this.detail?.focusContent()),
    );
    this.addEventListener('send-captured', (event) => {
      void this.perform({ action: (event as CustomEvent<'sendAgain' | 'editAndSend'>).detail });
    });
  }

  /** Does what a command of the host, a key or a button asks for. */
  async perform(action: InspectorAction): Promise<void> {
    const { inspector } = this;
    switch (action.action) {
      case 'pause':
      case 'resume':
        return inspector.setFrozen(action.action === 'pause');
      case 'clear':
        return inspector.clear();
      case 'focusFilter':
        this.querySelector<FilterBar>('filter-bar')?.focusInput();
        return;
      case 'focusComposer':
        await this.showDetails();
        this.composer?.focusEditor();
        return;
      case 'sendAgain':
        await this.showDetails();
        return this.composer?.sendCaptured();
      case 'editAndSend':
        await this.showDetails();
        return this.composer?.editCaptured();
      case 'reveal':
        return this.grid.reveal(action.row);
    }
  }

  protected override render() {
    const { inspector } = this;
    const { sidebarWidth, detailsVisible, detailsWidth } = inspector.state.value;
    const { narrow } = this;
    this.classList.toggle('narrow', narrow);
    this.style.setProperty('--sidebar-width', `${sidebarWidth}px`);
    this.style.setProperty('--details-width', `${detailsWidth}px`);
    return html`<header-bar .inspector=${inspector} .sidebarShown=${this.sidebarShown}></header-bar>
      <filter-bar .inspector=${inspector}></filter-bar>
      <timeline-view .inspector=${inspector}></timeline-view>
      <replay-bar .inspector=${inspector}></replay-bar>
      <message-bar .inspector=${inspector}></message-bar>
      <main class="parts">
        ${this.sidebarShown ? this.sidebar(sidebarWidth) : nothing}
        <message-grid .inspector=${inspector}></message-grid>
        ${detailsVisible ? this.details(detailsWidth) : nothing}
      </main>
      <status-line .inspector=${inspector}></status-line>
      <div class="spoken" role="status" aria-live="polite">${inspector.spoken.value}</div>`;
  }

  private sidebar(width: number) {
    const { inspector } = this;
    return html`<nav class="sidebar" aria-label="Topics, peers and events">
        <topic-list .inspector=${inspector}></topic-list>
        ${inspector.recording.value ? nothing : html`<peer-list .inspector=${inspector}></peer-list>`}
        <event-list .inspector=${inspector}></event-list>
      </nav>
      <split-bar
        aria-label="Width of the sidebar"
        .value=${width}
        .minimum=${120}
        .maximum=${600}
        .side=${1}
        @resized=${(event: CustomEvent<number>) => inspector.state.update({ sidebarWidth: event.detail })}
      ></split-bar>`;
  }

  private details(width: number) {
    const { inspector } = this;
    const { canSend } = inspector;
    return html`<split-bar
        aria-label="Width of the details"
        .value=${width}
        .minimum=${260}
        .maximum=${1600}
        .side=${-1}
        @resized=${(event: CustomEvent<number>) => inspector.state.update({ detailsWidth: event.detail })}
      ></split-bar>
      <aside class="details ${width === defaultState.detailsWidth ? 'fitting' : ''}" aria-label="Details">
        <detail-pane .inspector=${inspector}></detail-pane>
        ${canSend ? html`<message-composer .inspector=${inspector}></message-composer>` : nothing}
      </aside>`;
  }

  private get sidebarShown(): boolean {
    return this.narrow ? this.overlaid : this.inspector.state.value.sidebarVisible;
  }

  private toggleSidebar(): void {
    const { state } = this.inspector;
    if (this.narrow) this.overlaid = !this.overlaid;
    else state.update({ sidebarVisible: !state.value.sidebarVisible });
  }

  private resized(): void {
    this.narrow = this.clientWidth < narrowWidth;
    if (!this.narrow) this.overlaid = false;
  }

  private get grid(): MessageGrid {
    return this.querySelector<MessageGrid>('message-grid')!;
  }

  private get detail(): DetailPane | null {
    return this.querySelector<DetailPane>('detail-pane');
  }

  private get composer(): MessageComposer | null {
    return this.querySelector<MessageComposer>('message-composer');
  }

  private async showDetails(): Promise<void> {
    this.inspector.state.update({ detailsVisible: true });
    await this.updateComplete;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey))
      void this.perform({ action: 'focusFilter' });
    else if (event.key === 'Escape' && this.detailHasFocus()) this.grid.focusTable();
    else return;
    event.preventDefault();
  }

  private detailHasFocus(): boolean {
    return this.querySelector('.details')?.contains(document.activeElement) ?? false;
  }
}

customElements.define('inspector-app', InspectorApp);
