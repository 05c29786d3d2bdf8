import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

/** What Node has since 22.15, and its types for 20 do not know. */
interface NodeZstd {
  zstdCompress(
    plain: Uint8Array,
    options: { params: Readonly<Record<number, number>> },
    done: (error: Error | null, packed: Uint8Array) => void,
  ): void;
  zstdDecompress(
    packed: Uint8Array,
    options: { maxOutputLength: number },
    done: (error: Error | null, plain: Uint8Array) => void,
  ): void;
}
const { zstdCompress, zstdDecompress } = zlib as unknown as Partial<NodeZstd>;

/** `ZSTD_c_compressionLevel` of zstd.h. */
const levelParameter = 100;

/** Packs on Node's thread pool. Undefined where this Node cannot. */
export const packZstd =
  zstdCompress &&
  ((plain: Uint8Array, level: number) =>
    promisify(zstdCompress)(plain, { params: { [levelParameter]: level } }));

/** Unpacks on Node's thread pool; rejects where more than `plainLength` bytes come out. Undefined where this Node cannot. */
export const unpackZstd =
  zstdDecompress &&
  ((packed: Uint8Array, plainLength: number) =>
    promisify(zstdDecompress)(packed, { maxOutputLength: plainLength }));
