import { crc32 } from 'node:zlib';
import type { ChunkRecords } from '../capture/chunkCache';
import type { ChunkPlace } from '../capture/directory';
import { chunkCrcOffset } from '../../recording/mcapRecords';
import { isLoose, type RecoveredChunk } from '../../recording/recovery';
import { unpackChunk } from './unpackChunk';

/** Chunks of a file, which may be packed; each is checked by its CRC when it is first read. */
export class FileRecords implements ChunkRecords {
  private readonly chunks = new Map<ChunkPlace, RecoveredChunk>();
  private readonly sound = new Set<ChunkPlace>();

  constructor(readonly isForeign: boolean) {}

  add(place: ChunkPlace, chunk: RecoveredChunk): void {
    this.chunks.set(place, chunk);
  }

  async read(place: ChunkPlace, into: Uint8Array): Promise<Uint8Array> {
    const chunk = this.chunks.get(place);
    if (!chunk) throw new Error('The chunk is not of this file.');
    const headLength = chunk.recordsOffset - chunk.offset;
    const isPlain = chunk.compression === '';
    const isChecked = isLoose(chunk) || this.sound.has(place);
    const crc = new Uint8Array(4);
    const packed = isPlain ? into.subarray(0, place.length) : new Uint8Array(chunk.recordsLength);
    const count = await place.segment.use(async (file) => {
      if (!isChecked) await file.read(crc, chunk.offset + chunkCrcOffset);
      return file.read(packed, chunk.offset + headLength);
    });
    if (count !== packed.length)
      throw new Error(`The file gave ${count} bytes in place of ${packed.length}.`);
    const records = await unpackChunk(chunk.compression, packed, chunk.plainLength);
    const expected = new DataView(crc.buffer).getUint32(0, true);
    // 0: the writer did not compute it.
    if (expected !== 0 && crc32(records) !== expected) throw new Error('The checksum does not fit.');
    this.sound.add(place);
    return records;
  }
}
