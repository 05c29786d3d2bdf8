import type { RegularTableElement } from 'regular-table';
import { highlightRanges } from '../../../model/filter/highlightRanges';
import type { Filter } from '../../../model/filter/parseFilter';
import { findEscapes } from '../../../model/visibleText';
import type { ColumnId, ColumnState } from '../../../protocol/inspector';
import { columnTraits } from './gridColumns';
import type { RowSource } from './rowSource';

export interface RowPainterOptions {
  readonly source: RowSource;
  readonly columns: () => readonly ColumnState[];
  /** The row that the details show. */
  readonly selectedRow: () => number | undefined;
  /** Whether several are selected, the row among them. */
  readonly isInRange: (row: number) => boolean;
  readonly highlight: () => Filter | undefined;
}

export function rowElementId(row: number): string {
  return `row-${row}`;
}

/** Dresses what regular-table drew: selection, roles and indexes for screen readers, marks on what matched. */
export class RowPainter {
  private readonly markedAs = new WeakMap<Element, { key: string | undefined; nodes: number }>();

  constructor(
    private readonly table: RegularTableElement,
    private readonly options: RowPainterOptions,
  ) {}

  paint(): void {
    const { source } = this.options;
    const element = this.table.querySelector('table');
    const body = element?.tBodies[0];
    if (!element || !body) return;
    const columns = this.options.columns();
    const selected = this.options.selectedRow();
    set(element, 'aria-rowcount', String(source.end - source.first + 1));
    set(element, 'aria-colcount', String(columns.length));
    this.paintHeader(element, columns);
    let active = '';
    for (const tr of body.rows) {
      const place = this.placeOf(tr);
      const row = place === undefined ? undefined : source.row(place);
      const isActive = row !== undefined && row.row === selected;
      const isInRange = row !== undefined && this.options.isInRange(row.row);
      const isSelected = isActive || isInRange;
      tr.classList.toggle('selected', isSelected);
      tr.classList.toggle('lead', isActive && isInRange);
      tr.classList.toggle('pending', row === undefined);
      if (row === undefined || place === undefined) {
        tr.removeAttribute('id');
        tr.removeAttribute('aria-selected');
        continue;
      }
      set(tr, 'id', rowElementId(row.row));
      set(tr, 'aria-rowindex', String(place - source.first + 2));
      set(tr, 'aria-selected', String(isSelected));
      if (isActive) active = tr.id;
      this.paintCells(tr, row.direction);
    }
    if (active) set(element, 'aria-activedescendant', active);
    else element.removeAttribute('aria-activedescendant');
  }

  /** The place that a drawn row shows. */
  placeOf(tr: HTMLTableRowElement): number | undefined {
    const meta = tr.cells[0] ? this.table.getMeta(tr.cells[0]) : undefined;
    return meta && 'user' in meta ? (meta.user as number | undefined) : undefined;
  }

  private paintHeader(element: HTMLTableElement, columns: readonly ColumnState[]): void {
    const row = element.tHead?.rows[0];
    if (!row) return;
    set(row, 'aria-rowindex', '1');
    for (const th of row.cells) {
      const column = this.columnOf(th, columns);
      if (!column) continue;
      const { name, numeric } = columnTraits[column];
      set(th, 'data-column', column);
      set(th, 'scope', 'col');
      set(th, 'aria-label', name);
      set(th, 'title', name);
      th.classList.toggle('numeric', numeric);
    }
  }

  private paintCells(tr: HTMLTableRowElement, direction: 'in' | 'out'): void {
    const columns = this.options.columns();
    const filter = this.options.highlight();
    for (const td of tr.cells) {
      const column = this.columnOf(td, columns);
      if (!column) continue;
      set(td, 'data-column', column);
      if (column === 'direction') {
        set(td, 'data-direction', direction);
        set(td, 'aria-label', direction === 'in' ? 'received' : 'sent');
      } else {
        td.removeAttribute('aria-label');
      }
      if (column === 'topic' || column === 'preview') this.mark(td, column, filter);
    }
  }

  private columnOf(cell: HTMLTableCellElement, columns: readonly ColumnState[]): ColumnId | undefined {
    const meta = this.table.getMeta(cell);
    return meta && 'x' in meta ? columns[meta.x]?.id : undefined;
  }

  private mark(td: HTMLTableCellElement, field: 'topic' | 'preview', filter: Filter | undefined): void {
    const text = td.textContent;
    // What a preview shows may hold such sequences itself, as JSON does.
    const escapes = field === 'topic' && text.includes('\\') ? findEscapes(text) : [];
    const key = filter || escapes.length > 0 ? `${filter?.text ?? ''}\n${text}` : undefined;
    // regular-table replaces the content of a cell whose value changed, and with it our marks.
    if (key === this.markedAs.get(td)?.key && this.markedAs.get(td)?.nodes === td.childNodes.length) return;
    const ranges = filter ? highlightRanges(filter, text, field) : [];
    if (ranges.length > 0) td.replaceChildren(...markedText(text, ranges));
    else if (escapes.length > 0) td.replaceChildren(...piecesOf(text, escapes, escapeElement));
    else if (td.firstElementChild) td.textContent = text;
    this.markedAs.set(td, { key, nodes: td.childNodes.length });
  }
}

/** @returns text nodes and `mark` elements; content never passes a parser. */
export function markedText(
  text: string,
  ranges: readonly { readonly from: number; readonly to: number }[],
): Node[] {
  return piecesOf(text, ranges, () => document.createElement('mark'));
}

function escapeElement(): HTMLElement {
  const span = document.createElement('span');
  span.className = 'escape';
  return span;
}

function piecesOf(
  text: string,
  ranges: readonly { readonly from: number; readonly to: number }[],
  create: () => HTMLElement,
): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const { from, to } of ranges) {
    if (from > at) nodes.push(document.createTextNode(text.slice(at, from)));
    const mark = create();
    mark.textContent = text.slice(from, to);
    nodes.push(mark);
    at = to;
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
