/** Screens that one movement may cover and still count as small: wheels and trackpads move less, drags more. */
const stepScreens = 4;
/** Chromium lays out elements of up to 16 million pixels exactly; regular-table stops at 10 million. */
const defaultBandRows = 400_000;

export interface Scrolled {
  readonly band: ScrollBand;
  /** Pixels; where the scroll bar has to be for the band. */
  readonly scrollTop: number;
}

/**
 * Maps a scroll bar to more rows than a browser can make an element tall for.
 *
 * The table is a band of at most `bandRows` rows laid over the view's rows [first, last). Small movements scroll
 * within the band, pixel for pixel; a drag of the scroll bar, or the band's end, moves the band in proportion. The
 * band's first row has the number `origin`. Bands never change: what moves one gives another.
 */
export class ScrollBand {
  private constructor(
    readonly rowHeight: number,
    private readonly bandRows: number,
    readonly first: number,
    readonly last: number,
    readonly origin: number,
  ) {}

  static empty(rowHeight: number, bandRows = defaultBandRows): ScrollBand {
    return new ScrollBand(rowHeight, bandRows, 0, 0, 0);
  }

  /** Rows in the band. */
  get rows(): number {
    return Math.min(this.last - this.first, this.bandRows);
  }

  /** Takes the view's rows [first, last), with the given row, which may be fractional, first on screen. */
  over(first: number, last: number, top: number, screenRows: number): Scrolled {
    const band = new ScrollBand(this.rowHeight, this.bandRows, first, Math.max(first, last), this.origin);
    const wanted = Math.max(first, Math.min(top, band.last - screenRows));
    const origin = band.clampOrigin(this.origin);
    return band.at(origin).showing(wanted, screenRows);
  }

  /** @returns the row at the scroll position, fractional. */
  topAt(scrollTop: number): number {
    return this.origin + scrollTop / this.rowHeight;
  }

  /** A person moved the scroll bar from one position to another. */
  scrolled(from: number, to: number, screenRows: number): Scrolled {
    if (this.isWhole) return { band: this, scrollTop: to };
    const moved = Math.abs(to - from) / this.rowHeight;
    if (moved <= stepScreens * screenRows) return this.showing(this.topAt(to), screenRows);
    const share = Math.min(1, Math.max(0, to / ((this.rows - screenRows) * this.rowHeight)));
    const top = this.first + share * (this.last - this.first - screenRows);
    return { band: this.at(this.clampOrigin(Math.round(top - to / this.rowHeight))), scrollTop: to };
  }

  private get isWhole(): boolean {
    return this.last - this.first <= this.bandRows;
  }

  private at(origin: number): ScrollBand {
    return new ScrollBand(this.rowHeight, this.bandRows, this.first, this.last, origin);
  }

  /** The band itself where it reaches far enough around the row, else one that does. */
  private showing(top: number, screenRows: number): Scrolled {
    const fits = this.isWhole || this.reaches(top, screenRows);
    const band = fits ? this : this.at(this.proportionalOrigin(top, screenRows));
    return { band, scrollTop: (top - band.origin) * this.rowHeight };
  }

  /** Whether the longest step still ends inside the band in both directions, or the view itself ends there. */
  private reaches(top: number, screenRows: number): boolean {
    const within = top - this.origin;
    const step = stepScreens * screenRows;
    const above = within >= step || (this.origin === this.first && within >= 0);
    const left = this.rows - screenRows - within;
    const below = left >= step || (this.origin + this.rows === this.last && left >= 0);
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
