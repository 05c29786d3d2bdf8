import { WorkbenchError } from '../../base/workbenchError';
import type { PackedRecords } from '../../recording/encodeChunk';
import type { Compression } from '../../protocol/recording';
import { packZstd } from './zstd';

/** The fastest: text becomes a third of its size, and it packs more in a second than a socket brings. */
const zstdLevel = 1;

export type Packer = (plain: Uint8Array) => Promise<PackedRecords>;

/**
 * @returns what packs the records of a chunk, on another thread where that is work.
 * @throws recording/noCompression where this Node (before 22.15) cannot.
 */
export function packerFor(compression: Compression): Packer {
  if (compression === 'none') return (plain) => Promise.resolve({ compression: '', bytes: plain });
  const pack = packZstd;
  if (!pack) {
    throw new WorkbenchError({
      code: 'recording/noCompression',
      message:
        'This VS Code is too old for zstd. Set zeromq.recording.compression to none, or update VS Code to 1.101 or later.',
      action: 'extensionSettings',
    });
  }
  return async (plain) => ({ compression: 'zstd', bytes: await pack(plain, zstdLevel) });
}
