import { decodeCbor, decodeMsgpack } from './decodeBinary';
import { type DecodedFrame, type DecoderKind, type TreeKind, decoderNames } from './decodedFrame';
import { decodeHex } from './decodeHex';
import { decodeJson } from './decodeJson';
import { decodeRaw } from './decodeRaw';
import { decodeText } from './decodeText';
import { type DetectedKind, detectDecoder } from './detectDecoder';

/** Trees are made of frames up to this size; checking one takes about 10 ms per MiB. */
export const maxTreeBytes = 16 * 1024 * 1024;

/**
 * Decodes one frame for display. Never throws: bytes that are not what was chosen give a DecodeFailure.
 *
 * @param bytes the frame, or its start
 * @param kind `auto` never fails: it falls back to text or hex
 * @param frameBytes the whole frame's size where `bytes` are only its start
 */
export function decodeFrame(bytes: Uint8Array, kind: DecoderKind, frameBytes = bytes.length): DecodedFrame {
  if (frameBytes === 0) return { kind: 'empty' };
  const chosen = kind === 'auto' ? choose(bytes, frameBytes) : { kind };
  const decoded = decodeAs(bytes, chosen.kind, frameBytes);
  if (!chosen.notice || decoded.kind === 'empty' || decoded.kind === 'error') return decoded;
  return { ...decoded, notice: [chosen.notice, decoded.notice].filter(Boolean).join(' ') };
}

function decodeAs(bytes: Uint8Array, kind: Exclude<DecoderKind, 'auto'>, frameBytes: number): DecodedFrame {
  switch (kind) {
    case 'text': {
      const decoded = decodeText(bytes);
      return { ...decoded, truncated: decoded.shownBytes < frameBytes };
    }
    case 'raw': {
      const decoded = decodeRaw(bytes);
      return { ...decoded, truncated: decoded.shownBytes < frameBytes };
    }
    case 'hex':
      return { kind: 'hex', view: decodeHex(bytes) };
    case 'json':
    case 'msgpack':
    case 'cbor': {
      const obstacle = treeObstacle(bytes, kind, frameBytes);
      if (obstacle) return { kind: 'error', decoder: kind, error: obstacle };
      if (kind === 'json') return decodeJson(bytes);
      return kind === 'msgpack' ? decodeMsgpack(bytes) : decodeCbor(bytes);
    }
  }
}

/** @returns why there can be no tree, whatever the bytes are. */
function treeObstacle(bytes: Uint8Array, kind: TreeKind, frameBytes: number): string | undefined {
  if (frameBytes > maxTreeBytes) {
    return `The frame has ${sizeText(frameBytes)}; ${decoderNames[kind]} is shown up to ${sizeText(maxTreeBytes)}. Use Text or Hex, or save the frame.`;
  }
  if (bytes.length < frameBytes) {
    return `${decoderNames[kind]} needs the whole frame, and only its start is loaded.`;
  }
  return undefined;
}

interface Choice {
  readonly kind: Exclude<DecoderKind, 'auto'>;
  readonly notice?: string;
}

/** How much of a large frame is looked at to tell what it is. */
const probeBytes = 64 * 1024;

function choose(bytes: Uint8Array, frameBytes: number): Choice {
  const whole = bytes.length === frameBytes && frameBytes <= maxTreeBytes;
  const detected = whole ? detectDecoder(bytes) : detectDecoder(bytes.subarray(0, probeBytes), true);
  const kind = shownKind(detected);
  if (whole || kind === 'text' || kind === 'hex') return { kind };
  return { kind: kind === 'json' ? 'text' : 'hex', notice: treeObstacle(bytes, kind, frameBytes) };
}

function shownKind(detected: DetectedKind): Exclude<DecoderKind, 'auto' | 'raw'> {
  return detected === 'empty' ? 'hex' : detected;
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const kib = bytes / 1024;
  const [value, unit] = kib < 1024 ? [kib, 'KiB'] : [kib / 1024, 'MiB'];
  return `${value.toFixed(value < 100 ? 1 : 0).replace(/\.0$/, '')} ${unit}`;
}
