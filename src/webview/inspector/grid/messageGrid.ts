import { html, nothing } from 'lit';
import { toDisposable } from '../../../base/disposable';
import type { ColumnState } from '../../../protocol/inspector';
import type { PackedRow } from '../../../protocol/rows';
import { addressesPeers } from '../composer/composerDraft';
import { copyMessage } from '../detail/copyMessage';
import { PageElement } from '../pageElement';
import { openMenu } from '../page/popupMenu';
import { ReplayedRow } from '../replay/replayedRow';
import { CellTexts } from './cellTexts';
import { copyRows } from './copyRows';
import { resizeColumns } from './columnResize';
import { emptyGrid } from './emptyGrid';
import { type GridMove, gridMoveOf } from './gridKeys';
import { columnTraits, shownColumns } from './gridColumns';
import { GridSurface } from './gridSurface';
import { rowMenu, rowsMenu } from './rowMenu';
import { RowPainter, rowElementId } from './rowPainter';
import { RowSource } from './rowSource';

/** At most this often is the grid redrawn for arrivals, in milliseconds. */
const redrawEveryMs = 100;

interface Choosing {
  /** Goes on with the newest from there. */
  readonly follow?: boolean;
  /** Selects all rows up to there. */
  readonly extend?: boolean;
}

/** The grid of messages: ties the table to the selection, to following the newest, and to keys and clicks. */
export class MessageGrid extends PageElement {
  private source!: RowSource;
  private surface!: GridSurface;
  private painter!: RowPainter;
  private texts!: CellTexts;
  private replayed!: ReplayedRow;
  private redrawTimer: number | undefined;
  private lastRedraw = 0;
  /** The selected row's place, while it is known. */
  private selectedPlace: number | undefined;
  private restored = false;
  private following = false;
  /** Counts what a person did with the grid, so that what was begun before does not move it after. */
  private touches = 0;
  /** The columns as the state last had them; while one is dragged the surface has others. */
  private takenColumns = '';

  protected override connected(): void {
    const { inspector } = this;
    const { state, view, session, health } = inspector;
    this.classList.add('grid');
    this.source = this.owned.add(new RowSource(view));
    this.texts = new CellTexts(this.source, inspector.formats);
    this.surface = this.owned.add(
      new GridSurface({
        source: this.source,
        texts: this.texts,
        topicTitle: addressesPeers(session.value.definition.type) ? 'Routing id' : columnTraits.topic.title,
        onDidDraw: () => this.drawn(),
        onDidScroll: (direction) => this.scrolled(direction),
        onError: inspector.report,
      }),
    );
    this.painter = new RowPainter(this.surface.table, {
      source: this.source,
      columns: () => this.surface.visibleColumns,
      selectedRow: () => state.value.selectedRow,
      isInRange: (row) => inspector.selectedRows.includes(row),
      highlight: () => inspector.highlight.value,
    });
    this.replayed = this.owned.add(new ReplayedRow(inspector, this.source, this.surface));
    this.takeState();
    this.following = state.value.follow;
    this.owned.add(view.onDidChange(() => this.redrawSoon()));
    this.owned.add(this.source.onDidReset(() => void this.keepPlace()));
    this.owned.add(state.onDidChange(() => this.stateChanged()));
    this.owned.add(inspector.highlight.onDidChange(() => this.painter.paint()));
    this.watch(session.onDidChange, health.onDidChange, view.onDidChange);
    const resized = new ResizeObserver(() => this.resized());
    resized.observe(this);
    this.owned.add(toDisposable(() => resized.disconnect()));
    this.owned.add(toDisposable(() => window.clearTimeout(this.redrawTimer)));
  }

  /** Shows a row and selects it. */
  async reveal(row: number): Promise<void> {
    this.inspector.select(row);
    await this.inspector.attempt(async () => {
      const place = await this.source.placeOf(row);
      this.surface.draw(Math.floor(place - this.surface.screenRows / 2));
    });
  }

  /** Shows the first row that is not before the time. */
  async revealTime(timeMs: number): Promise<void> {
    this.inspector.setFollow(false);
    await this.inspector.attempt(async () => {
      this.surface.draw((await this.source.placeAtTime(timeMs)) - 2);
    });
  }

  focusTable(): void {
    this.querySelector('table')?.focus();
  }

  protected override firstUpdated(): void {
    const host = this.querySelector<HTMLElement>('.grid-surface')!;
    const { table } = this.surface;
    this.surface.mount(host);
    // With a tabindex on its host the Tab key would pass over all that the host holds.
    table.removeAttribute('tabindex');
    const element = table.querySelector('table')!;
    element.tabIndex = 0;
    element.setAttribute('role', 'grid');
    element.setAttribute('aria-label', 'Messages');
    element.setAttribute('aria-readonly', 'true');
    element.setAttribute('aria-multiselectable', 'true');
    element.addEventListener('keydown', (event) => this.pressed(event));
    table.addEventListener('mousedown', (event) => this.clicked(event));
    table.addEventListener('dblclick', (event) => {
      if (this.placeUnder(event) !== undefined) this.openDetails();
    });
    table.addEventListener('contextmenu', (event) => this.contextMenu(event));
    resizeColumns(this.surface, (columns) => this.saveColumns(columns));
    this.surface.draw();
  }

  protected override render() {
    const empty = emptyGrid(this.inspector);
    return html`<div class="grid-surface"></div>
      ${empty ? html`<div class="grid-empty">${empty}</div>` : nothing}`;
  }

  private takeState(): void {
    this.texts.timeMode = this.inspector.state.value.timeMode;
    const columns = this.shownColumns();
    this.takenColumns = JSON.stringify(columns);
    this.surface.setColumns(columns);
  }

  private stateChanged(): void {
    const { timeMode, follow } = this.inspector.state.value;
    if (timeMode !== this.texts.timeMode || !this.hasRightColumns()) this.takeState();
    if (follow) this.surface.draw(Number.POSITIVE_INFINITY);
    else if (this.following) this.surface.hold();
    else this.surface.draw();
    this.following = follow;
  }

  private shownColumns(): readonly ColumnState[] {
    const { state, view } = this.inspector;
    const { columns, columnsChosen = false, timeMode } = state.value;
    const { firstTimeMs = 0, lastTimeMs = 0, endRow = 0 } = view.status ?? {};
    return shownColumns(columns, {
      timeMode,
      capturedMs: lastTimeMs - firstTimeMs,
      lastRow: endRow,
      hasTopics: this.inspector.hasTopics,
      gridWidth: this.clientWidth,
      chosen: columnsChosen,
    });
  }

  private hasRightColumns(): boolean {
    return JSON.stringify(this.shownColumns()) === this.takenColumns;
  }

  private saveColumns(visible: readonly ColumnState[]): void {
    const fitted = new Map(this.shownColumns().map(({ id, width }) => [id, width]));
    const widths = new Map(visible.map(({ id, width }) => [id, width]));
    const columns = this.inspector.state.value.columns.map((column) => {
      const width = widths.get(column.id);
      // A width that was only fitted is not one that somebody chose.
      return width === undefined || width === fitted.get(column.id) ? column : { ...column, width };
    });
    this.inspector.state.update({ columns });
  }

  private resized(): void {
    if (!this.hasRightColumns()) this.takeState();
    this.surface.resized();
    this.surface.draw(this.inspector.state.value.follow ? Number.POSITIVE_INFINITY : undefined);
  }

  /** Arrivals and evictions: redraws at most ten times a second, so that nothing on screen can fall behind. */
  private redrawSoon(): void {
    this.texts.firstTimeMs = this.inspector.view.status?.firstTimeMs ?? 0;
    if (this.redrawTimer !== undefined) return;
    const wait = Math.max(0, this.lastRedraw + redrawEveryMs - performance.now());
    this.redrawTimer = window.setTimeout(() => {
      this.redrawTimer = undefined;
      this.lastRedraw = performance.now();
      if (!this.hasRightColumns()) this.takeState();
      this.surface.draw(this.inspector.state.value.follow ? Number.POSITIVE_INFINITY : undefined);
    }, wait);
  }

  /** After a reload, another filter or a clearing: the same rows again, as far as they still are there. */
  private async keepPlace(): Promise<void> {
    const { follow, topRow, selectedRow } = this.inspector.state.value;
    this.selectedPlace = undefined;
    this.texts.firstTimeMs = this.inspector.view.status?.firstTimeMs ?? 0;
    const row = this.restored ? (selectedRow ?? topRow) : (topRow ?? selectedRow);
    this.restored = true;
    if (follow || row === undefined) {
      this.surface.draw(follow ? Number.POSITIVE_INFINITY : 0);
      return;
    }
    await this.inspector.attempt(async () => {
      const { touches } = this;
      const above = row === topRow ? 0 : this.surface.screenRows / 2;
      const place = await this.source.placeOf(row);
      if (touches === this.touches) this.surface.draw(Math.floor(place - above));
    });
  }

  private drawn(): void {
    this.painter.paint();
    this.replayed.paint();
    const { follow } = this.inspector.state.value;
    const topRow = follow ? undefined : this.source.row(Math.floor(this.surface.top))?.row;
    const known = this.inspector.state.value.topRow;
    if (topRow !== known && (follow || topRow !== undefined)) this.inspector.state.remember({ topRow });
  }

  private scrolled(direction: 'up' | 'down'): void {
    this.touches++;
    this.inspector.replay.setFollowed(false);
    if (direction === 'up') this.inspector.setFollow(false);
  }

  private clicked(event: MouseEvent): void {
    const place = this.placeUnder(event);
    if (place === undefined || event.button !== 0) return;
    const row = this.source.row(place);
    if (!row) return;
    if (event.shiftKey) {
      // The browser would select text up to here.
      event.preventDefault();
      this.focusTable();
    }
    this.choose(place, row, { extend: event.shiftKey });
  }

  /** On the row under the pointer, or with the keyboard on the selected one. */
  private contextMenu(event: MouseEvent): void {
    event.preventDefault();
    const place = this.placeUnder(event);
    const pointed = place === undefined ? undefined : this.source.row(place);
    const { selectedRows } = this.inspector;
    if (place !== undefined && pointed && !selectedRows.includes(pointed.row)) this.choose(place, pointed);
    const row =
      pointed ?? (this.selectedPlace === undefined ? undefined : this.source.row(this.selectedPlace));
    const table = this.querySelector('table');
    if (!row || !table) return;
    const tr = document.getElementById(rowElementId(row.row))?.getBoundingClientRect();
    const at = pointed || !tr ? { left: event.clientX, top: event.clientY, bottom: event.clientY } : tr;
    openMenu(
      table,
      () => (selectedRows.range ? rowsMenu(this.inspector) : rowMenu(this.inspector, row, this)),
      at,
    );
  }

  private placeUnder(event: MouseEvent): number | undefined {
    const tr = event.target instanceof Element ? event.target.closest('tr') : null;
    return tr?.parentElement instanceof HTMLTableSectionElement ? this.painter.placeOf(tr) : undefined;
  }

  private choose(place: number, row: PackedRow, { follow = false, extend = false }: Choosing = {}): void {
    this.touches++;
    this.selectedPlace = place;
    if (!follow) this.surface.hold();
    this.inspector.markedTime.value = Number(row.timeNs / 1000n) / 1000;
    if (extend) this.inspector.selectedRows.extendTo(row.row);
    else this.inspector.select(row.row, follow);
  }

  private pressed(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.surface.screenRows) - 1);
    const move = gridMoveOf(event, page);
    if (!move) return;
    event.preventDefault();
    // VS Code would select all text of the page.
    if (move.kind === 'all') event.stopPropagation();
    void this.inspector.attempt(() => this.move(move));
  }

  private async move(move: GridMove): Promise<void> {
    const { inspector, source } = this;
    switch (move.kind) {
      case 'by': {
        const from = await this.placeOfSelected();
        await this.chooseAt(from === undefined ? Math.ceil(this.surface.top) : from + move.rows, move);
        return;
      }
      case 'first':
        await this.chooseAt(source.first, move);
        return;
      case 'newest':
        await this.chooseAt(source.end - 1, { ...move, follow: !move.extend });
        return;
      case 'all':
        inspector.selectedRows.selectAll();
        return;
      case 'sideways':
        this.surface.table.scrollLeft += move.pixels;
        return;
      case 'open':
        this.openDetails();
        return;
      case 'copy':
        await (inspector.selectedRows.range ? copyRows(inspector) : copyMessage(inspector));
        return;
      case 'leave':
        inspector.select(undefined);
    }
  }

  private async placeOfSelected(): Promise<number | undefined> {
    const { selectedRow } = this.inspector.state.value;
    if (selectedRow === undefined) return undefined;
    const { selectedPlace: place } = this;
    if (place !== undefined && this.source.row(place)?.row === selectedRow) return place;
    return this.source.placeOf(selectedRow);
  }

  /** Selects the row at a place and brings it on screen. */
  private async chooseAt(wanted: number, choosing: Choosing): Promise<void> {
    const { source, surface } = this;
    const place = Math.max(source.first, Math.min(wanted, source.end - 1));
    if (!source.has(place, place + 1)) await source.load(place - 40, place + 40);
    const row = source.row(place);
    if (!row) return;
    this.choose(place, row, choosing);
    const screen = surface.screenRows;
    if (choosing.follow) surface.draw(Number.POSITIVE_INFINITY);
    else if (place < surface.top) surface.draw(place);
    else if (place + 1 > surface.top + screen) surface.draw(place + 1 - screen);
  }

  private openDetails(): void {
    this.inspector.state.update({ detailsVisible: true });
    this.dispatchEvent(new CustomEvent('open-details', { bubbles: true }));
  }
}

customElements.define('message-grid', MessageGrid);
