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

/**
 * @param digits of the row, so that the files sort as the messages came.
 * @returns `000123-0.json`: row, frame, extension.
 */
export function frameFileName(row: number, digits: number, index: number, frame: Uint8Array): string {
  return `${String(row).padStart(digits, '0')}-${index}.${extensionOf(frame)}`;
}
