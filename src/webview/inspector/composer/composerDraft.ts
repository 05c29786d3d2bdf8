import { fromHex, toHex, utf8Encode } from '../../../base/bytes';
import { WorkbenchError } from '../../../base/workbenchError';
import { type InputMistake, frameInputOf, parseFrameInput } from '../../../model/frameInput';
import { showRoutingId } from '../../../model/frameText';
import { type SocketType, traitsOf } from '../../../model/socketType';
import { unescapeHidden } from '../../../model/visibleText';
import type { ComposerDraft, ComposerFrame } from '../../../protocol/inspector';

export const emptyFrame: ComposerFrame = { kind: 'text', value: '' };

/** What a new composer starts with: a topic and a body where messages have topics. */
export function newDraft(type: SocketType): ComposerDraft {
  const hasTopic = type === 'PUB' || type === 'XPUB';
  const frames = hasTopic ? [{ kind: 'text', value: '' } as const, emptyFrame] : [emptyFrame];
  return { frames, perSecond: 1, count: 0 };
}

/** Sockets that name the receiver in front of every message. */
export function addressesPeers(type: SocketType): boolean {
  return type === 'ROUTER' || type === 'STREAM';
}

/** Sockets whose partners may be REP or REQ, which want an empty frame in front of the body (RFC 28). */
export function mayNeedDelimiter(type: SocketType): boolean {
  return type === 'DEALER' || type === 'ROUTER';
}

export function hasDelimiter({ frames }: ComposerDraft): boolean {
  const [first] = frames;
  return frames.length > 1 && first?.kind === 'text' && first.value === '';
}

export function withDelimiter(draft: ComposerDraft, wanted: boolean): ComposerDraft {
  if (wanted === hasDelimiter(draft)) return draft;
  return { ...draft, frames: wanted ? [emptyFrame, ...draft.frames] : draft.frames.slice(1) };
}

export interface FrameCheck {
  readonly mistakes: readonly InputMistake[];
  /** `empty`, `12 B`, `template`: what will be sent. */
  readonly bytes: number | 'template' | 'file';
}

export function checkFrame(frame: ComposerFrame): FrameCheck {
  const parsed = parseFrameInput(frame);
  switch (parsed.kind) {
    case 'bytes':
      return { mistakes: [], bytes: parsed.bytes.length };
    case 'template':
    case 'file':
      return { mistakes: [], bytes: parsed.kind };
    case 'mistakes':
      return { mistakes: parsed.mistakes, bytes: 0 };
  }
}

/** @returns the first fault of the draft as a sentence, or undefined where it can be sent. */
export function faultOf(draft: ComposerDraft, type: SocketType): string | undefined {
  for (const [index, frame] of draft.frames.entries()) {
    const [mistake] = checkFrame(frame).mistakes;
    if (mistake) return `Frame ${index}: ${mistake.message}`;
  }
  if (draft.frames.length === 0 && !draft.routingId) return 'A message has one frame at least. Add one.';
  if (traitsOf(type).singleFrame && draft.frames.length > 1) {
    return `${type} sends single frames only. Remove the others.`;
  }
  return undefined;
}

/**
 * @returns a routing id in hex from what was typed: bytes as `hex:00ff`, as commands take them, or `0x00ff`, as ids are
 *   shown; else text, in which `\x00` is a character. `text:` in front makes a text of whatever follows.
 */
export function readRoutingId(typed: string): string {
  const hex = /^(?:0[xX]|hex:)([0-9a-fA-F\s]*)$/.exec(typed)?.[1]?.replace(/\s+/g, '');
  if (hex !== undefined && hex.length % 2 === 0) return hex.toLowerCase();
  return toHex(utf8Encode(unescapeHidden(typed.replace(/^text:/, ''))));
}

/** @returns the routing id as it is shown, or with `text:` in front where that would be read as another. */
export function writeRoutingId(hex: string): string {
  const shown = showRoutingIdOf(hex);
  return readRoutingId(shown) === hex ? shown : `text:${shown}`;
}

export function showRoutingIdOf(hex: string): string {
  return showRoutingId(fromHex(hex) ?? new Uint8Array());
}

const mostEditedFrames = 200;
const mostEditedBytes = 1024 * 1024;

/**
 * @param frames of a captured message, whole
 * @returns the draft that sends the same again
 * @throws WorkbenchError where there is too much to edit
 */
export function draftOf(type: SocketType, frames: readonly Uint8Array[], pace: ComposerDraft): ComposerDraft {
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
  if (frames.length > mostEditedFrames || bytes > mostEditedBytes) {
    throw new WorkbenchError({
      code: 'composer/tooLarge',
      message: `The composer takes up to ${mostEditedFrames} frames and 1 MiB. Send the message again as it is, or save the frames that you change and send them as files.`,
    });
  }
  const { perSecond, count } = pace;
  const [address, ...rest] = frames;
  if (!addressesPeers(type) || !address) return { frames: frames.map(frameInputOf), perSecond, count };
  return { frames: rest.map(frameInputOf), routingId: toHex(address), perSecond, count };
}

/** @returns a line for the history: the frames' starts, `2 frames`. */
export function summaryOf({ frames, routingId }: ComposerDraft): string {
  const parts = frames.map(({ kind, value }) =>
    value === '' ? '∅' : kind === 'file' ? `file ${value}` : value,
  );
  const line = parts.join(' │ ').replace(/\s+/g, ' ');
  const short = line.length > 70 ? `${line.slice(0, 69)}…` : line;
  return routingId ? `to ${showRoutingIdOf(routingId)}: ${short}` : short;
}
