/** The socket types of libzmq, by their ZMTP names (RFC 28 to 31; the drafts are RFC 41, 48, 49 and others). */
export const stableSocketTypes = [
  'PAIR',
  'PUB',
  'SUB',
  'REQ',
  'REP',
  'DEALER',
  'ROUTER',
  'PULL',
  'PUSH',
  'XPUB',
  'XSUB',
  'STREAM',
] as const;

export const draftSocketTypes = ['SERVER', 'CLIENT', 'RADIO', 'DISH', 'GATHER', 'SCATTER', 'DGRAM'] as const;

export type StableSocketType = (typeof stableSocketTypes)[number];
export type DraftSocketType = (typeof draftSocketTypes)[number];
export type SocketType = StableSocketType | DraftSocketType;
export const socketTypes: readonly SocketType[] = [...stableSocketTypes, ...draftSocketTypes];

export interface SocketTypeTraits {
  readonly canSend: boolean;
  readonly canReceive: boolean;
  /** Takes ZMQ_SUBSCRIBE (SUB) or subscription messages (XSUB) or groups (DISH). */
  readonly subscribes: boolean;
  /** Sends only whole messages of one frame (the thread-safe draft types, RFC 41 ff.). */
  readonly singleFrame: boolean;
  readonly draft: boolean;
  /** One line for the quick pick: the pattern and what this end does in it. */
  readonly summary: string;
  /** Types that may sit at the other end, most usual first. Empty for STREAM, whose peers do not speak ZMTP. */
  readonly partners: readonly SocketType[];
}

const both = { canSend: true, canReceive: true, subscribes: false, singleFrame: false, draft: false };
const sends = { ...both, canReceive: false };
const receives = { ...both, canSend: false };
const draft = { draft: true, singleFrame: true };

const traits: Readonly<Record<SocketType, SocketTypeTraits>> = {
  PAIR: { ...both, summary: 'Exclusive pair: talks to exactly one other PAIR', partners: ['PAIR'] },
  PUB: {
    ...sends,
    summary: 'Publish-subscribe: sends every message to all who subscribed to its topic',
    partners: ['SUB', 'XSUB'],
  },
  SUB: {
    ...receives,
    subscribes: true,
    summary: 'Publish-subscribe: receives the topics it subscribed to',
    partners: ['PUB', 'XPUB'],
  },
  REQ: {
    ...both,
    summary: 'Request-reply: sends a request, then waits for its reply',
    partners: ['REP', 'ROUTER'],
  },
  REP: {
    ...both,
    summary: 'Request-reply: waits for a request, then answers it',
    partners: ['REQ', 'DEALER'],
  },
  DEALER: {
    ...both,
    summary: 'Asynchronous client: sends round-robin, receives from all, no turns to keep',
    partners: ['ROUTER', 'REP', 'DEALER'],
  },
  ROUTER: {
    ...both,
    summary: 'Asynchronous server: sees who sent each message and chooses whom to answer',
    partners: ['DEALER', 'REQ', 'ROUTER'],
  },
  PULL: {
    ...receives,
    summary: 'Pipeline: takes its share of the tasks that PUSH hands out',
    partners: ['PUSH'],
  },
  PUSH: { ...sends, summary: 'Pipeline: hands each task to one of the workers in turn', partners: ['PULL'] },
  XPUB: {
    ...both,
    summary: 'Publisher that also receives the subscriptions, for proxies and late-joiner checks',
    partners: ['SUB', 'XSUB'],
  },
  XSUB: {
    ...both,
    subscribes: true,
    summary: 'Subscriber that subscribes by sending messages, for proxies',
    partners: ['PUB', 'XPUB'],
  },
  STREAM: { ...both, summary: 'Raw TCP: talks to peers that do not speak ZeroMQ', partners: [] },
  SERVER: { ...both, ...draft, summary: 'Draft: thread-safe asynchronous server', partners: ['CLIENT'] },
  CLIENT: { ...both, ...draft, summary: 'Draft: thread-safe asynchronous client', partners: ['SERVER'] },
  RADIO: { ...sends, ...draft, summary: 'Draft: publishes to groups, also over UDP', partners: ['DISH'] },
  DISH: {
    ...receives,
    ...draft,
    subscribes: true,
    summary: 'Draft: receives the groups it joined',
    partners: ['RADIO'],
  },
  GATHER: { ...receives, ...draft, summary: 'Draft: thread-safe PULL', partners: ['SCATTER'] },
  SCATTER: { ...sends, ...draft, summary: 'Draft: thread-safe PUSH', partners: ['GATHER'] },
  DGRAM: { ...both, ...draft, summary: 'Draft: raw UDP datagrams', partners: ['DGRAM'] },
};

export function traitsOf(type: SocketType): SocketTypeTraits {
  return traits[type];
}

/** Whether two types may sit at the two ends of an endpoint. A STREAM's peers are raw TCP, anything in fact. */
export function areCompatible(one: SocketType, other: SocketType): boolean {
  return one === 'STREAM' || other === 'STREAM' || traits[one].partners.includes(other);
}

export function isSocketType(value: unknown): value is SocketType {
  return typeof value === 'string' && Object.hasOwn(traits, value);
}
