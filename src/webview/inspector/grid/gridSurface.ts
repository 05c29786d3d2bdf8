import 'regular-table';
import type { RegularTableElement } from 'regular-table';
import type { Disposable } from '../../../base/disposable';
import type { ColumnState } from '../../../protocol/inspector';
import { columnTraits, columnWidths } from './gridColumns';
import type { CellTexts } from './cellTexts';
import type { RowSource } from './rowSource';
import { ScrollBand } from './scrollBand';

export const rowHeight = 22;
/** A pixel or two less than there is, so that rounding never brings up a horizontal scroll bar. */
const spareWidth = 2;
const prefetchAfterMs = 40;

export interface GridSurfaceOptions {
  readonly source: RowSource;
  readonly texts: CellTexts;
  /** What the topic column is called: sockets that address peers show routing ids in it. */
  readonly topicTitle: string;
  /** Called after every drawing, in the same frame. */
  readonly onDidDraw: () => void;
  readonly onDidScroll: (direction: 'up' | 'down') => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The table on screen: regular-table under a scroll band. It draws the rows at a place and reports what a person
 * scrolls; what to follow or select is decided elsewhere.
 *
 * All drawing goes through one loop here: regular-table's own would wait a frame more after the rows arrived.
 */
export class GridSurface implements Disposable {
  readonly table: RegularTableElement = document.createElement('regular-table');
  private band = ScrollBand.empty(rowHeight);
  /** The band that is being drawn; regular-table asks for its rows. */
  private drawnBand = this.band;
  private columns: readonly ColumnState[] = [];
  private width = 0;
  private height = 0;
  /** Where the scroll bar is as far as we know; anything else was done by a person. */
  private scrollTop = 0;
  private scrollLeft = 0;
  private userScrolls = 0;
  private holds = 0;
  private drawing = false;
  private drawAgain = false;
  /** More than the scroll position changed since the last drawing. */
  private stale = true;
  private target: number | undefined;
  private prefetchTimer: number | undefined;
  private disposed = false;

  constructor(private readonly options: GridSurfaceOptions) {
    this.table.setDataListener((x0, y0, x1, y1) => this.read(x0, y0, x1, y1), { column_classes: true });
    this.table.addStyleListener(() => this.options.onDidDraw());
  }

  /** Puts the table into the page. Scrolling is taken on the way down, before regular-table sees it. */
  mount(parent: HTMLElement): void {
    parent.addEventListener('scroll', (event) => this.scrolled(event), { capture: true, passive: true });
    parent.append(this.table);
  }

  /** Places that fit on screen, fractional. */
  get screenRows(): number {
    return Math.max(1, this.height / rowHeight - 1);
  }

  /** The place at the top of the screen, fractional. */
  get top(): number {
    return this.band.topAt(this.scrollTop);
  }

  get visibleColumns(): readonly ColumnState[] {
    return this.columns;
  }

  setColumns(columns: readonly ColumnState[]): void {
    const ids = (list: readonly ColumnState[]) => list.map(({ id }) => id).join();
    const changed = ids(columns) !== ids(this.columns);
    this.columns = columns;
    if (changed) this.table.resetAutoSize({ auto: true, override: true, indices: true, row_height: false });
    this.fitColumns();
  }

  /** The room there is has changed. */
  resized(): void {
    this.takeClamping();
    this.width = this.table.clientWidth;
    this.height = this.table.clientHeight;
    this.fitColumns();
  }

  /** Draws soon what there is now; with `top`, that place first on screen (Infinity: the newest at the bottom). */
  draw(top?: number): void {
    if (top !== undefined) this.target = top;
    this.stale = true;
    this.drawSoon();
  }

  /** Stays where it is from here on: the places that drawings under way or due were to go to are dropped. */
  hold(): void {
    this.holds++;
    this.target = undefined;
    this.draw();
  }

  dispose(): void {
    this.disposed = true;
    window.clearTimeout(this.prefetchTimer);
    this.table.remove();
  }

  private fitColumns(): void {
    const widths = columnWidths(this.columns, this.width - spareWidth);
    this.table.restoreColumnSizes(Object.fromEntries(widths.entries()));
  }

  private drawSoon(): void {
    this.drawAgain = true;
    if (!this.drawing) void this.drawWhileAsked();
  }

  private async drawWhileAsked(): Promise<void> {
    this.drawing = true;
    try {
      while (this.drawAgain && !this.disposed) {
        this.drawAgain = false;
        await this.drawOnce();
      }
    } catch (error) {
      this.options.onError(error);
    } finally {
      this.drawing = false;
    }
  }

  private async drawOnce(): Promise<void> {
    const { source } = this.options;
    const { table } = this;
    await source.sync();
    if (this.height === 0) return;
    const { userScrolls, holds, target } = this;
    const { band, scrollTop } = this.band.over(source.first, source.end, target ?? this.top, this.screenRows);
    const isWhole = this.stale || band.origin !== this.band.origin;
    this.target = undefined;
    this.stale = false;
    this.drawnBand = band;
    const commit = await table.predraw(this.width, this.height, {
      scroll_top: scrollTop,
      invalid_viewport: isWhole,
    });
    if (this.disposed) return;
    if (target !== undefined && holds !== this.holds) {
      // Told to stay while the rows of another place came: they are not shown any more.
      this.stale = true;
      return;
    }
    if (!source.canLoad && !this.hasScreenAt(band.topAt(scrollTop))) {
      // The engine is down and these rows never came: what is on screen stays until they do.
      this.stale = true;
      return;
    }
    const movedOn = userScrolls !== this.userScrolls;
    if (movedOn && band.origin !== this.band.origin) {
      // The scroll bar was moved under the other band: that place is drawn next, from what is so far.
      this.stale = true;
      return;
    }
    commit();
    this.band = band;
    if (movedOn || Math.abs(scrollTop - this.scrollTop) < 0.5) return;
    table.scrollTop = scrollTop;
    this.scrollTop = table.scrollTop;
  }

  private hasScreenAt(top: number): boolean {
    return this.options.source.has(Math.floor(top), Math.ceil(top + this.screenRows));
  }

  private scrolled(event: Event): void {
    if (event.target !== this.table) return;
    event.stopPropagation();
    this.takeClamping();
    const to = this.table.scrollTop;
    const from = this.scrollTop;
    if (Math.abs(to - from) < 1) {
      // Our own doing, or sideways.
      if (this.table.scrollLeft !== this.scrollLeft) this.draw();
      this.scrollLeft = this.table.scrollLeft;
      return;
    }
    this.userScrolls++;
    const { band, scrollTop } = this.band.scrolled(from, to, this.screenRows);
    if (band.origin !== this.band.origin) this.stale = true;
    this.band = band;
    this.scrollTop = scrollTop;
    if (scrollTop !== to) this.table.scrollTop = scrollTop;
    this.target = undefined;
    this.drawSoon();
    this.options.onDidScroll(to < from ? 'up' : 'down');
    window.clearTimeout(this.prefetchTimer);
    this.prefetchTimer = window.setTimeout(() => this.prefetch(), prefetchAfterMs);
  }

  /** A table that became taller was scrolled up by the browser at its end, not by a person. */
  private takeClamping(): void {
    const grown = this.table.clientHeight - this.height;
    const moved = this.scrollTop - this.table.scrollTop;
    if (moved > 0 && moved < grown + 1) this.scrollTop = this.table.scrollTop;
  }

  private prefetch(): void {
    if (this.drawing) return;
    const screen = Math.ceil(this.screenRows);
    const top = Math.floor(this.top);
    this.options.source.load(top - 2 * screen, top + 3 * screen).catch(this.options.onError);
  }

  /** regular-table's data listener. It must not throw, or nothing is ever drawn again. */
  private async read(x0: number, y0: number, x1: number, y1: number) {
    const { source, texts, topicTitle } = this.options;
    const { drawnBand } = this;
    const from = drawnBand.origin + y0;
    const to = Math.min(drawnBand.origin + y1, source.end);
    if (to > from) await this.load(from, to);
    const columns = this.columns.slice(x0, x1);
    const places = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    return {
      num_rows: drawnBand.rows,
      num_columns: this.columns.length,
      num_column_headers: 1,
      num_row_headers: 0,
      row_height: rowHeight,
      column_headers: columns.map(({ id }) => [id === 'topic' ? topicTitle : columnTraits[id].title]),
      data: columns.map(({ id }) => places.map((place) => texts.cell(id, place))),
      metadata: columns.map(() => places),
    };
  }

  private async load(from: number, to: number): Promise<void> {
    const { source, onError } = this.options;
    // One row more, since the first shows its distance from the one above.
    if (source.has(from - 1, to)) return;
    const margin = Math.ceil(this.screenRows);
    try {
      await source.load(from - margin, to + margin);
    } catch (error) {
      onError(error);
    }
    // Something else was wanted meanwhile: these rows are drawn when they are asked for again.
    if (!source.has(from, to)) this.stale = true;
  }
}
