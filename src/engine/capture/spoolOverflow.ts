import { chunkBytes } from '../../recording/chunkWriter';
import type { ChunkEntry } from './directory';

/** Bytes of chunks that may wait for the disk, and how many when some hold a single large message. */
const maxWaitingBytes = 64 * 1024 * 1024;
const maxWaitingLarge = 256 * 1024 * 1024;

/** Whether more chunks wait for the disk than memory is given for. @param bytes of all of them */
export function isOverfull(queue: readonly ChunkEntry[], bytes: number): boolean {
  if (bytes <= maxWaitingBytes) return false;
  if (bytes > maxWaitingLarge) return true;
  let small = 0;
  for (const { memory } of queue) if (memory?.capacity === chunkBytes) small += memory.length;
  return small > maxWaitingBytes;
}
