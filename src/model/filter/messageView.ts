/**
 * A message as the filter sees it. The engine keeps one view and moves it from message to message, so that a scan
 * allocates nothing: frames are offsets into a buffer, such as a chunk that holds the messages as ZMTP frames.
 *
 * A filter reads the view during `matches` only and keeps nothing of it.
 */
export interface MessageView {
  /** The number that the grid's first column shows, for `row>=1000`. */
  readonly row: number;
  /** When it was received or sent: epoch milliseconds, with a fraction. */
  readonly timeMs: number;
  /** Epoch milliseconds of the capture's first message ever: where relative times such as `+41.3s` count from. */
  readonly originMs: number;
  readonly direction: 'in' | 'out';
  readonly frameCount: number;
  /** Bytes of all frames' bodies together. */
  readonly size: number;
  /** The buffer that the offsets point into. */
  readonly bytes: Uint8Array;
  /** Index of the frame that is the topic or the routing id, -1 without one. */
  readonly topicFrame: number;
  /** The name of the channel where a message of another tool's recording came by one; it has no topic frame. */
  readonly channelTopic?: Uint8Array | undefined;
  /** The peer's routing id as it is shown: as showBytes writes it. */
  readonly peer: string | undefined;
  /** Offset in `bytes` of the first byte of a frame's body; `index` is from 0 to `frameCount` - 1. */
  frameStart(index: number): number;
  /** Offset in `bytes` after the last byte of a frame's body. */
  frameEnd(index: number): number;
}
