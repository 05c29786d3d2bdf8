import { toHex } from '../../../base/bytes';
import { type DecodedFrame, type DecoderKind, decoderNames } from '../../../model/decoders/decodedFrame';
import type { InspectorState } from '../../../protocol/inspector';
import type { ShownFrame, ShownMessage } from './selectedMessage';

/** @returns what decoders are pinned under: the topic's bytes in hex, empty where messages have no topic. */
export function topicKey({ result, frames }: ShownMessage): string {
  const topic = frames.get(result.topicFrame);
  return topic ? toHex(topic.bytes.subarray(0, 255)) : '';
}

/** A pinned decoder is for what a topic carries, not for the envelope around it. */
export function isPinnable({ label }: ShownFrame): boolean {
  return label.role === 'body';
}

/** @returns the decoder in force: chosen by hand, else pinned, else `auto`. */
export function decoderFor(
  message: ShownMessage,
  frame: ShownFrame,
  chosen: DecoderKind | undefined,
  { pinnedDecoders }: InspectorState,
): DecoderKind {
  if (chosen) return chosen;
  return (isPinnable(frame) ? pinnedDecoders[topicKey(message)] : undefined) ?? 'auto';
}

/** `Auto: JSON`, `Hex`: what was chosen and what came of it. */
export function decoderTitle(kind: DecoderKind, decoded: DecodedFrame): string {
  if (kind !== 'auto' || decoded.kind === 'empty' || decoded.kind === 'error') return decoderNames[kind];
  return `${decoderNames.auto}: ${decoderNames[decoded.kind]}`;
}
