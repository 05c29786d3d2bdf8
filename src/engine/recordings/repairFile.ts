import { open, truncate } from 'node:fs/promises';
import * as path from 'node:path';
import { crc32 } from 'node:zlib';
import { WorkbenchError } from '../../base/workbenchError';
import type { RecordingSummary } from '../../protocol/recording';
import { indexRecords, placedIndexes } from '../../recording/encodeChunk';
import { encodeFileEnd } from '../../recording/fileEnd';
import type { FileIndex } from '../../recording/fileIndex';
import type { FileDescription } from '../../recording/mcapRecords';
import type { RecoveredChunk } from '../../recording/recovery';
import { eventSchema } from '../capture/captureFile';
import type { DiskSource } from './diskSource';
import { fileReason } from './recordingError';
import { isOwnFile, openFile, summaryOf } from './summary';
import { unpackChunk } from './unpackChunk';

/**
 * Completes a recording of ours that was not finished: cuts off what is torn and writes the end. One that is complete
 * stays as it is.
 *
 * @throws recording/cannotRead, recording/notMcap, recording/cannotRepair
 */
export async function repairFile(file: string): Promise<RecordingSummary> {
  const { source, index } = await openFile(file);
  try {
    if (!index.isComplete) await complete(file, source, index);
  } finally {
    await source.close();
  }
  return summaryOf(file);
}

async function complete(file: string, source: DiskSource, index: FileIndex): Promise<void> {
  if (!isOwnFile(index)) {
    throw cannotRepair(
      file,
      'it was written by another tool. Try the command line tool of MCAP: mcap recover.',
    );
  }
  try {
    const chunks = [...index.chunks];
    const end: Uint8Array[] = [];
    let length = index.goodLength;
    const last = chunks.at(-1);
    if (last && !last.indexed) {
      const { bytes, chunk } = await withIndexes(source, last);
      chunks[chunks.length - 1] = chunk;
      end.push(bytes);
      length += bytes.length;
    }
    end.push(encodeFileEnd(length, descriptionOf(index), chunks, index.metadata.length));
    await truncate(file, index.goodLength);
    const handle = await open(file, 'a');
    try {
      for (const part of end) await handle.appendFile(part);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw cannotRepair(file, repairReason(error));
  }
}

async function withIndexes(source: DiskSource, chunk: RecoveredChunk) {
  const packed = await source.read(chunk.recordsOffset, chunk.recordsLength);
  const plain = await unpackChunk(chunk.compression, packed, chunk.plainLength);
  const { index: bytes, places } = indexRecords(plain, crc32);
  const index = placedIndexes(places, chunk.offset + chunk.length);
  return { bytes, chunk: { ...chunk, index, indexLength: bytes.length, indexed: true } };
}

function descriptionOf({ library, channels }: FileIndex): FileDescription {
  return {
    library,
    eventSchema,
    channels: [...channels.values()].map(({ metadata, ...channel }) => ({
      ...channel,
      metadata: Object.fromEntries(metadata),
    })),
  };
}

/** A file that is repaired cannot be put elsewhere, which a failed recording is told to do. */
function repairReason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
    ? 'it may not be written to. Check its permissions, or repair a copy of it.'
    : fileReason(error);
}

function cannotRepair(file: string, reason: string): WorkbenchError {
  return new WorkbenchError({
    code: 'recording/cannotRepair',
    message: `${path.basename(file)} cannot be repaired: ${reason}`,
    detail: file,
  });
}
