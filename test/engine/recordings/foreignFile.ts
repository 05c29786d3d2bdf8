import * as fs from 'node:fs';
import * as zlib from 'node:zlib';
import { type IWritable, McapWriter } from '@mcap/core';

/** What Node has since 22.15, and its types for 20 do not know. */
const { zstdCompressSync } = zlib as unknown as { zstdCompressSync: (plain: Uint8Array) => Uint8Array };

class FileWritable implements IWritable {
  private length = 0;

  constructor(private readonly descriptor: number) {}

  write(bytes: Uint8Array): Promise<void> {
    fs.writeSync(this.descriptor, bytes);
    this.length += bytes.length;
    return Promise.resolve();
  }

  position(): bigint {
    return BigInt(this.length);
  }
}

export interface ForeignMessage {
  readonly topic: string;
  readonly timeNs: bigint;
  readonly data: Uint8Array;
}

/** Writes a file with the reference library, as another tool would. */
export async function writeForeignFile(
  file: string,
  messages: readonly ForeignMessage[],
  options: {
    /** Another name than `zstd` makes chunks that no reader knows. */
    readonly compression?: string;
    readonly useChunks?: boolean;
    readonly useMessageIndex?: boolean;
  } = {},
): Promise<void> {
  const descriptor = fs.openSync(file, 'wx');
  const { compression, useChunks = true, useMessageIndex = true } = options;
  const writer = new McapWriter({
    writable: new FileWritable(descriptor),
    useChunks,
    useMessageIndex,
    chunkSize: 4096,
    compressChunk: compression
      ? (plain) => ({ compression, compressedData: zstdCompressSync(plain) })
      : undefined,
  });
  await writer.start({ profile: 'ros2', library: 'another tool' });
  const schemaId = await writer.registerSchema({
    name: 'Reading',
    encoding: 'jsonschema',
    data: new TextEncoder().encode('{"type":"object"}'),
  });
  const channels = new Map<string, number>();
  let sequence = 0;
  for (const { topic, timeNs, data } of messages) {
    let channelId = channels.get(topic);
    if (channelId === undefined) {
      channelId = await writer.registerChannel({
        topic,
        schemaId,
        messageEncoding: 'json',
        metadata: new Map(),
      });
      channels.set(topic, channelId);
    }
    await writer.addMessage({ channelId, sequence: sequence++, logTime: timeNs, publishTime: timeNs, data });
  }
  await writer.end();
  fs.closeSync(descriptor);
}
