import type { Direction } from './envelope';
import { proposedDirection, replayRule } from './replayRules';
import type { SocketType } from './socketType';

/** @returns which of the directions that a capture holds a socket of type `by` can send. */
export function sendableDirections(
  recorded: SocketType,
  captured: readonly Direction[],
  by: SocketType,
): readonly Direction[] {
  return captured.filter((direction) => !('fault' in replayRule(recorded, direction, by)));
}

/** @returns the direction to replay where nobody chose one: towards the service, unless only the other was captured. */
export function directionToReplay(recorded: SocketType, captured: readonly Direction[]): Direction {
  const proposed = proposedDirection(recorded);
  const [first] = captured;
  return first === undefined || captured.includes(proposed) ? proposed : first;
}

/**
 * @returns how many peers to wait for where nobody said it: one, since without one messages are dropped or held up. A
 *   REP waits for requests anyway, and peers over inproc and UDP cannot be counted.
 */
export function peersToAwait(by: SocketType, addresses: readonly string[]): 0 | 1 {
  if (by === 'REP') return 0;
  const areCounted = addresses.length === 0 || addresses.some((address) => !/^(inproc|udp):/.test(address));
  return areCounted ? 1 : 0;
}

/** Whose sockets talk to each other. */
type Pattern =
  'pair' | 'pubSub' | 'pipeline' | 'requestReply' | 'clientServer' | 'radioDish' | 'stream' | 'datagram';

const patterns: Readonly<Record<SocketType, Pattern>> = {
  PAIR: 'pair',
  PUB: 'pubSub',
  SUB: 'pubSub',
  XPUB: 'pubSub',
  XSUB: 'pubSub',
  PUSH: 'pipeline',
  PULL: 'pipeline',
  SCATTER: 'pipeline',
  GATHER: 'pipeline',
  REQ: 'requestReply',
  REP: 'requestReply',
  DEALER: 'requestReply',
  ROUTER: 'requestReply',
  CLIENT: 'clientServer',
  SERVER: 'clientServer',
  RADIO: 'radioDish',
  DISH: 'radioDish',
  STREAM: 'stream',
  DGRAM: 'datagram',
};

/**
 * @returns whether what was recorded is at home with a socket of type `by`. A service of another pattern may well take
 *   it for something that it is not: a REQ makes requests of what a SUB received.
 */
export function isOfOnePattern(recorded: SocketType, by: SocketType): boolean {
  return patterns[recorded] === patterns[by];
}
