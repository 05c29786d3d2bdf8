import { detectDecoder } from '../../../model/decoders/detectDecoder';

/** Enough to tell what a frame is; the whole of most. */
const probeBytes = 1024 * 1024;

/** First bytes of formats that other programs open by their extension. */
const signatures: readonly (readonly [extension: string, bytes: string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['gz', '\x1f\x8b\x08'],
  ['zst', '\x28\xb5\x2f\xfd'],
  ['mcap', '\x89MCAP0\r\n'],
];

/** @returns the extension by content, without dot: `json`, `txt`, `msgpack`, `cbor`, `png` …, else `bin`. */
export function extensionOf(frame: Uint8Array): string {
  const start = Buffer.from(frame.buffer, frame.byteOffset, Math.min(8, frame.length)).toString('latin1');
  const signed = signatures.find(([, bytes]) => start.startsWith(bytes));
  if (signed) return signed[0];
  const kind = detectDecoder(frame.subarray(0, probeBytes), frame.length > probeBytes);
  switch (kind) {
    case 'text':
      return 'txt';
    case 'json':
    case 'msgpack':
    case 'cbor':
      return kind;
    case 'empty':
    case 'hex':
      return 'bin';
  }
}

/** Where a frame is in what is exported, and what the names that sort before and after it are filled up to. */
export interface FramePlace {
  readonly row: number;
  /** Digits of each row. */
  readonly rowDigits: number;
  readonly index: number;
  /** Frames of its message. */
  readonly frameCount: number;
}

/** @returns `000123-0.json`: row, frame, extension. Both numbers are filled up, so that the files sort as they came. */
export function frameFileName({ row, rowDigits, index, frameCount }: FramePlace, frame: Uint8Array): string {
  const digits = String(frameCount - 1).length;
  return `${String(row).padStart(rowDigits, '0')}-${String(index).padStart(digits, '0')}.${extensionOf(frame)}`;
}
