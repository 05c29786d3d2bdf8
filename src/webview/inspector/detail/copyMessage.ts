import { toHex, utf8Decode } from '../../../base/bytes';
import { cutAtCharacter } from '../../../model/decoders/utf8';
import { showBytes } from '../../../model/frameText';
import { isPrintable } from '../../../model/visibleText';
import { type FrameData, type MessageResult, captureFrame, captureMessage } from '../../../protocol/capture';
import type { Inspector } from '../inspector';
import type { MenuItem } from '../page/popupMenu';
import { saveFrame } from './saveFrame';

/** More than anybody pastes; a saved frame and an export have no bounds. */
const mostFrames = 1000;
const mostBytesOfEach = 1024 * 1024;
const mostBytesOfOne = 16 * 1024 * 1024;

type CopiedFrame = Pick<FrameData, 'bytes' | 'size'>;

/** Copies the selected message: its frames as text, one a line; those that are not text in hex. Says so where that is not all. */
export async function copyMessage(inspector: Inspector): Promise<void> {
  const { selectedRow: row } = inspector.state.value;
  if (row === undefined) return;
  const message = await inspector.engine.request(captureMessage, {
    capture: inspector.session.value.id,
    row,
    fromFrame: 0,
    frameCount: mostFrames,
    maxFrameBytes: mostBytesOfEach,
  });
  await inspector.copy(message.frames.map(frameForCopy).join('\n'), 'Message');
  const missing = missingOf(inspector, message);
  if (missing === undefined) return;
  inspector.note.value = {
    text: `${missing} Export the message to have all.`,
    action: { label: 'Export…', run: () => void inspector.run('zeromq.recording.export') },
  };
}

/**
 * @returns the frame as text where it is text, else `0x` and hex digits. What is only the start of a frame ends with a
 *   whole character.
 */
export function frameForCopy({ bytes, size }: CopiedFrame): string {
  const whole = bytes.length < size ? bytes.subarray(0, cutAtCharacter(bytes, bytes.length)) : bytes;
  const text = utf8Decode(whole);
  if (text !== undefined && isPrintable(text)) return text;
  return showBytes(text === undefined ? bytes : whole, 2 * bytes.length + 2);
}

/** What the copy button of the details offers. @param frame of the message in that row, as far as it was loaded */
export function copyItems(inspector: Inspector, row: number, frame: FrameData | undefined): MenuItem[] {
  const message: MenuItem = {
    label: 'Copy Message',
    detail: 'frames as text, one a line',
    run: () => void inspector.attempt(() => copyMessage(inspector)),
  };
  if (!frame) return [message];
  const copy = (write: (copied: CopiedFrame) => string) => () =>
    void inspector.attempt(() => copyFrame(inspector, row, frame, write));
  return [
    message,
    { label: 'Copy Frame', detail: 'as text', run: copy(frameForCopy) },
    { label: 'Copy Frame as Hex', run: copy(({ bytes }) => toHex(bytes)) },
  ];
}

/** Copies a frame, also what of it is not on screen. */
async function copyFrame(
  inspector: Inspector,
  row: number,
  { index, bytes: loaded, size }: FrameData,
  write: (frame: CopiedFrame) => string,
): Promise<void> {
  const { engine, session, formats } = inspector;
  const length = Math.min(size, mostBytesOfOne);
  const params = { capture: session.value.id, row, frame: index, offset: 0, length };
  const bytes =
    loaded.length < length ? (await engine.request(captureFrame, params)).bytes : loaded.subarray(0, length);
  await inspector.copy(write({ bytes, size }), 'Frame');
  if (bytes.length >= size) return;
  inspector.note.value = {
    text: `Only the first ${formats.bytes(bytes.length)} of the frame's ${formats.bytes(size)} were copied. Save the frame to have all.`,
    action: { label: 'Save Frame…', run: () => saveFrame(inspector, row, index) },
  };
}

/** @returns what of a copied message was left out, or undefined where nothing was */
function missingOf({ formats }: Inspector, { frames, frameCount }: MessageResult): string | undefined {
  if (frames.length < frameCount) {
    return `Only the first ${formats.count(frames.length)} of ${formats.counted(frameCount, 'frame')} were copied.`;
  }
  const cut = frames.find(({ bytes, size }) => bytes.length < size);
  if (!cut) return undefined;
  const [some, all] = [formats.bytes(cut.bytes.length), formats.bytes(cut.size)];
  return `Only the first ${some} of the ${all} of frame ${cut.index} were copied.`;
}
