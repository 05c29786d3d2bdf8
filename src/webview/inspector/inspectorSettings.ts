import type { ColumnState, InspectorState } from '../../protocol/inspector';
import { defaultColumns } from './grid/gridColumns';

export const defaultState: InspectorState = {
  filter: '',
  matchCase: false,
  columns: defaultColumns,
  timeMode: 'relative',
  follow: true,
  frozen: false,
  selectedFrame: -1,
  sidebarVisible: true,
  sidebarWidth: 180,
  detailsVisible: true,
  detailsWidth: 480,
  showDiff: true,
  pinnedDecoders: {},
};

/**
 * @returns which of the two copies is to be restored. A window that ends early may leave the page's copy behind the
 * workspace's, or the other way round.
 */
export function newerState(page: unknown, workspace: unknown): unknown {
  return savedAt(workspace) > savedAt(page) ? workspace : (page ?? workspace);
}

function savedAt(state: unknown): number {
  return (state as Partial<InspectorState> | null | undefined)?.savedAt ?? 0;
}

/**
 * @param isRecording nothing new comes: it shows from its beginning.
 * @returns a whole state from what was saved, which may come from an older version or be nothing at all.
 */
export function restoreState(saved: unknown, isRecording = false): InspectorState {
  const wanted = isRecording ? { ...defaultState, follow: false } : defaultState;
  if (typeof saved !== 'object' || saved === null) return wanted;
  const state = { ...wanted, ...(saved as Partial<InspectorState>) };
  return {
    ...state,
    columns: restoreColumns(state.columns),
    sidebarWidth: clamp(state.sidebarWidth, 120, 600),
    detailsWidth: clamp(state.detailsWidth, 260, 2000),
  };
}

/** @returns what becomes of following the newest once a message is selected. */
export function followingWithSelection(
  { follow, followsUnselected = false }: InspectorState,
  goesOn = false,
): Pick<InspectorState, 'follow' | 'followsUnselected'> {
  return goesOn ? { follow: true } : { follow: false, followsUnselected: follow || followsUnselected };
}

/** Keeps saved columns that exist and adds those that an older version did not know. */
function restoreColumns(saved: unknown): readonly ColumnState[] {
  if (!Array.isArray(saved)) return defaultColumns;
  const known = new Map((saved as ColumnState[]).map((column) => [column.id, column]));
  return defaultColumns.map((column) => {
    const { visible = column.visible, width = column.width } = known.get(column.id) ?? {};
    return { id: column.id, visible, width: clamp(width, 24, 4000) };
  });
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low;
}
