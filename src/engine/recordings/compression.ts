import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { WorkbenchError } from '../../base/workbenchError';
import { type PackedRecords } from '../../recording/encodeChunk';
import { type Compression } from '../../protocol/recording';

/** Level 1: three times smaller at most rates, and far above what a socket brings. */
const zstdLevel = 1;

/** What Node has since 22.15, and its types for 20 do not know. */
interface Zstd {
  zstdCompress(
    plain: Uint8Array,
    options: { params: Readonly<Record<number, number>> },
    done: (error: Error | null, packed: Uint8Array) => void,
  ): void;
}
/** ZSTD_c_compressionLevel of zstd.h. */
const levelParameter = 100;

export type Packer = (plain: Uint8Array) => Promise<PackedRecords>;

/**
 * @returns what packs chunks, on another thread where that is work.
 * @throws recording/noCompression where this Node (before 22.15) cannot.
 */
export function packerFor(compression: Compression): Packer {
  if (compression === 'none') return (plain) => Promise.resolve({ compression: '', bytes: plain });
  const { zstdCompress } = zlib as unknown as Partial<Zstd>;
  if (!zstdCompress) {
    throw new WorkbenchError({
      code: 'recording/noCompression',
      message:
        'This VS Code is too old for zstd. Set zeromq.recording.compression to none, or update VS Code to 1.101 or later.',
      action: 'extensionSettings',
    });
  }
  const compress = promisify(zstdCompress);
  const options = { params: { [levelParameter]: zstdLevel } };
  return async (plain) => ({ compression: 'zstd', bytes: await compress(plain, options) });
}
