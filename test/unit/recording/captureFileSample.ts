import { crc32 } from 'node:zlib';
import { concatBytes, utf8Encode } from '../../../src/base/bytes';
import { ChunkWriter } from '../../../src/recording/chunkWriter';
import {
  channelId,
  encodeFileStart,
  encodeMetadata,
  eventSchemaId,
  type FileDescription,
} from '../../../src/recording/mcapRecords';
import { type ByteSource, type RecoveredChunk, recoverFile } from '../../../src/recording/recovery';
import { encodeFileEnd } from '../../../src/recording/fileEnd';

export const description: FileDescription = {
  library: 'test',
  eventSchema: '{"type":"object"}',
  channels: [
    { id: 1, schemaId: 0, topic: 's/in', messageEncoding: 'zmtp', metadata: { socketType: 'SUB' } },
    { id: 2, schemaId: 0, topic: 's/out', messageEncoding: 'zmtp', metadata: {} },
    { id: 3, schemaId: eventSchemaId, topic: 's/events', messageEncoding: 'json', metadata: {} },
  ],
};

export interface SampleMessage {
  readonly outgoing: boolean;
  readonly frames: readonly Uint8Array[];
}

export const sampleTimeLow = 0xfffffff0;
export const sampleTimeHigh = 395_000_000;

/** @returns a chunk with the messages, an event after every fifth, one ns apart. */
export function chunkOf(messages: readonly SampleMessage[]): ChunkWriter {
  const capacity = messages.reduce(
    (sum, { frames }) => sum + ChunkWriter.bytesFor(frames),
    100 * messages.length + 100,
  );
  const chunk = new ChunkWriter(capacity);
  const sequences = new Map<number, number>();
  let time = sampleTimeLow;
  const next = (channel: number) => {
    const sequence = (sequences.get(channel) ?? 0) + 1;
    sequences.set(channel, sequence);
    time++;
    return [sequence, time >>> 0, sampleTimeHigh + (time > 0xffffffff ? 1 : 0)] as const;
  };
  for (const [index, { outgoing, frames }] of messages.entries()) {
    const channel = outgoing ? channelId.sent : channelId.received;
    chunk.append(channel, ...next(channel), frames);
    if (index % 5 === 4) chunk.appendEvent(...next(channelId.events), utf8Encode(`{"seq":${index}}`));
  }
  return chunk;
}

/** @returns start and chunks of a file, as a spool segment holds them. */
export function fileOf(chunks: readonly ChunkWriter[]): Uint8Array {
  const parts: Uint8Array[] = [encodeFileStart(description), encodeMetadata('note', { key: 'value' })];
  for (const chunk of chunks) {
    const { head, records, index } = chunk.encode(crc32);
    parts.push(head.slice(), records.slice(), index.slice());
  }
  return concatBytes(parts);
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) };
}

export function chunksIn(bytes: Uint8Array): {
  chunks: RecoveredChunk[];
  goodLength: number;
  metadata: number;
} {
  const { parts, goodLength } = recoverFile(sourceOf(bytes), crc32);
  const chunks = parts.flatMap((part) => (part.kind === 'chunk' ? [part.chunk] : []));
  return { chunks, goodLength, metadata: parts.length - chunks.length };
}

/** @returns the file with data end, summary and footer. */
export function completed(bytes: Uint8Array, file = description): Uint8Array {
  const { chunks, goodLength, metadata } = chunksIn(bytes);
  return concatBytes([bytes.subarray(0, goodLength), encodeFileEnd(goodLength, file, chunks, metadata)]);
}
