import { type Direction, labelFrames } from './envelope';
import { type SocketType, traitsOf } from './socketType';

/**
 * How a recorded message is sent again: what a socket of one type received or sent, by a socket of another. A capture
 * holds frames as its application saw them, so what libzmq put in front or took off is put right here (RFC 28, 29):
 * the same bytes are to arrive at the peer as then. docs/replay.md has this as a table.
 */
export interface ReplayRule {
  /**
   * Recorded frames that are not sent. `first` is a routing id, address or group; `envelope` is an address stack with
   * its empty delimiter, where there is one.
   */
  readonly leaveOut: 'nothing' | 'first' | 'envelope' | 'firstAndEnvelope';
  /** What is sent in front: the routing id of a peer of now, or the empty frame that a DEALER has to send to a REP. */
  readonly putFirst: 'nothing' | 'delimiter' | 'peer' | 'peerAndDelimiter';
}

/** A sentence: why such messages cannot be sent by such a socket. */
export interface ReplayFault {
  readonly fault: string;
}

/** What the frames of a captured message are. */
type Form =
  /** The message itself; topics are a part of it. */
  | 'plain'
  /** From the subscriber's to the publisher's side: subscriptions and what XSUB sends. */
  | 'upstream'
  /** DEALER: the message, or an address stack, a delimiter and the body. */
  | 'asked'
  | 'answered'
  /** REQ and REP: the body alone. */
  | 'request'
  | 'reply'
  /** ROUTER: a routing id in front of what a DEALER has. */
  | 'routedRequest'
  | 'routedReply'
  /** SERVER: a routing id and one frame. */
  | 'servedRequest'
  | 'servedReply'
  /** STREAM: a routing id and bytes. */
  | 'stream'
  /** DGRAM: an address and one frame. */
  | 'datagram'
  /** RADIO and DISH: a group and one frame. */
  | 'group';

function formOf(type: SocketType, direction: Direction): Form {
  const received = direction === 'in';
  switch (type) {
    case 'PAIR':
    case 'PUB':
    case 'SUB':
    case 'PUSH':
    case 'PULL':
    case 'CLIENT':
    case 'GATHER':
    case 'SCATTER':
      return 'plain';
    case 'XPUB':
      return received ? 'upstream' : 'plain';
    case 'XSUB':
      return received ? 'plain' : 'upstream';
    case 'DEALER':
      return received ? 'answered' : 'asked';
    case 'REQ':
      return received ? 'reply' : 'request';
    case 'REP':
      return received ? 'request' : 'reply';
    case 'ROUTER':
      return received ? 'routedRequest' : 'routedReply';
    case 'SERVER':
      return received ? 'servedRequest' : 'servedReply';
    case 'STREAM':
      return 'stream';
    case 'DGRAM':
      return 'datagram';
    case 'RADIO':
    case 'DISH':
      return 'group';
  }
}

type Rules = Partial<Readonly<Record<Form, ReplayRule>>>;

const asIs: ReplayRule = { leaveOut: 'nothing', putFirst: 'nothing' };
const withoutFirst: ReplayRule = { leaveOut: 'first', putFirst: 'nothing' };
const withoutEnvelope: ReplayRule = { leaveOut: 'envelope', putFirst: 'nothing' };
const bodyOnly: ReplayRule = { leaveOut: 'firstAndEnvelope', putFirst: 'nothing' };
const delimited: ReplayRule = { leaveOut: 'nothing', putFirst: 'delimiter' };
const toPeer: ReplayRule = { leaveOut: 'first', putFirst: 'peer' };
const toAnyPeer: ReplayRule = { leaveOut: 'nothing', putFirst: 'peer' };

/** Anything that is a message by itself, towards whoever is connected. */
const anything: Rules = {
  plain: asIs,
  asked: asIs,
  answered: asIs,
  request: asIs,
  reply: asIs,
  routedRequest: withoutFirst,
  servedRequest: withoutFirst,
  stream: withoutFirst,
  datagram: withoutFirst,
  group: asIs,
};

const rules: Partial<Readonly<Record<SocketType, Rules>>> = {
  PAIR: anything,
  PUB: anything,
  XPUB: anything,
  PUSH: anything,
  // On the wire between REQ and REP an empty frame comes first, which a DEALER sends itself.
  DEALER: { ...anything, request: delimited, reply: delimited },
  CLIENT: { ...anything, group: withoutFirst },
  SCATTER: { ...anything, group: withoutFirst },
  RADIO: { group: asIs, plain: asIs },
  XSUB: { upstream: asIs },
  REQ: {
    plain: asIs,
    asked: withoutEnvelope,
    request: asIs,
    routedRequest: bodyOnly,
    servedRequest: withoutFirst,
  },
  REP: { answered: withoutEnvelope, reply: asIs, routedReply: bodyOnly, servedReply: withoutFirst },
  ROUTER: {
    answered: toAnyPeer,
    reply: { leaveOut: 'nothing', putFirst: 'peerAndDelimiter' },
    routedReply: toPeer,
  },
  SERVER: { plain: toAnyPeer, servedReply: toPeer },
  STREAM: { stream: toPeer },
  DGRAM: { datagram: toPeer },
};

/** @returns how a socket of type `by` sends what one of type `recorded` received (`in`) or sent (`out`). */
export function replayRule(
  recorded: SocketType,
  direction: Direction,
  by: SocketType,
): ReplayRule | ReplayFault {
  if (!traitsOf(by).canSend) return { fault: `A ${by} socket cannot send. ${advice(recorded, direction)}` };
  const rule = rules[by]?.[formOf(recorded, direction)];
  const what = `What a ${recorded} socket ${direction === 'in' ? 'received' : 'sent'}`;
  return rule ?? { fault: `${what} cannot be sent by a ${by} socket. ${advice(recorded, direction)}` };
}

/** Whether a message is one at all: STREAM tells of peers that come and go by messages, which nobody sent (zmq_socket(3)). */
export function isNotice(recorded: SocketType, direction: Direction, frames: readonly Uint8Array[]): boolean {
  return recorded === 'STREAM' && direction === 'in' && frames[1]?.length === 0;
}

/** Whether the type's messages begin with an id of the peer they go to. */
export function isAddressed(by: SocketType): boolean {
  return by === 'ROUTER' || by === 'SERVER' || by === 'STREAM' || by === 'DGRAM';
}

const nobody = new Uint8Array(0);
const delimiter = new Uint8Array(0);

/**
 * @param frames of the recorded message, all or none of which the answer shares
 * @param peerOf gives the routing id of now for a recorded one; the empty id where none was recorded. What it throws
 *   is passed on.
 * @returns the frames to send; none where nothing of the message is left
 */
export function replayFrames(
  rule: ReplayRule,
  frames: readonly Uint8Array[],
  peerOf: (recorded: Uint8Array) => Uint8Array,
): readonly Uint8Array[] {
  if (rule === asIs) return frames;
  const hasFirst = rule.leaveOut === 'first' || rule.leaveOut === 'firstAndEnvelope';
  let rest = hasFirst ? frames.slice(1) : frames;
  if (rule.leaveOut === 'envelope' || rule.leaveOut === 'firstAndEnvelope') {
    rest = rest.slice(labelFrames('DEALER', 'out', rest).findIndex(({ role }) => role === 'delimiter') + 1);
  }
  if (rest.length === 0) return rest;
  switch (rule.putFirst) {
    case 'nothing':
      return rest;
    case 'delimiter':
      return [delimiter, ...rest];
    case 'peer':
      return [peerOf((hasFirst && frames[0]) || nobody), ...rest];
    case 'peerAndDelimiter':
      return [peerOf((hasFirst && frames[0]) || nobody), delimiter, ...rest];
  }
}

function advice(recorded: SocketType, direction: Direction): string {
  const { type } = proposedType(recorded, direction);
  return `A ${type} socket can.`;
}

/** Who sends such messages: the socket that did, or the one at its other end. */
export interface ProposedType {
  readonly type: SocketType;
  readonly side: 'same' | 'other';
}

const senders: Partial<Readonly<Record<SocketType, SocketType>>> = {
  SUB: 'PUB',
  XSUB: 'PUB',
  XPUB: 'XSUB',
  PULL: 'PUSH',
  REP: 'REQ',
  REQ: 'REP',
  ROUTER: 'DEALER',
  SERVER: 'CLIENT',
  CLIENT: 'SERVER',
  DISH: 'RADIO',
  GATHER: 'SCATTER',
};

/** @returns the type that is taken for a replay when nobody chose one. It can send what was recorded. */
export function proposedType(recorded: SocketType, direction: Direction): ProposedType {
  if (direction === 'out') return { type: recorded, side: 'same' };
  return { type: senders[recorded] ?? recorded, side: 'other' };
}

/** Which of its two directions a capture is replayed in when nobody chose: towards the service, where one side is one. */
export function proposedDirection(recorded: SocketType): Direction {
  switch (recorded) {
    case 'SUB':
    case 'XSUB':
    case 'PULL':
    case 'REP':
    case 'ROUTER':
    case 'STREAM':
    case 'SERVER':
    case 'DISH':
    case 'GATHER':
      return 'in';
    case 'PAIR':
    case 'PUB':
    case 'XPUB':
    case 'PUSH':
    case 'REQ':
    case 'DEALER':
    case 'CLIENT':
    case 'RADIO':
    case 'SCATTER':
    case 'DGRAM':
      return 'out';
  }
}
