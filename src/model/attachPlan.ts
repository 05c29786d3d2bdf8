import { otherEnd } from './proposeTarget';
import type { EndpointRole } from './sessionDefinition';
import { areCompatible, type SocketType, traitsOf } from './socketType';

/** What a program does with an endpoint, as its source tells. */
export interface SourceUse {
  readonly type: SocketType;
  readonly role: EndpointRole;
  /** Undefined parts in braces: `tcp://*:{port}`. */
  readonly endpoint: string;
  readonly isComplete: boolean;
  readonly subscriptions: readonly string[];
  /** Types at the other end, where the workspace tells. */
  readonly peers: readonly SocketType[];
}

/** How attaching a session changes what the programs at the endpoint get. */
export type Disturbance =
  /** The other end hands each message to one of its peers: the session takes its share. */
  | 'takesMessages'
  /** The other end is a PAIR, which has one peer. */
  | 'takesThePair'
  /** The session has to bind where a program binds. */
  | 'takesTheAddress';

/** A session that would see, or answer, what goes over an endpoint. */
export interface AttachPlan {
  readonly type: SocketType;
  readonly role: EndpointRole;
  /** As far as it is known; undefined parts in braces. */
  readonly address: string;
  readonly subscriptions: readonly string[];
  /** `opposite` talks to the program itself, `beside` does what the program does, at its side. */
  readonly place: 'opposite' | 'beside';
  readonly disturbance?: Disturbance;
}

const usual: Partial<Record<SocketType, SocketType>> = {
  XPUB: 'SUB',
  XSUB: 'PUB',
  ROUTER: 'DEALER',
  REP: 'REQ',
};

/**
 * The sessions that match a use, the best first. To what a program binds a session connects at the other end. Where it
 * connects there are two: beside it, at the one who binds, and in the place of that one. None reaches what is inside of
 * a program.
 */
export function attachPlans(use: SourceUse): AttachPlan[] {
  if (staysInside(use.endpoint)) return [];
  const opposite = planOpposite(use);
  if (use.role === 'bind') return [opposite];
  const beside = planBeside(use);
  // A subscriber more costs nobody anything, and sees just what the program sees.
  if (traitsOf(use.type).subscribes) return [beside];
  return use.peers.length > 0 ? [beside, opposite] : [opposite, beside];
}

/** Names of `inproc` are those of a context (zmq_inproc(7)): nobody outside of the process reaches them. */
export function staysInside(endpoint: string): boolean {
  return endpoint.startsWith('inproc:');
}

function planOpposite(use: SourceUse): AttachPlan {
  const type = oppositeType(use);
  const role = use.role === 'bind' ? 'connect' : 'bind';
  return {
    type,
    role,
    address: otherEnd({ role: use.role, address: use.endpoint }) ?? use.endpoint,
    subscriptions: type === 'SUB' ? [''] : [],
    place: 'opposite',
    disturbance: role === 'connect' ? disturbanceOf(use.type, type) : takenAddress(use),
  };
}

/** Where nobody binds, the session takes nothing from anybody. */
function takenAddress({ peers }: SourceUse): Disturbance | undefined {
  return peers.length > 0 ? 'takesTheAddress' : undefined;
}

function planBeside({ type, endpoint, subscriptions, peers }: SourceUse): AttachPlan {
  const target = peers.find((peer) => areCompatible(type, peer)) ?? traitsOf(type).partners[0];
  const known = subscriptions.filter((topic) => !topic.includes('{'));
  return {
    type: type === 'XSUB' ? 'SUB' : type,
    role: 'connect',
    address: endpoint,
    subscriptions: traitsOf(type).subscribes ? (known.length > 0 ? known : ['']) : [],
    place: 'beside',
    disturbance: target && disturbanceOf(target, type),
  };
}

function oppositeType({ type, peers }: SourceUse): SocketType {
  const known = peers.find((peer) => areCompatible(type, peer));
  // Proxies' sockets see the same as plain ones, and ask for less care.
  const plain = { XPUB: 'PUB', XSUB: 'SUB' } as Partial<Record<SocketType, SocketType>>;
  if (known) return plain[known] ?? known;
  return usual[type] ?? traitsOf(type).partners[0] ?? type;
}

/** @param end whom the session, of type `session`, is a further peer of. */
function disturbanceOf(end: SocketType, session: SocketType): Disturbance | undefined {
  if (end === 'PAIR') return 'takesThePair';
  const handsOut = ['PUSH', 'DEALER', 'REQ', 'SCATTER', 'CLIENT'].includes(end);
  return handsOut && traitsOf(session).canReceive ? 'takesMessages' : undefined;
}
