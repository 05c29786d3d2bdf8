import { type ColumnId, type ColumnState, type TimeMode } from '../../../protocol/inspector';

export interface ColumnTraits {
  /** In the header. */
  readonly title: string;
  /** In the columns menu and for screen readers. */
  readonly name: string;
  readonly numeric: boolean;
}

export const columnTraits: Readonly<Record<ColumnId, ColumnTraits>> = {
  row: { title: '#', name: 'Number', numeric: true },
  time: { title: 'Time', name: 'Time', numeric: false },
  delta: { title: 'Δ', name: 'Time since the row above', numeric: true },
  direction: { title: '', name: 'Direction', numeric: false },
  topic: { title: 'Topic', name: 'Topic or routing id', numeric: false },
  frames: { title: 'Fr', name: 'Frames', numeric: true },
  size: { title: 'Size', name: 'Size', numeric: true },
  preview: { title: 'Preview', name: 'Preview', numeric: false },
};

/** The preview takes what the others leave; its width is the least it takes. */
export const defaultColumns: readonly ColumnState[] = [
  { id: 'row', visible: true, width: 84 },
  { id: 'time', visible: true, width: 132 },
  { id: 'delta', visible: true, width: 68 },
  { id: 'direction', visible: true, width: 26 },
  { id: 'topic', visible: true, width: 116 },
  { id: 'frames', visible: true, width: 40 },
  { id: 'size', visible: true, width: 76 },
  { id: 'preview', visible: true, width: 120 },
];

const hourMs = 3_600_000;

/**
 * @param hasTopics whether the socket's messages can have topics or routing ids; without them their column is left out.
 * @returns the columns that show; a time column nobody has resized is as wide as its times need.
 */
export function shownColumns(
  columns: readonly ColumnState[],
  mode: TimeMode,
  capturedMs: number,
  hasTopics: boolean,
): readonly ColumnState[] {
  const usual = defaultColumns.find(({ id }) => id === 'time')?.width;
  const needed = mode === 'absolute' ? usual : mode === 'delta' ? 80 : capturedMs < hourMs ? 106 : 128;
  return columns
    .filter(({ id, visible }) => visible && (hasTopics || id !== 'topic'))
    .map((column) =>
      column.id === 'time' && column.width === usual ? { ...column, width: needed ?? usual } : column,
    );
}

export const minimumColumnWidth = 24;

/** @returns the width of each column in a grid `available` CSS pixels wide; the last one fills the rest. */
export function columnWidths(columns: readonly ColumnState[], available: number): number[] {
  const widths = columns.map((column) => column.width);
  const used = widths.reduce((sum, width) => sum + width, 0);
  const last = widths.length - 1;
  if (last >= 0 && used < available) widths[last] = widths[last]! + available - used;
  return widths;
}
