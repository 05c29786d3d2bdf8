import { type FrameData, captureMessage } from '../../../protocol/capture';
import { showBytes } from '../../../model/frameText';
import { toHex, utf8Decode } from '../../../base/bytes';
import { isPrintable } from '../../../model/visibleText';
import type { Inspector } from '../inspector';
import type { MenuItem } from '../page/popupMenu';

/** More than anybody pastes; the rest is for "Save Frame". */
const copiedBytes = 1024 * 1024;

/** Copies the selected message: its frames as text, one a line; those that are not text in hex. */
export async function copyMessage(inspector: Inspector): Promise<void> {
  const { selectedRow: row } = inspector.state.value;
  if (row === undefined) return;
  const message = await inspector.engine.request(captureMessage, {
    capture: inspector.session.value.id,
    row,
    fromFrame: 0,
    frameCount: 1000,
    maxFrameBytes: copiedBytes,
  });
  await inspector.copy(message.frames.map(({ bytes }) => frameForCopy(bytes)).join('\n'), 'Message');
}

/** @returns the frame as text where it is text, else `0x` and hex digits. */
export function frameForCopy(bytes: Uint8Array): string {
  const text = utf8Decode(bytes);
  return text !== undefined && isPrintable(text) ? text : showBytes(bytes, 2 * copiedBytes + 2);
}

/** What the copy button of the details offers. */
export function copyItems(inspector: Inspector, frame: FrameData | undefined): MenuItem[] {
  const message: MenuItem = {
    label: 'Copy Message',
    detail: 'frames as text, one a line',
    run: () => void inspector.attempt(() => copyMessage(inspector)),
  };
  if (!frame) return [message];
  const { bytes } = frame;
  return [
    message,
    { label: 'Copy Frame', detail: 'as text', run: () => void inspector.copy(frameForCopy(bytes), 'Frame') },
    { label: 'Copy Frame as Hex', run: () => void inspector.copy(toHex(bytes), 'Frame') },
  ];
}
