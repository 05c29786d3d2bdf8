import { chunkBytes, ChunkWriter } from '../../../recording/chunkWriter';
import { channelId } from '../../../recording/mcapRecords';
import { messageHeadBytes } from '../../../recording/messageRecord';
import { highOf, lowOf } from '../../../recording/timestamp';
import type { ParsedLine } from './parseJsonLine';

/** Makes message records as files of ours hold them, one at a time. */
export class RecordEncoder {
  private readonly small = new ChunkWriter(chunkBytes);

  /** @returns the record, valid until the next. */
  encode(line: ParsedLine): Uint8Array {
    const low = lowOf(line.timeNs);
    const high = highOf(line.timeNs);
    if (line.kind === 'event') {
      const writer = this.writerFor(messageHeadBytes + line.json.length);
      writer.appendEvent(line.sequence, low, high, line.json);
      return writer.bytes.subarray(0, writer.length);
    }
    const channel = line.outgoing ? channelId.sent : channelId.received;
    const writer = this.writerFor(ChunkWriter.bytesFor(line.frames));
    writer.append(channel, line.sequence, low, high, line.frames);
    return writer.bytes.subarray(0, writer.length);
  }

  private writerFor(bytes: number): ChunkWriter {
    if (bytes > chunkBytes) return new ChunkWriter(bytes);
    this.small.reset();
    return this.small;
  }
}
