import type { SocketEvent } from '../../protocol/session';
import { parseChunk } from '../../recording/chunkReader';
import { messageHeadBytes, recordEnd } from '../../recording/messageRecord';
import type { RowSource } from '../../recording/rowSource';
import { FrameCursor } from '../../recording/zmtpFrames';
import type { ChunkCache } from './chunkCache';
import type { ChunkEntry } from './directory';

export interface FormerChunk {
  readonly entry: ChunkEntry;
  readonly chunk: RowSource;
  readonly events: readonly SocketEvent[];
}

/** Reads the chunks that a former engine left, newest first, one at a time; those that cannot be read are left out. */
export async function* readBack(
  entries: readonly ChunkEntry[],
  cache: ChunkCache,
): AsyncGenerator<FormerChunk> {
  let buffer = new Uint8Array(0);
  for (const entry of entries.toReversed()) {
    const length = entry.place?.length ?? 0;
    if (buffer.length < length) buffer = new Uint8Array(length);
    const records = await cache.records(entry, buffer);
    if (!records) continue;
    const chunk = parseChunk(records, entry.count);
    yield { entry, chunk, events: eventsOf(chunk) };
  }
}

/** @returns the socket events of a chunk of ours. */
export function eventsOf(chunk: RowSource): SocketEvent[] {
  const events: SocketEvent[] = [];
  for (const record of chunk.events) {
    const json = chunk.bytes.subarray(record + messageHeadBytes, recordEnd(chunk.view, record));
    try {
      events.push(JSON.parse(new TextDecoder().decode(json)) as SocketEvent);
    } catch {
      // A damaged event must not hide the others.
    }
  }
  return events;
}

/** @returns the bytes of all frames of the chunk's rows. */
export function bodyBytesOf(chunk: RowSource): number {
  const frames = new FrameCursor();
  let bytes = 0;
  for (let index = 0; index < chunk.count; index++) {
    const record = chunk.offsets[index]!;
    frames.reset(chunk.bytes, record + messageHeadBytes, recordEnd(chunk.view, record));
    while (frames.next()) bytes += frames.end - frames.start;
  }
  return bytes;
}
