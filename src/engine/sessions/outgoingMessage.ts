import { randomUUID } from 'node:crypto';
import { utf8Encode } from '../../base/bytes';
import { WorkbenchError } from '../../base/workbenchError';
import { compileTemplate, type Template } from '../../model/template';
import type { OutgoingFrame } from '../../protocol/session';

/** A message to send once or many times: its templates are taken apart once and rendered per message. */
export class OutgoingMessage {
  private constructor(private readonly frames: readonly (Uint8Array | Template)[]) {}

  /** Throws a WorkbenchError for a message without frames or with mistakes in its templates. */
  static from(frames: readonly OutgoingFrame[]): OutgoingMessage {
    if (frames.length === 0) {
      const message = 'A message needs at least one frame; a frame may be empty.';
      throw new WorkbenchError({ code: 'send/noFrames', message });
    }
    return new OutgoingMessage(
      frames.map((frame, index) => ('bytes' in frame ? frame.bytes : templateOf(frame.template, index))),
    );
  }

  /** @param seq messages of this run that went before */
  render(seq: number): readonly Uint8Array[] {
    const context = {
      seq,
      nowMs: performance.timeOrigin + performance.now(),
      uuid: randomUUID,
      random: Math.random,
    };
    return this.frames.map((frame) =>
      frame instanceof Uint8Array ? frame : utf8Encode(frame.render(context)),
    );
  }
}

function templateOf(source: string, index: number): Uint8Array | Template {
  const template = compileTemplate(source);
  const [mistake] = template.mistakes;
  if (mistake) {
    const message = `Frame ${index + 1}, character ${mistake.from + 1}: ${mistake.message}`;
    throw new WorkbenchError({ code: 'send/badTemplate', message });
  }
  if (template.hasPlaceholders) return template;
  return utf8Encode(template.renderSample().text);
}
