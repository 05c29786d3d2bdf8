import * as zlib from 'node:zlib';
import { McapIndexedReader, McapStreamReader, type McapTypes } from '@mcap/core';

export interface JudgedMessage {
  readonly channel: string;
  readonly sequence: number;
  readonly logTime: bigint;
  readonly data: Uint8Array;
}

/** What Node has since 22.15, and its types for 20 do not know. */
const { zstdDecompressSync } = zlib as unknown as { zstdDecompressSync: (packed: Uint8Array) => Uint8Array };
const decompressHandlers = { zstd: (packed: Uint8Array) => zstdDecompressSync(packed) };

class MemoryReadable implements McapTypes.IReadable {
  constructor(private readonly bytes: Uint8Array) {}

  size(): Promise<bigint> {
    return Promise.resolve(BigInt(this.bytes.length));
  }

  read(offset: bigint, size: bigint): Promise<Uint8Array> {
    return Promise.resolve(this.bytes.slice(Number(offset), Number(offset + size)));
  }
}

/** Reads a complete file by its indexes, as the reference library does it. CRCs are checked. */
export async function readIndexed(bytes: Uint8Array): Promise<JudgedMessage[]> {
  const readable = new MemoryReadable(bytes);
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  const messages: JudgedMessage[] = [];
  for await (const { channelId, sequence, logTime, data } of reader.readMessages({ validateCrcs: true })) {
    const channel = reader.channelsById.get(channelId)?.topic ?? '?';
    messages.push({ channel, sequence, logTime, data: data.slice() });
  }
  return messages;
}

/** Reads record by record. @param isComplete false for files without footer. */
export function readStreaming(bytes: Uint8Array, isComplete = true): JudgedMessage[] {
  const reader = new McapStreamReader({ validateCrcs: true, includeChunks: false, decompressHandlers });
  reader.append(bytes);
  const topics = new Map<number, string>();
  const messages: JudgedMessage[] = [];
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    if (record.type === 'Channel') topics.set(record.id, record.topic);
    if (record.type !== 'Message') continue;
    const channel = topics.get(record.channelId) ?? '?';
    messages.push({
      channel,
      sequence: record.sequence,
      logTime: record.logTime,
      data: record.data.slice(),
    });
  }
  if (isComplete && !reader.done()) throw new Error('the file does not end as it should');
  return messages;
}
