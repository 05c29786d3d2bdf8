import { topicFrameIndex } from '../../model/envelope';
import type { SocketType } from '../../model/socketType';
import { channelId } from '../../recording/mcapRecords';
import { channelOf, messageHeadBytes, recordEnd, timeHighOf, timeLowOf } from '../../recording/messageRecord';
import type { RowSource } from '../../recording/rowSource';
import { epochMs } from '../../recording/timestamp';
import { FrameCursor } from '../../recording/zmtpFrames';
import type { ChannelTopics } from './rowCursor';
import { TimeHistogram } from './timeHistogram';
import { TopicTable } from './topicTable';

/** What is counted of every message besides the ledger: topics and the timeline. Chunk by chunk, not per message. */
export class CaptureDigest {
  readonly topics = new TopicTable();
  readonly timeline = new TimeHistogram();
  private readonly frames = new FrameCursor();
  private rows = 0;

  /** @param channels of another tool's file. */
  constructor(private readonly channels?: ChannelTopics) {}

  /** Messages that are counted. */
  get messages(): number {
    return this.rows;
  }

  /** Counts the rows [from, to) of the chunk. */
  add(chunk: RowSource, from: number, to: number, type: SocketType): void {
    this.rows += to - from;
    const topicIn = topicFrameIndex(type, 'in');
    const topicOut = topicFrameIndex(type, 'out');
    const { view, offsets, bytes } = chunk;
    for (let index = from; index < to; index++) {
      const record = offsets[index]!;
      const channel = channelOf(view, record);
      const outgoing = !this.channels && channel === channelId.sent;
      const timeMs = epochMs(timeLowOf(view, record), timeHighOf(view, record));
      this.timeline.add(timeMs, outgoing);
      const name = this.channels?.get(channel);
      if (name) this.topics.count(name, 0, name.length, Math.floor(timeMs / 1000));
      if (this.channels) continue;
      const topicFrame = outgoing ? topicOut : topicIn;
      if (topicFrame < 0) continue;
      const { frames } = this;
      frames.reset(bytes, record + messageHeadBytes, recordEnd(view, record));
      let at = 0;
      while (frames.next() && at < topicFrame) at++;
      if (at === topicFrame && frames.end >= frames.start) {
        this.topics.count(bytes, frames.start, frames.end, Math.floor(timeMs / 1000));
      }
    }
  }

  clear(): void {
    this.topics.clear();
    this.timeline.clear();
    this.rows = 0;
  }
}
