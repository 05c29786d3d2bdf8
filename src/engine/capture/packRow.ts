import { previewBytes, type RowWriter } from '../../protocol/rows';
import type { RowCursor } from './rowCursor';

const separator = Uint8Array.of(0x1f);
const nothing = new Uint8Array(0);

function topicOf(cursor: RowCursor): Uint8Array {
  return cursor.topic ?? nothing;
}

/**
 * The start of the body frames, which are those after the topic or routing id. A published message of one frame is
 * topic and body in one.
 */
function previewParts(cursor: RowCursor): Uint8Array[] {
  const first = cursor.frameCount === 1 && cursor.peer === undefined ? 0 : cursor.topicFrame + 1;
  const parts: Uint8Array[] = [];
  let room = previewBytes;
  for (let index = first; index < cursor.frameCount && room > 0; index++) {
    if (index > first) {
      parts.push(separator);
      room--;
    }
    const part = cursor.frame(index).subarray(0, room);
    parts.push(part);
    room -= part.length;
  }
  return parts;
}

function pack(writer: RowWriter, cursor: RowCursor, payload: readonly Uint8Array[]): void {
  writer.append(
    cursor.row,
    cursor.timeLow,
    cursor.timeHigh,
    cursor.size,
    cursor.frameCount,
    cursor.outgoing,
    cursor.topicFrame,
    topicOf(cursor),
    payload,
  );
}

/** Appends the message with its preview. */
export function packRow(writer: RowWriter, cursor: RowCursor): void {
  pack(writer, cursor, previewParts(cursor));
}

/** Appends the message with all its frames, each behind its length as uint32. */
export function packWholeRow(writer: RowWriter, cursor: RowCursor): void {
  const lengths = new DataView(new ArrayBuffer(4 * cursor.frameCount));
  const payload: Uint8Array[] = [];
  for (let index = 0; index < cursor.frameCount; index++) {
    const frame = cursor.frame(index);
    lengths.setUint32(4 * index, frame.length, true);
    payload.push(new Uint8Array(lengths.buffer, 4 * index, 4), frame);
  }
  pack(writer, cursor, payload);
}
