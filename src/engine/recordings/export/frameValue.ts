import { utf8Decode } from '../../../base/bytes';
import { oneLine } from '../../../model/oneLineJson';

/** Takes pieces of text, which follow one another. */
export type Write = (text: string) => void;

/** Larger frames are base64 whatever they hold, and go out in slices, since a string has its limit. */
const maxTextBytes = 64 * 1024 * 1024;
/** Divisible by three, so that the base64 of slices makes that of the whole. */
const sliceBytes = 3 * 1024 * 1024;

/** Writes bytes as a JSON string where they are UTF-8, whose text gives the same bytes, else as `{"base64":"…"}`. */
export function writeFrame(frame: Uint8Array, write: Write): void {
  const text = frame.length <= maxTextBytes ? utf8Decode(frame) : undefined;
  if (text !== undefined) {
    write(oneLine(JSON.stringify(text)));
    return;
  }
  write('{"base64":"');
  for (let at = 0; at < frame.length; at += sliceBytes) write(toBase64(frame.subarray(at, at + sliceBytes)));
  write('"}');
}

/** Writes a message's frames as a JSON array. */
export function writeFrames(count: number, frame: (index: number) => Uint8Array, write: Write): void {
  write('[');
  for (let index = 0; index < count; index++) {
    if (index > 0) write(',');
    writeFrame(frame(index), write);
  }
  write(']');
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
