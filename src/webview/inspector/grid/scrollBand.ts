/** Screens that one movement may cover and still count as small: wheels and trackpads move less, drags more. */
const stepScreens = 4;

/**
 * Maps a scroll bar to more rows than a browser can make an element tall for.
 *
 * The table is a band of at most `maxBandRows` rows laid over the view's rows. Small movements scroll within the
 * band, pixel for pixel; a drag of the scroll bar, or the band's end, moves the band in proportion. Rows are
 * numbered by the row source; the band's first row has the number `origin`.
 */
export class ScrollBand {
  private first = 0;
  private last = 0;
  private originRow = 0;

  constructor(
    readonly rowHeight: number,
    /** Chromium lays out elements of up to 16 million pixels exactly; regular-table stops at 10 million. */
    private readonly maxBandRows = 400_000,
  ) {}

  /** Number of the band's first row. */
  get origin(): number {
    return this.originRow;
  }

  /** Rows in the band. */
  get rows(): number {
    return Math.min(this.last - this.first, this.maxBandRows);
  }

  private get isWhole(): boolean {
    return this.last - this.first <= this.maxBandRows;
  }

  /**
   * Takes the view's rows [first, last) and keeps the given row, which may be fractional, where it is on screen.
   *
   * @returns the scroll position in pixels at which that row is the first one visible
   */
  resize(first: number, last: number, top: number, screenRows: number): number {
    this.first = first;
    this.last = Math.max(first, last);
    const wanted = this.clampTop(top, screenRows);
    this.originRow = this.clampOrigin(this.originRow);
    if (!this.isWhole && !this.reaches(wanted, screenRows)) {
      this.originRow = this.proportionalOrigin(wanted, screenRows);
    }
    return (wanted - this.originRow) * this.rowHeight;
  }

  /** @returns the row at the scroll position, fractional. */
  topAt(scrollTop: number): number {
    return this.originRow + scrollTop / this.rowHeight;
  }

  /**
   * A person moved the scroll bar from one position to another.
   *
   * @returns the position at which to go on: another one where the band was moved under the finger
   */
  scrolled(from: number, to: number, screenRows: number): number {
    if (this.isWhole) return to;
    const moved = Math.abs(to - from) / this.rowHeight;
    const scrollable = (this.rows - screenRows) * this.rowHeight;
    if (moved > stepScreens * screenRows) {
      const share = Math.min(1, Math.max(0, to / scrollable));
      const top = this.first + share * (this.last - this.first - screenRows);
      this.originRow = this.clampOrigin(Math.round(top - to / this.rowHeight));
      return to;
    }
    const top = this.topAt(to);
    if (this.reaches(top, screenRows)) return to;
    this.originRow = this.proportionalOrigin(top, screenRows);
    return (top - this.originRow) * this.rowHeight;
  }

  /** @returns the nearest top row that leaves no empty space below the last row. */
  clampTop(top: number, screenRows: number): number {
    return Math.max(this.first, Math.min(top, this.last - screenRows));
  }

  /** Whether the longest step still ends inside the band in both directions, or the view itself ends there. */
  private reaches(top: number, screenRows: number): boolean {
    const within = top - this.originRow;
    const step = stepScreens * screenRows;
    const above = within >= step || (this.originRow === this.first && within >= 0);
    const left = this.rows - screenRows - within;
    const below = left >= step || (this.originRow + this.rows === this.last && left >= 0);
    return above && below;
  }

  /** Where the scroll bar shows how far along the row is, but with room to scroll to either side. */
  private proportionalOrigin(top: number, screenRows: number): number {
    const before = top - this.first;
    const after = this.last - screenRows - top;
    const room = 4 * stepScreens * screenRows;
    const scrollable = this.rows - screenRows;
    const share = (before / (before + after)) * scrollable;
    const within = Math.min(Math.max(share, Math.min(before, room)), scrollable - Math.min(after, room));
    return this.clampOrigin(Math.round(top - within));
  }

  private clampOrigin(origin: number): number {
    return Math.max(this.first, Math.min(origin, this.last - this.rows));
  }
}
