import { showBytes } from '../../../model/frameText';
import { isoTime } from '../../../recording/timestamp';
import type { RowCursor } from '../../capture/rowCursor';
import { type Write, writeFrames } from './frameValue';

const maxTopicText = 520;

/** RFC 4180 with a header line (docs/recordings.md, "CSV"). */
export function writeCsvHeader(write: Write): void {
  write('row,time,direction,topic,frame count,size,frames\r\n');
}

export function writeCsvRow(cursor: RowCursor, write: Write): void {
  const { topic } = cursor;
  write(`${cursor.row},${isoTime(cursor.timeLow, cursor.timeHigh)},${cursor.direction},`);
  write(`${cellOf(topic ? showBytes(topic, maxTopicText) : '')},${cursor.frameCount},${cursor.size},"`);
  writeFrames(
    cursor.frameCount,
    (index) => cursor.frame(index),
    (text) => write(text.replaceAll('"', '""')),
  );
  write('"\r\n');
}

/**
 * What begins such a cell is a formula to spreadsheet programs, which would run it; an apostrophe in front tells them
 * that it is text. One that is there already gets another, so that taking one off gives the text back.
 */
const formula = /^[=+\-@\t\r']/;

/** @returns text as a cell: harmless to spreadsheets, and quoted where it has to be (RFC 4180, 2.6 and 2.7). */
export function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
