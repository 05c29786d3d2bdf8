import { concatBytes } from '../base/bytes';
import { RecordBuilder } from './recordBuilder';

/** The parts of the MCAP format, version 0 (mcap.dev/spec), that captures and recordings use. */
export const magic = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a);

export const opcode = {
  header: 0x01,
  footer: 0x02,
  schema: 0x03,
  channel: 0x04,
  message: 0x05,
  chunk: 0x06,
  messageIndex: 0x07,
  chunkIndex: 0x08,
  statistics: 0x0b,
  metadata: 0x0c,
  dataEnd: 0x0f,
} as const;

/** Opcode and uint64 length in front of every record. */
export const recordPrefixBytes = 9;
/** Prefix, times, sizes, CRC and the empty compression name in front of a chunk's records. */
export const chunkHeadBytes = recordPrefixBytes + 8 + 8 + 8 + 4 + 4 + 8;
/** Where a chunk's CRC-32 is, from its beginning: behind prefix, times and plain length. */
export const chunkCrcOffset = recordPrefixBytes + 8 + 8 + 8;
/** Chunks that claim to hold more are not read: no writer makes them. */
export const maxChunkBytes = 1 << 30;
/** A message index without entries, and each entry: time and offset. */
export const messageIndexHeadBytes = recordPrefixBytes + 2 + 4;
export const messageIndexEntryBytes = 16;

/** Channel and schema ids in every file of ours, so that chunks can be copied between them as they are. */
export const channelId = { received: 1, sent: 2, events: 3 } as const;
export const eventSchemaId = 1;

export interface ChannelDescription {
  readonly id: number;
  readonly schemaId: number;
  readonly topic: string;
  /** `zmtp` for messages, `json` for events. */
  readonly messageEncoding: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What stands in front of a capture's chunks. */
export interface FileDescription {
  readonly library: string;
  readonly channels: readonly ChannelDescription[];
  /** JSON schema of the events. */
  readonly eventSchema: string;
}

export function encodeMetadata(name: string, map: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  return new RecordBuilder().begin(opcode.metadata).string(name).strings(map).end().finish();
}

/** @returns schema and channel records, the same in the data section and in the summary. */
export function encodeChannels(file: FileDescription): Uint8Array<ArrayBuffer> {
  const builder = new RecordBuilder();
  builder.begin(opcode.schema).u16(eventSchemaId).string('zeromq.SocketEvent').string('jsonschema');
  builder.string(file.eventSchema).end();
  for (const channel of file.channels) {
    builder.begin(opcode.channel).u16(channel.id).u16(channel.schemaId).string(channel.topic);
    builder.string(channel.messageEncoding).strings(channel.metadata).end();
  }
  return builder.finish();
}

/** @returns magic, header, schema and channels: a valid start of a file with the profile `zeromq`. */
export function encodeFileStart(file: FileDescription): Uint8Array<ArrayBuffer> {
  const header = new RecordBuilder().begin(opcode.header).string('zeromq').string(file.library).end();
  return concatBytes([magic, header.finish(), encodeChannels(file)]);
}
