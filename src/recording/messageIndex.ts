import {
  channelId,
  messageIndexEntryBytes,
  messageIndexHeadBytes,
  opcode,
  recordPrefixBytes,
} from './mcapRecords';
import { channelOf, timeHighOf, timeLowOf } from './messageRecord';
import type { RowSource } from './rowSource';

const channels = Object.values(channelId);

/** @returns bytes that the indexes of the chunk take at most. */
export function messageIndexBound(chunk: RowSource): number {
  return (
    channels.length * messageIndexHeadBytes + (chunk.count + chunk.events.length) * messageIndexEntryBytes
  );
}

/**
 * Writes one message index record for every channel that has messages in the chunk.
 * @param into at least messageIndexBound(chunk) bytes.
 * @returns the bytes written.
 */
export function writeMessageIndexes(chunk: RowSource, into: Uint8Array): number {
  const view = new DataView(into.buffer, into.byteOffset, into.byteLength);
  let at = 0;
  for (const channel of channels) {
    at =
      channel === channelId.events
        ? writeIndex(view, at, channel, chunk.view, chunk.events, chunk.events.length)
        : writeIndex(view, at, channel, chunk.view, chunk.offsets, chunk.count);
  }
  return at;
}

/** @returns where the index of the channel ends; the same as `at` when it has no messages. */
function writeIndex(
  into: DataView,
  at: number,
  channel: number,
  records: DataView,
  offsets: ArrayLike<number>,
  count: number,
): number {
  let entry = at + messageIndexHeadBytes;
  for (let i = 0; i < count; i++) {
    const record = offsets[i]!;
    if (channelOf(records, record) !== channel) continue;
    into.setUint32(entry, timeLowOf(records, record), true);
    into.setUint32(entry + 4, timeHighOf(records, record), true);
    into.setUint32(entry + 8, record, true);
    into.setUint32(entry + 12, 0, true);
    entry += messageIndexEntryBytes;
  }
  const entryBytes = entry - at - messageIndexHeadBytes;
  if (entryBytes === 0) return at;
  into.setUint8(at, opcode.messageIndex);
  into.setUint32(at + 1, entry - at - recordPrefixBytes, true);
  into.setUint32(at + 5, 0, true);
  into.setUint16(at + 9, channel, true);
  into.setUint32(at + 11, entryBytes, true);
  return entry;
}
