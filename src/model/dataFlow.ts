import { traitsOf, type SocketType } from './socketType';

/** Which messaging pattern a socket takes part in, by its type. */
export type Pattern = 'publish' | 'pipeline' | 'request' | 'pair' | 'raw' | 'unknown';

/** Which way messages go, seen from the socket; `both` where it asks and is answered. */
export type DataDirection = 'out' | 'in' | 'both' | 'unknown';

const patterns: Readonly<Record<SocketType, Pattern>> = {
  PUB: 'publish',
  SUB: 'publish',
  XPUB: 'publish',
  XSUB: 'publish',
  RADIO: 'publish',
  DISH: 'publish',
  PUSH: 'pipeline',
  PULL: 'pipeline',
  SCATTER: 'pipeline',
  GATHER: 'pipeline',
  REQ: 'request',
  REP: 'request',
  DEALER: 'request',
  ROUTER: 'request',
  CLIENT: 'request',
  SERVER: 'request',
  PAIR: 'pair',
  STREAM: 'raw',
  DGRAM: 'raw',
};

export function patternOf(type: SocketType | undefined): Pattern {
  return type ? patterns[type] : 'unknown';
}

/** An XPUB's subscriptions and an XSUB's go the other way, but what they are there for is the data. */
export function dataDirection(type: SocketType | undefined): DataDirection {
  if (!type) return 'unknown';
  if (type === 'XPUB') return 'out';
  if (type === 'XSUB') return 'in';
  const { canSend, canReceive } = traitsOf(type);
  if (canSend && canReceive) return 'both';
  return canSend ? 'out' : 'in';
}
