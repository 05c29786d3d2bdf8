import { type Event, Emitter } from '../../../base/emitter';
import { type Disposable, DisposableStore } from '../../../base/disposable';
import type { ViewStatus, WindowResult } from '../../../protocol/capture';
import { type PackedRow, unpackRows } from '../../../protocol/rows';
import type { CaptureView } from '../captureView';

/** Most rows that one request may ask for. */
const maxRequestRows = 1000;
/** Rows kept around the screen. */
const keptRows = 1200;

/**
 * The rows of a view, held only around what is on screen.
 *
 * The engine counts positions from the oldest kept match, so that they move whenever rows are evicted or a running
 * filter finds older ones. Here every row has a place that stays: `place = position + shift`. Without a filter the
 * place is the row's number; with one, the shift follows a known row whenever positions may have moved.
 */
export class RowSource implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly rows = new Map<number, PackedRow>();
  private readonly resetEmitter = new Emitter<void>();
  private shift = 0;
  private count = 0;
  /** First kept row and share scanned for which `shift` is right. */
  private shiftOf = { firstRow: -1, scanned: -1 };
  private generation = 0;
  private loading: Promise<void> | undefined;
  private wanted: { from: number; to: number } | undefined;

  /** The places mean something else from here on. */
  readonly onDidReset: Event<void> = this.resetEmitter.event;

  constructor(private readonly view: CaptureView) {
    this.owned.add(view.onDidReset(() => this.reset()));
    this.owned.add(view.onDidChange((status) => this.follow(status)));
    if (view.status) this.follow(view.status);
  }

  /** First place of the view. */
  get first(): number {
    return this.shift;
  }

  /** One past the last place. */
  get end(): number {
    return this.shift + this.count;
  }

  /** Raised when places were given a new meaning, so that late answers can be told. */
  get epoch(): number {
    return this.generation;
  }

  /** Whether rows that are not held can be had. */
  get canLoad(): boolean {
    return this.view.isOpen;
  }

  row(place: number): PackedRow | undefined {
    return this.rows.get(place);
  }

  has(from: number, to: number): boolean {
    const end = Math.min(to, this.end);
    for (let place = Math.max(from, this.first); place < end; place++)
      if (!this.rows.has(place)) return false;
    return true;
  }

  /**
   * Loads places [from, to). One request is under way at a time, and of those that wait only the newest is sent.
   *
   * @returns when the rows are there, or when newer wishes made them pointless
   */
  async load(from: number, to: number): Promise<void> {
    const wish = { from, to: Math.min(to, from + maxRequestRows) };
    this.wanted = wish;
    while (this.loading) await this.loading;
    if (this.wanted !== wish || this.has(wish.from, wish.to)) return;
    this.loading = this.fetch(wish.from, wish.to).finally(() => (this.loading = undefined));
    await this.loading;
  }

  /** Brings the shift up to date after rows were evicted or older matches turned up. */
  async sync(): Promise<void> {
    const status = this.view.status;
    if (!status || !this.view.isFiltered || this.isShiftOf(status)) return;
    const { generation } = this;
    const anchor = this.anchor();
    if (anchor) {
      const position = await this.view.locate({ row: anchor.row });
      if (generation !== this.generation) return;
      if (anchor.row < status.firstRow) this.rows.clear();
      this.shift = anchor.place - position;
    }
    this.shiftOf = { firstRow: status.firstRow, scanned: status.scanned };
    this.count = status.count;
  }

  /** @returns the place of the first row of the view that is not before the given one. */
  async placeOf(row: number): Promise<number> {
    if (!this.view.isFiltered) return Math.max(this.first, Math.min(row, this.end));
    for (const [place, known] of this.rows) if (known.row === row) return place;
    await this.sync();
    return (await this.view.locate({ row })) + this.shift;
  }

  async placeAtTime(timeMs: number): Promise<number> {
    await this.sync();
    return (await this.view.locate({ timeMs })) + this.shift;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private reset(): void {
    this.generation++;
    this.rows.clear();
    this.shift = 0;
    this.count = 0;
    this.shiftOf = { firstRow: -1, scanned: -1 };
    if (this.view.status) this.follow(this.view.status);
    this.resetEmitter.fire();
  }

  private follow(status: ViewStatus): void {
    this.count = status.count;
    if (!this.view.isFiltered) this.shift = status.firstRow;
  }

  private isShiftOf(status: ViewStatus): boolean {
    return this.shiftOf.firstRow === status.firstRow && this.shiftOf.scanned === status.scanned;
  }

  /** A known row in the middle of those held, since it is the least likely to be evicted. */
  private anchor(): { place: number; row: number } | undefined {
    const places = [...this.rows.keys()].sort((a, b) => a - b);
    const place = places[places.length >> 1];
    const known = place === undefined ? undefined : this.rows.get(place);
    return known && place !== undefined ? { place, row: known.row } : undefined;
  }

  private async fetch(from: number, to: number): Promise<void> {
    const { generation } = this;
    for (let attemptsLeft = 2; ; attemptsLeft--) {
      await this.sync();
      const start = Math.max(from, this.first);
      const count = Math.min(to, this.end) - start;
      if (count <= 0 || generation !== this.generation) return;
      const { shift } = this;
      const result = await this.view.window(start - shift, count);
      if (generation !== this.generation) return;
      const rows = unpackRows(result.rows);
      if (!this.view.isFiltered) {
        for (const row of rows) this.rows.set(row.row, row);
        this.prune((from + to) / 2);
        return;
      }
      if (!this.isShiftOf(result.status)) this.alignWith(rows, result);
      if (this.isShiftOf(result.status) && shift === this.shift) {
        rows.forEach((row, i) => this.rows.set(result.position + shift + i, row));
      } else if (attemptsLeft > 0) {
        // The view moved between asking and answering: find the shift anew, then ask again.
        continue;
      } else {
        // A filter that is still running moves it all the time: show what there is.
        this.rows.clear();
        this.takeShift(this.shift, result.status);
        rows.forEach((row, i) => this.rows.set(result.position + this.shift + i, row));
      }
      this.prune((from + to) / 2);
      return;
    }
  }

  /** An answer that holds a row whose place is known says how far the view moved before it was given. */
  private alignWith(rows: readonly PackedRow[], { position, status }: WindowResult): void {
    const places = new Map([...this.rows].map(([place, { row }]) => [row, place]));
    const at = rows.findIndex(({ row }) => places.has(row));
    const known = places.get(rows[at]?.row ?? -1);
    if (known !== undefined) this.takeShift(known - position - at, status);
  }

  private takeShift(shift: number, { firstRow, scanned, count }: ViewStatus): void {
    this.shift = shift;
    this.shiftOf = { firstRow, scanned };
    this.count = count;
  }

  private prune(centre: number): void {
    if (this.rows.size <= keptRows) return;
    for (const place of this.rows.keys()) {
      if (Math.abs(place - centre) > keptRows / 2) this.rows.delete(place);
    }
  }
}
