import type { ColumnId, ColumnState, TimeMode } from '../../../protocol/inspector';

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
  { id: 'row', visible: true, width: 92 },
  { id: 'time', visible: true, width: 134 },
  { id: 'delta', visible: true, width: 68 },
  { id: 'direction', visible: true, width: 25 },
  { id: 'topic', visible: true, width: 162 },
  { id: 'frames', visible: true, width: 38 },
  { id: 'size', visible: true, width: 76 },
  { id: 'preview', visible: true, width: 120 },
];

const hourMs = 3_600_000;
const millionRows = 1_000_000;

/** What the grid shows and the room it has for it, which the columns follow. */
export interface GridFacts {
  readonly timeMode: TimeMode;
  /** Between the first message and the last. */
  readonly capturedMs: number;
  /** The highest number of a row so far. */
  readonly lastRow: number;
  /** Whether the socket's messages can have topics or routing ids; without them their column is left out. */
  readonly hasTopics: boolean;
  /** CSS pixels; 0 as long as it is not known. */
  readonly gridWidth: number;
  /** Whether a person said which columns show. */
  readonly chosen: boolean;
}

/** In a grid narrower than this the least important columns give way to the preview. */
const narrowGridWidth = 620;
const givingWay: readonly ColumnId[] = ['delta', 'frames'];

/** @returns the columns that show; those nobody has resized or chosen are as wide as their texts need, or give way. */
export function shownColumns(columns: readonly ColumnState[], facts: GridFacts): readonly ColumnState[] {
  const isNarrow = facts.gridWidth > 0 && facts.gridWidth < narrowGridWidth && !facts.chosen;
  return columns.flatMap((column) => {
    const { id, visible, width } = column;
    if (!visible || (id === 'topic' && !facts.hasTopics)) return [];
    if (defaultColumns.find((usual) => usual.id === id)?.width !== width) return [column];
    if (isNarrow && givingWay.includes(id)) return [];
    return [{ ...column, width: neededWidth(id, facts) ?? width }];
  });
}

function neededWidth(id: ColumnId, { timeMode, capturedMs, lastRow }: GridFacts): number | undefined {
  if (id === 'row') return lastRow < 10_000 ? 56 : lastRow < millionRows ? 70 : undefined;
  if (id !== 'time' || timeMode === 'absolute') return undefined;
  if (timeMode === 'delta') return 80;
  // `+12:57.074812` and `+1:02:03.000413`; from ten hours on the usual width is needed.
  return capturedMs < hourMs ? 112 : capturedMs < 10 * hourMs ? 127 : undefined;
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
