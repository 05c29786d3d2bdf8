import { utf8Decode } from '../../../base/bytes';
import { toBase64 } from '../../../model/base64';
import { oneLine } from '../../../model/oneLineJson';
import { captureRows } from '../../../protocol/capture';
import { type PackedRow, unpackFrames, unpackRows } from '../../../protocol/rows';
import { viewFilterOf } from '../filter/filterRequest';
import type { Inspector } from '../inspector';

/** What a clipboard and who pastes can take; an export has no bounds. */
const mostRows = 1000;
const mostCharacters = 4 * 1024 * 1024;

/** Copies the selected rows that show, each as a line of JSON (docs/recordings.md). Says so where that are not all. */
export async function copyRows(inspector: Inspector): Promise<void> {
  const { selectedRows, state, formats } = inspector;
  const first = await selectedRows.firstRows(mostRows);
  if (!first) return;
  // Times need not be told: they are in the order of the rows.
  const { text: filter, matchCase } = viewFilterOf(state.value);
  const { rows } = await inspector.engine.request(captureRows, {
    capture: inspector.session.value.id,
    ...first.range,
    filter,
    matchCase,
  });
  const lines = linesOf(unpackRows(rows));
  await inspector.copy(lines.join(''), formats.counted(lines.length, 'message'));
  if (lines.length >= first.total) return;
  const [some, all] = [formats.count(lines.length), formats.count(first.total)];
  inspector.note.value = {
    text: `Only the first ${some} of ${all} selected messages were copied. Export them to have all.`,
    action: {
      label: 'Export…',
      run: () => void inspector.run('zeromq.recording.export', { rows: 'selected' }),
    },
  };
}

function linesOf(rows: readonly PackedRow[]): string[] {
  const lines: string[] = [];
  let length = 0;
  for (const row of rows) {
    const line = lineOf(row);
    length += line.length;
    if (length > mostCharacters && lines.length > 0) break;
    lines.push(line);
  }
  return lines;
}

function lineOf({ timeNs, direction, payload }: PackedRow): string {
  const frames = unpackFrames(payload).map(frameValue);
  return `${oneLine(JSON.stringify({ time: String(timeNs), direction, frames }))}\n`;
}

function frameValue(bytes: Uint8Array): string | { readonly base64: string } {
  return utf8Decode(bytes) ?? { base64: toBase64(bytes) };
}
