import { channelId, opcode, recordPrefixBytes } from './mcapRecords';
import { channelOf, messageHeadBytes, recordEnd } from './messageRecord';
import type { RowSource } from './rowSource';

/**
 * Walks the uncompressed records of a chunk. A record that does not fit in the bytes ends the walk.
 * @param expectedRows saves growing; the walk finds the true count.
 * @param isForeign the chunk is another tool's: each message of any channel is a row.
 */
export function parseChunk(records: Uint8Array, expectedRows = 1024, isForeign = false): RowSource {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const limit = records.length;
  let offsets = new Uint32Array(Math.max(1, expectedRows));
  const events: number[] = [];
  let count = 0;
  let at = 0;
  while (at + recordPrefixBytes <= limit) {
    const next = recordEnd(view, at);
    if (next > limit) break;
    if (records[at] === opcode.message && at + messageHeadBytes <= next) {
      const channel = channelOf(view, at);
      if (isForeign || channel === channelId.received || channel === channelId.sent) {
        if (count === offsets.length) {
          const larger = new Uint32Array(2 * count);
          larger.set(offsets);
          offsets = larger;
        }
        offsets[count++] = at;
      } else if (channel === channelId.events) {
        events.push(at);
      }
    }
    at = next;
  }
  return { bytes: records, view, offsets, count, length: at, events };
}
