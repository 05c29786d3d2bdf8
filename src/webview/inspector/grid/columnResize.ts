import type { ColumnId, ColumnState } from '../../../protocol/inspector';
import { minimumColumnWidth } from './gridColumns';
import type { GridSurface } from './gridSurface';

/**
 * Dragging a header's edge, and fitting the column to what is on screen by a double click. regular-table can do that
 * too, but would not let the last column take up what the others leave.
 */
export function resizeColumns(surface: GridSurface, save: (columns: readonly ColumnState[]) => void): void {
  const { table } = surface;
  const grab = (event: MouseEvent): { handle: HTMLElement; column: ColumnId } | undefined => {
    const handle = event.target;
    if (!(handle instanceof HTMLElement) || !handle.classList.contains('rt-column-resize')) return undefined;
    const column = handle.closest('th')?.dataset['column'] as ColumnId | undefined;
    return column && { handle, column };
  };
  const setWidth = (id: ColumnId, width: number) => {
    const whole = Math.round(Math.max(minimumColumnWidth, width));
    const columns = surface.visibleColumns.map((column) =>
      column.id === id ? { ...column, width: whole } : column,
    );
    surface.setColumns(columns);
    surface.draw();
    return columns;
  };

  table.addEventListener('pointerdown', (event) => {
    const grabbed = grab(event);
    const header = grabbed?.handle.closest('th');
    if (!grabbed || !header || event.button !== 0) return;
    event.preventDefault();
    const { handle, column } = grabbed;
    const from = event.clientX;
    const width = header.getBoundingClientRect().width;
    const move = ({ clientX }: PointerEvent) => void setWidth(column, width + clientX - from);
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    const end = ({ clientX }: PointerEvent) => {
      handle.removeEventListener('pointermove', move);
      if (clientX !== from) save(setWidth(column, width + clientX - from));
    };
    handle.addEventListener('lostpointercapture', end as EventListener, { once: true });
  });
  table.addEventListener('dblclick', (event) => {
    const grabbed = grab(event);
    if (grabbed) save(setWidth(grabbed.column, contentWidth(table, grabbed.column)));
  });
  // regular-table's own resizing listens to these.
  const own = (event: MouseEvent) => {
    if (grab(event)) event.stopPropagation();
  };
  table.addEventListener('mousedown', own, { capture: true });
}

/** The width at which no cell on screen is cut. */
function contentWidth(table: HTMLElement, column: ColumnId): number {
  const range = document.createRange();
  let width = 0;
  for (const cell of table.querySelectorAll(`[data-column='${column}']`)) {
    range.selectNodeContents(cell);
    width = Math.max(width, range.getBoundingClientRect().width);
  }
  return Math.min(width + 18, 1200);
}
