import 'regular-table';
import { type RegularTableElement } from 'regular-table';
import { type Disposable } from '../../../base/disposable';
import { type ColumnState } from '../../../protocol/inspector';
import { columnTraits, columnWidths } from './gridColumns';
import { type CellTexts } from './cellTexts';
import { type RowSource } from './rowSource';
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
 */
export class GridSurface implements Disposable {
  readonly table: RegularTableElement = document.createElement('regular-table');
  private readonly band = new ScrollBand(rowHeight);
  private columns: readonly ColumnState[] = [];
  private expectedScrollTop = 0;
  private userScrolls = 0;
  private drawing = false;
  private drawAgain = false;
  private target: number | undefined;
  private prefetchTimer: number | undefined;
  private disposed = false;

  constructor(private readonly options: GridSurfaceOptions) {
    this.table.setDataListener((x0, y0, x1, y1) => this.read(x0, y0, x1, y1), { column_classes: true });
    this.table.addStyleListener(() => this.options.onDidDraw());
  }

  /** Puts the table into the page. Scrolling is seen on the way down, before regular-table reads the position. */
  mount(parent: HTMLElement): void {
    parent.addEventListener('scroll', () => this.scrolled(), { capture: true, passive: true });
    parent.append(this.table);
  }

  /** Places that fit on screen, fractional. */
  get screenRows(): number {
    return Math.max(1, this.table.clientHeight / rowHeight - 1);
  }

  /** The place at the top of the screen, fractional. */
  get top(): number {
    return this.band.topAt(this.expectedScrollTop);
  }

  /** Place that a table row shows. */
  placeOf(tableRow: number): number {
    return this.band.origin + tableRow;
  }

  get visibleColumns(): readonly ColumnState[] {
    return this.columns;
  }

  setColumns(columns: readonly ColumnState[]): void {
    const changed = columns.map(({ id }) => id).join() !== this.columns.map(({ id }) => id).join();
    this.columns = columns;
    if (changed) this.table.resetAutoSize({ auto: true, override: true, indices: true, row_height: false });
    this.fitColumns();
  }

  /** Gives the columns the widths that suit the room there is. */
  fitColumns(): void {
    const widths = columnWidths(this.columns, this.table.clientWidth - spareWidth);
    this.table.restoreColumnSizes(Object.fromEntries(widths.entries()));
  }

  /** Draws soon what there is now; with `top`, that place first on screen (Infinity: the newest at the bottom). */
  draw(top?: number): void {
    if (top !== undefined) this.target = top;
    this.drawAgain = true;
    if (!this.drawing) void this.drawWhileAsked();
  }

  dispose(): void {
    this.disposed = true;
    window.clearTimeout(this.prefetchTimer);
    this.table.remove();
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
    if (table.clientHeight === 0) return;
    const { userScrolls } = this;
    const top = this.target ?? this.top;
    const scrollTop = this.band.resize(source.first, source.end, top, this.screenRows);
    this.target = undefined;
    const commit = await table.predraw(table.clientWidth, table.clientHeight, { scroll_top: scrollTop });
    // What a person scrolled meanwhile counts; that has its own drawing.
    if (userScrolls !== this.userScrolls || this.disposed) return;
    await nextFrame();
    if (userScrolls !== this.userScrolls) return;
    commit();
    table.scrollTop = scrollTop;
    this.expectedScrollTop = table.scrollTop;
  }

  private scrolled(): void {
    const to = this.table.scrollTop;
    const from = this.expectedScrollTop;
    if (Math.abs(to - from) < 1) return;
    this.userScrolls++;
    const next = this.band.scrolled(from, to, this.screenRows);
    if (next !== to) this.table.scrollTop = next;
    this.expectedScrollTop = next;
    this.options.onDidScroll(to < from ? 'up' : 'down');
    window.clearTimeout(this.prefetchTimer);
    this.prefetchTimer = window.setTimeout(() => this.prefetch(), prefetchAfterMs);
  }

  private prefetch(): void {
    const screen = Math.ceil(this.screenRows);
    const top = Math.floor(this.top);
    this.options.source.load(top - 2 * screen, top + 3 * screen).catch(this.options.onError);
  }

  /** regular-table's data listener. It must not throw, or nothing is ever drawn again. */
  private async read(x0: number, y0: number, x1: number, y1: number) {
    const { source, texts, topicTitle } = this.options;
    const from = this.placeOf(y0);
    const to = Math.min(this.placeOf(y1), source.end);
    // One row more, since the first shows its distance from the one above.
    if (to > from && !source.has(from - 1, to)) {
      const margin = Math.ceil(this.screenRows);
      try {
        await source.load(from - margin, to + margin);
      } catch (error) {
        this.options.onError(error);
      }
    }
    const columns = this.columns.slice(x0, x1);
    const places = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    return {
      num_rows: this.band.rows,
      num_columns: this.columns.length,
      num_column_headers: 1,
      num_row_headers: 0,
      row_height: rowHeight,
      column_headers: columns.map(({ id }) => [id === 'topic' ? topicTitle : columnTraits[id].title]),
      data: columns.map(({ id }) => places.map((place) => texts.cell(id, place))),
      metadata: columns.map(() => places),
    };
  }
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}
