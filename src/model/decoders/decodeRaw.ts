export interface DecodedRaw {
  readonly kind: 'raw';
  /** ASCII as it is, everything else as `\n`, `\\`, `\x00`: one line from which the bytes can be read back. */
  readonly text: string;
  readonly shownBytes: number;
  readonly truncated: boolean;
  readonly notice?: string;
}

export const maxRawBytes = 256 * 1024;

const escapes = Array.from({ length: 256 }, (_, byte) => {
  if (byte === 0x0a) return '\\n';
  if (byte === 0x0d) return '\\r';
  if (byte === 0x09) return '\\t';
  if (byte === 0x5c) return '\\\\';
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
});

/** @param maxBytes how much of the frame to show at most. */
export function decodeRaw(bytes: Uint8Array, maxBytes = maxRawBytes): DecodedRaw {
  const shown = bytes.subarray(0, maxBytes);
  const parts: string[] = [];
  for (const byte of shown) parts.push(escapes[byte] as string);
  return {
    kind: 'raw',
    text: parts.join(''),
    shownBytes: shown.length,
    truncated: shown.length < bytes.length,
  };
}
