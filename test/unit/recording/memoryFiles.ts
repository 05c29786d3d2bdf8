import { type IWritable, McapWriter, type McapWriterOptions } from '@mcap/core';
import { concatBytes } from '../../../src/base/bytes';
import type { SpoolFile, SpoolFileSystem } from '../../../src/engine/capture/spoolFileSystem';
import { RecordEncoder } from '../../../src/engine/recordings/export/recordEncoder';
import { RecordingFile } from '../../../src/engine/recordings/recordingFile';
import type { Compression } from '../../../src/protocol/recording';
import type { FileSource } from '../../../src/recording/fileIndex';
import type { SampleMessage } from './captureFileSample';

const startNs = 1_700_000_000_000_000_000n;

class MemoryFile implements SpoolFile {
  bytes = new Uint8Array(0);

  read(into: Uint8Array, position: number): Promise<number> {
    const found = this.bytes.subarray(position, position + into.length);
    into.set(found);
    return Promise.resolve(found.length);
  }

  write(buffers: readonly Uint8Array[], position: number): Promise<number> {
    const added = concatBytes(buffers);
    this.bytes = concatBytes([this.bytes.subarray(0, position), added]);
    return Promise.resolve(added.length);
  }

  truncate(length: number): Promise<void> {
    this.bytes = this.bytes.slice(0, length);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** @returns a recording as RecordingFile writes what it is given. */
export async function recordingOf(
  compression: Compression,
  fill: (recording: RecordingFile) => void,
): Promise<Uint8Array> {
  const file = new MemoryFile();
  const fs = { create: () => Promise.resolve(file) } as unknown as SpoolFileSystem;
  const definition = { id: 's', type: 'DEALER', endpoints: [], subscriptions: [], options: {} } as const;
  const recording = await RecordingFile.create('memory', definition, compression, fs);
  fill(recording);
  await recording.finish();
  return file.bytes;
}

/** @returns a recording with an event after every fifth message. */
export function ownFile(
  messages: readonly SampleMessage[],
  compression: Compression,
  perChunk = 20,
): Promise<Uint8Array> {
  const encoder = new RecordEncoder();
  const counts = { in: 0, out: 0, events: 0 };
  return recordingOf(compression, (recording) => {
    for (const [index, { outgoing, frames }] of messages.entries()) {
      const timeNs = startNs + BigInt(index);
      const sequence = ++counts[outgoing ? 'out' : 'in'];
      recording.append(encoder.encode({ kind: 'message', timeNs, sequence, outgoing, frames }));
      if (index % 5 === 4) {
        const json = new TextEncoder().encode(`{"seq":${index}}`);
        recording.append(encoder.encode({ kind: 'event', timeNs, sequence: ++counts.events, json }));
      }
      if (index % perChunk === perChunk - 1) recording.flush();
    }
  });
}

class MemoryWritable implements IWritable {
  readonly parts: Uint8Array[] = [];
  private length = 0n;

  write(bytes: Uint8Array): Promise<void> {
    this.parts.push(bytes.slice());
    this.length += BigInt(bytes.length);
    return Promise.resolve();
  }

  position(): bigint {
    return this.length;
  }
}

/** @returns a file as the reference library writes it, with three channels. */
export async function foreignFile(
  messages: readonly Uint8Array[],
  options: Partial<McapWriterOptions> = {},
): Promise<Uint8Array> {
  const writable = new MemoryWritable();
  const writer = new McapWriter({ writable, chunkSize: 500, ...options });
  await writer.start({ profile: 'other', library: 'another tool' });
  const channels: number[] = [];
  for (const topic of ['/a', '/b', '/c']) {
    channels.push(
      await writer.registerChannel({ topic, schemaId: 0, messageEncoding: 'json', metadata: new Map() }),
    );
  }
  for (const [index, data] of messages.entries()) {
    const time = startNs + BigInt(index);
    const channelId = channels[index % 3]!;
    await writer.addMessage({ channelId, sequence: index, logTime: time, publishTime: time, data });
  }
  await writer.end();
  return concatBytes(writable.parts);
}

/** Reads strictly within the bytes, and counts how often. */
export class MemorySource implements FileSource {
  reads = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get size(): number {
    return this.bytes.length;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    this.reads++;
    if (!(offset >= 0 && length >= 0 && offset + length <= this.size)) {
      return Promise.reject(new Error(`read of [${offset}, ${offset + length}) of ${this.size} bytes`));
    }
    return Promise.resolve(this.bytes.slice(offset, offset + length));
  }
}
