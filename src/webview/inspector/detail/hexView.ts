import { LitElement, html } from 'lit';
import type { ByteRange } from '../../../model/decoders/diffBytes';
import { type HexRow, bytesPerRow, decodeHex } from '../../../model/decoders/decodeHex';

const lineHeight = 17;
/** Pixels between the columns, as styled. */
const columnGap = 10;
const spareLines = 8;
/** A browser draws elements up to some 33 million pixels tall; what is beyond is for "Save Frame". */
const mostLines = 1_500_000;

/** Bytes in hex and ASCII, drawn only where they are on screen. Bytes that differ from before are marked. */
export class HexView extends LitElement {
  static override properties = {
    bytes: { attribute: false },
    changed: { attribute: false },
    firstLine: { state: true },
    perRow: { state: true },
  };
  declare bytes: Uint8Array;
  declare changed: readonly ByteRange[];
  declare firstLine: number;
  /** Bytes on a line: as many as leave the ASCII column in sight. */
  declare perRow: number;
  private drawn = { height: 0, top: 0 };
  private readonly observer = new ResizeObserver(() => this.requestUpdate());

  constructor() {
    super();
    this.bytes = new Uint8Array();
    this.changed = [];
    this.firstLine = 0;
    this.perRow = bytesPerRow;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('hex');
    this.tabIndex = 0;
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', 'Bytes');
    this.addEventListener('scroll', this.scrolled, { passive: true });
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('scroll', this.scrolled);
    this.observer.disconnect();
  }

  protected override render() {
    const view = decodeHex(this.bytes, this.perRow);
    const lines = Math.min(view.rowCount, mostLines);
    const from = Math.max(0, Math.min(this.firstLine, lines - 1) - spareLines);
    const count = Math.ceil((this.clientHeight || 400) / lineHeight) + 2 * spareLines;
    const rows = view.rows(from, Math.min(count, lines - from));
    const beyond =
      view.rowCount > lines ? `Shown up to byte ${lines * this.perRow}. Save the frame for the rest.` : '';
    this.drawn = { height: lines * lineHeight, top: from * lineHeight };
    return html`<div class="hex-space"><div class="hex-lines">${rows.map((row) => this.line(row))}</div></div>
      ${beyond ? html`<div class="hex-beyond">${beyond}</div>` : ''}`;
  }

  /** Styles go through the CSSOM: the page's policy forbids them in markup. */
  protected override updated(): void {
    const { height, top } = this.drawn;
    this.querySelector<HTMLElement>('.hex-space')!.style.height = `${height}px`;
    this.querySelector<HTMLElement>('.hex-lines')!.style.transform = `translateY(${top}px)`;
    this.fitLine();
  }

  /** All characters are equally wide, so that the offset's tell how wide a line of sixteen bytes is. */
  private fitLine(): void {
    const offset = this.querySelector<HTMLElement>('.hex-offset');
    const digits = offset?.textContent.length ?? 0;
    if (!offset || digits === 0 || this.clientWidth === 0) return;
    const { paddingLeft } = getComputedStyle(this);
    const character = (offset.getBoundingClientRect().width - columnGap) / digits;
    const line = parseFloat(paddingLeft) + 2 * columnGap + (digits + 4 * bytesPerRow) * character;
    const perRow = line <= this.clientWidth ? bytesPerRow : bytesPerRow / 2;
    if (perRow === this.perRow) return;
    const firstByte = this.firstLine * this.perRow;
    this.perRow = perRow;
    void this.updateComplete.then(() => (this.scrollTop = (firstByte / perRow) * lineHeight));
  }

  private line(row: HexRow) {
    const marks = this.marksIn(row.offset);
    return html`<div class="hex-line">
      <span class="hex-offset">${row.label}</span>
      <span class="hex-bytes">${marked(row.hex, marks, hexColumns)}</span>
      <span class="hex-ascii">${marked(row.ascii, marks, asciiColumns)}</span>
    </div>`;
  }

  /** Changed bytes of one line, counted from its start. */
  private marksIn(offset: number): ByteRange[] {
    return this.changed
      .filter(({ from, to }) => from < offset + this.perRow && to > offset)
      .map(({ from, to }) => ({
        from: Math.max(0, from - offset),
        to: Math.min(this.perRow, to - offset),
      }));
  }

  private readonly scrolled = () => {
    this.firstLine = Math.floor(this.scrollTop / lineHeight);
  };
}

/** Characters of the hex column that bytes [from, to) take: two each, a gap after each, a wider one after eight. */
function hexColumns({ from, to }: ByteRange): ByteRange {
  const start = (byte: number) => 3 * byte + (byte >= 8 ? 1 : 0);
  return { from: start(from), to: start(to - 1) + 2 };
}

function asciiColumns(range: ByteRange): ByteRange {
  return range;
}

function marked(text: string, marks: readonly ByteRange[], columns: (range: ByteRange) => ByteRange) {
  if (marks.length === 0) return text;
  const parts: unknown[] = [];
  let at = 0;
  for (const { from, to } of marks.map(columns)) {
    parts.push(text.slice(at, from), html`<span class="changed">${text.slice(from, to)}</span>`);
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

customElements.define('hex-view', HexView);
