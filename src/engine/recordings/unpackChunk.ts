import { unpackLz4 } from '../../recording/lz4';
import { UnknownCompressionError, UnsupportedCompressionError } from '../../recording/unpackError';
import { unpackZstd } from './zstd';

/**
 * @param plainLength bytes that must come out.
 * @returns a chunk's records without compression. Rejects with UnsupportedCompressionError where they are compressed in
 *   a way that this VS Code cannot read, with UnknownCompressionError where nobody is known who can, else where they are
 *   damaged.
 */
export async function unpackChunk(
  compression: string,
  packed: Uint8Array,
  plainLength: number,
): Promise<Uint8Array> {
  switch (compression) {
    case '':
      return packed;
    case 'lz4':
      return unpackLz4(packed, plainLength);
    case 'zstd': {
      if (!unpackZstd) {
        throw new UnsupportedCompressionError(
          'This VS Code cannot read chunks compressed with zstd. Update it to 1.101 or later.',
        );
      }
      const plain = await unpackZstd(packed, plainLength);
      if (plain.length !== plainLength) throw new RangeError('The chunk has another length than it says.');
      return plain;
    }
    default:
      throw new UnknownCompressionError(compression);
  }
}
