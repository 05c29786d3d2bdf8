import { type Disposable, DisposableStore } from '../../../base/disposable';
import type { InspectorState } from '../../../protocol/inspector';
import { viewFilterOf } from '../filter/filterRequest';
import type { Inspector } from '../inspector';
import { followingWithSelection } from '../inspectorSettings';
import { Observable } from '../observable';

type RowRange = NonNullable<InspectorState['selectedRange']>;

/** Several rows that are selected: from the one where the selection began to the selected one, as far as they show. */
export class SelectedRows implements Disposable {
  /** How many show; undefined where no more than one row is selected. */
  readonly count = new Observable<number | undefined>(undefined);
  private readonly owned = new DisposableStore();
  private readonly unsaid = new WeakSet<RowRange>();
  private counted = '';
  private filter = '';

  constructor(private readonly inspector: Inspector) {
    this.filter = this.filterInForce();
    this.owned.add(inspector.state.onDidChange(() => this.stateChanged()));
    this.owned.add(inspector.view.onDidChange(() => void this.recount()));
    this.owned.add(inspector.view.onDidReset(() => this.dropForeign()));
  }

  get range(): RowRange | undefined {
    return this.inspector.state.value.selectedRange;
  }

  includes(row: number): boolean {
    const { range } = this;
    return range !== undefined && row >= range.from && row < range.to;
  }

  /** Selects the row and all up to where the selection began; the row is what the details show. */
  extendTo(row: number): void {
    const anchor = this.anchor ?? row;
    if (anchor === row) this.inspector.select(row);
    else this.select({ from: Math.min(anchor, row), to: Math.max(anchor, row) + 1 }, row);
  }

  /** Selects what shows; what the details show stays. */
  selectAll(): void {
    const { status } = this.inspector.view;
    if (!status || status.count < 2) return;
    this.select({ from: status.firstRow, to: status.endRow }, this.inspector.state.value.selectedRow);
  }

  /** @returns the narrowest range with the first selected rows that show, so many at most, and how many show in all. */
  async firstRows(most: number): Promise<{ range: RowRange; total: number } | undefined> {
    const { range } = this;
    const { view } = this.inspector;
    if (!range) return undefined;
    const position = await view.locate({ row: range.from });
    const total = (await view.locate({ row: range.to })) - position;
    const from = await view.rowAt(position);
    const last = await view.rowAt(position + Math.min(most, total) - 1);
    if (total <= 0 || from === undefined || last === undefined) return undefined;
    return { range: { from, to: last + 1 }, total };
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** The end of the range that the selected row is not. */
  private get anchor(): number | undefined {
    const { selectedRow } = this.inspector.state.value;
    const { range } = this;
    if (!range) return selectedRow;
    return selectedRow === range.from ? range.to - 1 : range.from;
  }

  private select(range: RowRange, selectedRow: number | undefined): void {
    this.unsaid.add(range);
    const { state } = this.inspector;
    state.update({
      selectedRow,
      selectedRange: range,
      selectedCount: undefined,
      ...followingWithSelection(state.value),
    });
  }

  private stateChanged(): void {
    const filter = this.filterInForce();
    // Other rows show: these were not the ones that were meant.
    if (filter !== this.filter && this.range) this.inspector.state.update({ selectedRange: undefined });
    this.filter = filter;
    void this.recount();
  }

  /** Lets go of rows that the capture never had: they were selected in another, which had more. */
  private dropForeign(): void {
    const { view, state } = this.inspector;
    if (!view.status) return;
    const { ledger, endRow } = view.status;
    // A view that is paused ends before its capture.
    const end = Math.max(endRow, ledger.received + ledger.sent);
    const { selectedRow, selectedRange } = state.value;
    if (selectedRow !== undefined && selectedRow >= end) this.inspector.select(undefined);
    else if (selectedRange && selectedRange.to > end) state.update({ selectedRange: undefined });
  }

  private filterInForce(): string {
    return JSON.stringify(viewFilterOf(this.inspector.state.value));
  }

  private async recount(): Promise<void> {
    const { range } = this;
    const { view, state, formats } = this.inspector;
    const { status } = view;
    if (!range || !status || !view.isOpen) {
      this.counted = '';
      if (!range) this.count.value = undefined;
      return;
    }
    const from = Math.max(range.from, status.firstRow);
    const to = Math.min(range.to, status.endRow);
    if (from >= to) {
      // All of it was evicted or cleared.
      state.update({ selectedRange: undefined });
      return;
    }
    const key = `${from}/${to}/${view.isFiltered ? status.scanned : ''}`;
    if (key === this.counted) return;
    this.counted = key;
    const count = view.isFiltered ? await this.countShown(from, to) : to - from;
    if (count === undefined || key !== this.counted) return;
    this.count.value = count;
    state.remember({ selectedCount: count });
    if (this.unsaid.delete(range)) this.inspector.say(`${formats.counted(count, 'row')} selected`);
  }

  private countShown(from: number, to: number): Promise<number | undefined> {
    const { view } = this.inspector;
    return this.inspector.attempt(
      async () => (await view.locate({ row: to })) - (await view.locate({ row: from })),
    );
  }
}
