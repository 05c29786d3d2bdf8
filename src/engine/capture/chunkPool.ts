import { chunkBytes, ChunkWriter } from '../../recording/chunkWriter';

const mostSpare = 16;

/** Buffers of written chunks serve again: a fresh 256 KiB costs more than filling it. */
export class ChunkPool {
  private readonly spare: ChunkWriter[] = [];

  /** @param needed bytes of records that must fit. */
  take(needed: number): ChunkWriter {
    if (needed > chunkBytes) return new ChunkWriter(needed);
    const chunk = this.spare.pop() ?? new ChunkWriter(chunkBytes);
    chunk.reset();
    return chunk;
  }

  giveBack(chunk: ChunkWriter): void {
    if (chunk.capacity === chunkBytes && this.spare.length < mostSpare) this.spare.push(chunk);
  }
}
