import type { Filter } from '../../model/filter/parseFilter';
import type { LazyChunk } from './chunkStream';
import type { RowCursor } from './rowCursor';

/**
 * Finds the rows of a chunk that match, in order. Where the filter names bytes that every match holds, the chunk is
 * searched for them as a whole, and only the rows around a hit are looked at; most chunks are not even walked.
 *
 * @param from and to: rows of the chunk, counted from 0.
 * @param found gets the cursor on each row that matches.
 */
export function scanChunk(
  chunk: LazyChunk,
  firstRow: number,
  count: number,
  from: number,
  to: number,
  filter: Filter,
  cursor: RowCursor,
  found: (cursor: RowCursor) => void,
): void {
  if (from >= to) return;
  // Topics of another tool's recording are not in its chunks.
  const needle = cursor.hasChannels ? undefined : filter.requiredNeedle;
  if (!needle) {
    const { rows } = chunk;
    for (let index = from; index < Math.min(to, rows.count); index++) {
      cursor.moveTo(rows, index, firstRow + index);
      if (filter.matches(cursor)) found(cursor);
    }
    return;
  }
  let at = from === 0 ? 0 : (chunk.rows.offsets[from] ?? chunk.length);
  const end = to >= count ? chunk.length : (chunk.rows.offsets[to] ?? chunk.length);
  let next = from;
  for (;;) {
    const hit = needle.indexIn(chunk.bytes, at, end);
    if (hit < 0) return;
    const { rows } = chunk;
    const index = rowAround(rows.offsets, next, Math.min(to, rows.count), hit);
    if (index >= next) {
      cursor.moveTo(rows, index, firstRow + index);
      if (filter.matches(cursor)) found(cursor);
      next = index + 1;
    }
    if (next >= Math.min(to, rows.count)) return;
    // A hit in an event's record, before the first row, says nothing of the row after it.
    at = rows.offsets[next]!;
  }
}

/** @returns the last index in [from, to) whose record begins at or before `offset`; from - 1 without one. */
function rowAround(offsets: Uint32Array, from: number, to: number, offset: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
