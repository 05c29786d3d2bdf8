import type { SetFilterParams, TimeRange, ViewStatus } from '../../protocol/capture';

/** How many messages an inspector shows, and by which filter. */
export interface CountedRows {
  /** Filter language of docs/filter.md; empty shows all. */
  readonly filter: string;
  readonly matchCase: boolean;
  readonly timeRange?: TimeRange;
  /** Undefined while they are being counted, and while the view is paused: newer ones would be among them. */
  readonly shown?: number;
  /** All of the capture. */
  readonly kept: number;
}

/** @param params the filter that is in force, where one was ever set. */
export function countedRows(
  { count, scanned, frozen, ledger }: ViewStatus,
  params: Omit<SetFilterParams, 'capture' | 'view'> | undefined,
): CountedRows {
  const { filter = '', matchCase = false, timeRange } = params ?? {};
  const shown = scanned === 1 && !frozen ? count : undefined;
  return { filter, matchCase, timeRange, shown, kept: ledger.kept };
}
