import { topicFrameIndex } from '../../model/envelope';
import type { MessageView } from '../../model/filter/messageView';
import { showRoutingId } from '../../model/frameText';
import type { SocketType } from '../../model/socketType';
import { channelId } from '../../recording/mcapRecords';
import { channelOf, messageHeadBytes, recordEnd, timeHighOf, timeLowOf } from '../../recording/messageRecord';
import type { RowSource } from '../../recording/rowSource';
import { epochMs } from '../../recording/timestamp';
import { FrameCursor } from '../../recording/zmtpFrames';

/** Names of another tool's channels, by id. Each of its messages is one frame, and none of that is a topic. */
export type ChannelTopics = ReadonlyMap<number, Uint8Array>;

/** One view that moves from message to message of a capture and allocates nothing on the way. */
export class RowCursor implements MessageView {
  row = 0;
  timeLow = 0;
  timeHigh = 0;
  originMs = 0;
  frameCount = 0;
  size = 0;
  bytes: Uint8Array = new Uint8Array(0);
  topicFrame = -1;
  outgoing = false;
  /** Where the message's record lies in `bytes`. */
  recordStart = 0;
  recordEnd = 0;
  /** The channel's name where the file is another tool's. */
  channelTopic: Uint8Array | undefined;
  private readonly frames = new FrameCursor();
  private bounds = new Float64Array(16);
  private readonly topicIn: number;
  private readonly topicOut: number;
  private readonly namesPeer: boolean;

  /** @param channels of another tool's file. */
  constructor(
    type: SocketType,
    private readonly channels?: ChannelTopics,
  ) {
    this.topicIn = topicFrameIndex(type, 'in');
    this.topicOut = topicFrameIndex(type, 'out');
    this.namesPeer = type === 'ROUTER' || type === 'STREAM' || type === 'DGRAM';
  }

  get timeMs(): number {
    return epochMs(this.timeLow, this.timeHigh);
  }

  get direction(): 'in' | 'out' {
    return this.outgoing ? 'out' : 'in';
  }

  get peer(): string | undefined {
    return this.namesPeer && this.topicFrame >= 0 ? showRoutingId(this.frame(this.topicFrame)) : undefined;
  }

  /** Of the message's record. */
  get channel(): number {
    const { bytes, recordStart } = this;
    return bytes[recordStart + 9]! | (bytes[recordStart + 10]! << 8);
  }

  get sequence(): number {
    const { bytes, recordStart } = this;
    const at = recordStart + 11;
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  get hasChannels(): boolean {
    return this.channels !== undefined;
  }

  /** The topic, routing id or channel that the message came by. */
  get topic(): Uint8Array | undefined {
    return this.topicFrame < 0 ? this.channelTopic : this.frame(this.topicFrame);
  }

  /** Moves to a message of the chunk. @param index counts the chunk's rows from 0. */
  moveTo(chunk: RowSource, index: number, row: number): void {
    const { view } = chunk;
    const record = chunk.offsets[index]!;
    this.row = row;
    this.bytes = chunk.bytes;
    this.timeLow = timeLowOf(view, record);
    this.timeHigh = timeHighOf(view, record);
    const channel = channelOf(view, record);
    this.recordStart = record;
    this.recordEnd = recordEnd(view, record);
    if (this.channels) {
      this.takeWhole(channel, record + messageHeadBytes);
      return;
    }
    this.outgoing = channel === channelId.sent;
    const { frames } = this;
    frames.reset(chunk.bytes, record + messageHeadBytes, this.recordEnd);
    let count = 0;
    let size = 0;
    while (frames.next()) {
      if (2 * count === this.bounds.length) this.grow();
      this.bounds[2 * count] = frames.start;
      this.bounds[2 * count + 1] = frames.end;
      size += frames.end - frames.start;
      count++;
    }
    this.frameCount = count;
    this.size = size;
    const topicFrame = this.outgoing ? this.topicOut : this.topicIn;
    this.topicFrame = topicFrame < count ? topicFrame : -1;
  }

  frameStart(index: number): number {
    return this.bounds[2 * index]!;
  }

  frameEnd(index: number): number {
    return this.bounds[2 * index + 1]!;
  }

  /** @returns the frame's body as a view into the chunk. */
  frame(index: number): Uint8Array {
    return this.bytes.subarray(this.bounds[2 * index], this.bounds[2 * index + 1]);
  }

  private takeWhole(channel: number, start: number): void {
    this.channelTopic = this.channels?.get(channel);
    this.bounds[0] = start;
    this.bounds[1] = this.recordEnd;
    this.frameCount = 1;
    this.size = this.recordEnd - start;
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.bounds.length);
    larger.set(this.bounds);
    this.bounds = larger;
  }
}
