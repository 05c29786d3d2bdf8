/** One line of a hex view. */
export interface HexRow {
  /** Offset of its first byte, a multiple of the bytes per row. */
  readonly offset: number;
  /** The offset in hex, all rows of a frame equally wide, at least four digits. */
  readonly label: string;
  /** `7b 22 73 79 6d 62 6f 6c  22 3a`, a wider gap after eight bytes, padded to full width. */
  readonly hex: string;
  /** ASCII, with a point for what has no picture. */
  readonly ascii: string;
}

export interface HexView {
  readonly byteCount: number;
  readonly rowCount: number;
  /** Rows [from, from + count), fewer at the end. */
  rows(from: number, count: number): HexRow[];
}

export const bytesPerRow = 16;
/** Bytes before the wider gap. */
const gapAfter = 8;

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A window on any frame: rows are made when asked for.
 *
 * @param perRow bytes on a row
 */
export function decodeHex(bytes: Uint8Array, perRow = bytesPerRow): HexView {
  const rowCount = Math.ceil(bytes.length / perRow);
  const labelWidth = Math.max(4, Math.max(0, bytes.length - 1).toString(16).length);
  return {
    byteCount: bytes.length,
    rowCount,
    rows: (from, count) => {
      const first = Math.max(0, Math.floor(from));
      const last = Math.min(rowCount, first + Math.max(0, count));
      const rows: HexRow[] = [];
      for (let row = first; row < last; row++) {
        rows.push(hexRow(bytes, row * perRow, perRow, labelWidth));
      }
      return rows;
    },
  };
}

/**
 * @param offset byte to start at; the first row is the one that holds it
 * @param count bytes wanted
 * @returns the rows that hold bytes [offset, offset + count)
 */
export function hexRowsOf(bytes: Uint8Array, offset: number, count: number): HexRow[] {
  const start = Math.max(0, offset);
  const end = Math.min(bytes.length, offset + Math.max(0, count));
  if (start >= end) return [];
  const first = Math.floor(start / bytesPerRow);
  return decodeHex(bytes).rows(first, Math.ceil(end / bytesPerRow) - first);
}

function hexRow(bytes: Uint8Array, offset: number, perRow: number, labelWidth: number): HexRow {
  const end = Math.min(bytes.length, offset + perRow);
  let hex = '';
  let ascii = '';
  for (let at = offset; at < end; at++) {
    const byte = bytes[at] as number;
    if (at > offset) hex += at - offset === gapAfter ? '  ' : ' ';
    hex += pairs[byte];
    ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  }
  return { offset, label: offset.toString(16).padStart(labelWidth, '0'), hex: hex.padEnd(perRow * 3), ascii };
}
