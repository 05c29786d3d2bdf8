import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { unpackLz4 } from '../../recording/lz4';

/** What Node has since 22.15, and its types for 20 do not know. */
interface Zstd {
  zstdDecompress(
    packed: Uint8Array,
    options: { maxOutputLength: number },
    done: (error: Error | null, plain: Uint8Array) => void,
  ): void;
}
const { zstdDecompress } = zlib as unknown as Partial<Zstd>;

/** @returns a chunk's records without compression. Rejects where they are damaged or packed in a way we cannot read. */
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
      if (!zstdDecompress) throw new Error('This VS Code cannot read zstd. Update it to 1.101 or later.');
      const plain = await promisify(zstdDecompress)(packed, { maxOutputLength: plainLength });
      if (plain.length !== plainLength) throw new RangeError('The chunk has another length than it says.');
      return plain;
    }
    default:
      throw new Error(`Chunks packed with ${compression} cannot be read; zstd and lz4 can.`);
  }
}
