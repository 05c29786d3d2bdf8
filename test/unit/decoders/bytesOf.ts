import { fromHex } from '../../../src/base/bytes';

/** @param hex digits, spaces allowed. */
export function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex.replaceAll(' ', ''));
  if (!bytes) throw new Error(`not hex: ${hex}`);
  return bytes;
}
