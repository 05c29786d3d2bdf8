import type { SocketType } from './socketType';
import { showBytes } from './frameText';

export type Direction = 'in' | 'out';

export type FrameRole =
  'topic' | 'routingId' | 'correlationId' | 'delimiter' | 'body' | 'subscription' | 'notification';

export interface FrameLabel {
  readonly role: FrameRole;
  /** For a tab or tooltip: `topic`, `routing id`, `delimiter`, `subscribe to ticks.`. */
  readonly text: string;
}

const topic: FrameLabel = { role: 'topic', text: 'topic' };
const topicAndBody: FrameLabel = { role: 'topic', text: 'topic and body' };
const routingId: FrameLabel = { role: 'routingId', text: 'routing id' };
const correlationId: FrameLabel = { role: 'correlationId', text: 'correlation id' };
const delimiter: FrameLabel = { role: 'delimiter', text: 'delimiter' };
const body: FrameLabel = { role: 'body', text: 'body' };

/**
 * What each frame of a message is in its pattern, as the application sees it: libzmq has taken off REQ's and REP's
 * delimiter, and prepended ROUTER's routing id (RFC 28, RFC 29).
 *
 * @param socketType the type of the socket that sent or received it; an unknown type has bodies only
 * @returns one label per frame
 */
export function labelFrames(
  socketType: string,
  direction: Direction,
  frames: readonly Uint8Array[],
): FrameLabel[] {
  switch (socketType as SocketType) {
    case 'PUB':
    case 'SUB':
    case 'XPUB':
    case 'XSUB':
      return isUpstream(socketType, direction) ? labelUpstream(frames) : labelPublished(frames);
    case 'ROUTER':
      return [...frames.slice(0, 1).map(() => routingId), ...labelAddressed(frames.slice(1))];
    case 'DEALER':
      return labelAddressed(frames);
    case 'STREAM':
      return frames.map((frame, index) => labelStream(frame, index));
    case 'DGRAM':
      return frames.map((_, index) => (index === 0 ? { role: 'routingId', text: 'address' } : body));
    default:
      return frames.map(() => body);
  }
}

/**
 * Which frame the grid shows as "topic or routing id", and the topic list counts.
 *
 * @returns its index, or -1 where messages have none
 */
export function topicFrameIndex(socketType: string, direction: Direction): number {
  switch (socketType as SocketType) {
    case 'PUB':
    case 'SUB':
    case 'XPUB':
    case 'XSUB':
      return isUpstream(socketType, direction) ? -1 : 0;
    case 'ROUTER':
    case 'STREAM':
    case 'DGRAM':
      return 0;
    default:
      return -1;
  }
}

/** Whether messages of the socket can have a topic or a routing id; those of PUSH and PULL, REQ and REP have none. */
export function hasTopics(socketType: string): boolean {
  return topicFrameIndex(socketType, 'in') >= 0 || topicFrameIndex(socketType, 'out') >= 0;
}

/** Whether messages go from the subscriber's to the publisher's side: subscriptions and what XSUB sends. */
function isUpstream(socketType: string, direction: Direction): boolean {
  return socketType.endsWith('PUB') ? direction === 'in' : direction === 'out';
}

function labelPublished(frames: readonly Uint8Array[]): FrameLabel[] {
  if (frames.length === 1) return [topicAndBody];
  return frames.map((_, index) => (index === 0 ? topic : body));
}

/** A first byte of 1 or 0 subscribes to or leaves the topic after it (RFC 29); all else is a message of its own. */
function labelUpstream(frames: readonly Uint8Array[]): FrameLabel[] {
  return frames.map((frame, index) => {
    const action = frame[0];
    if (index > 0 || (action !== 0 && action !== 1)) return body;
    const name = frame.length > 1 ? showBytes(frame.subarray(1), 64) : 'everything';
    return { role: 'subscription', text: action === 1 ? `subscribe to ${name}` : `unsubscribe from ${name}` };
  });
}

/**
 * An address stack, an empty delimiter, the body (RFC 28). Without a delimiter all is body: in front of one only
 * what libzmq itself puts there counts as envelope, the ids of ROUTERs passed on the way and REQ's correlation id.
 */
function labelAddressed(frames: readonly Uint8Array[]): FrameLabel[] {
  const empty = frames.findIndex((frame) => frame.length === 0);
  const stack = frames.slice(0, Math.max(0, empty)).map((frame, index): FrameLabel | undefined => {
    if (isAutomaticId(frame)) return routingId;
    return frame.length === 4 && index === empty - 1 ? correlationId : undefined;
  });
  if (empty < 0 || stack.includes(undefined)) return frames.map(() => body);
  return frames.map((_, index) => (index === empty ? delimiter : (stack[index] ?? body)));
}

/** libzmq names peers that have no routing id of their own with a zero byte and four more. */
function isAutomaticId(frame: Uint8Array): boolean {
  return frame.length === 5 && frame[0] === 0;
}

function labelStream(frame: Uint8Array, index: number): FrameLabel {
  if (index === 0) return routingId;
  return frame.length === 0 ? { role: 'notification', text: 'connected or disconnected' } : body;
}
