import type { SocketType } from './socketType';

export type EndpointRole = 'bind' | 'connect';

export interface EndpointDefinition {
  readonly role: EndpointRole;
  /** As written by the user, wildcard port included: `tcp://127.0.0.1:*`. */
  readonly address: string;
}

/** Socket options by the names of the catalogue in socketOption.ts. */
export type OptionValue = string | number | boolean | null;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/**
 * What a session is made from: one socket with its endpoints, subscriptions and options. It is kept in the
 * workspace's settings (`zeromq.sessions`), so it holds nothing secret and nothing of one run.
 */
export interface SessionDefinition {
  /** Unique in the workspace and stable over reloads. */
  readonly id: string;
  /** What the user called it; without one the label is `TYPE endpoint`. */
  readonly name?: string;
  readonly type: SocketType;
  readonly endpoints: readonly EndpointDefinition[];
  /** Subscription prefixes: text, or bytes as `hex:00ff`. `hex:` in front of literal text is written `text:hex:…`. */
  readonly subscriptions: readonly string[];
  readonly options: OptionValues;
}

/** Stands in for the session of another tool's file, whose sockets are not known: a PAIR has no topics and routing ids. */
export const unknownSession: SessionDefinition = {
  id: '',
  type: 'PAIR',
  endpoints: [],
  subscriptions: [],
  options: {},
};

/**
 * The label of tree items, tabs and the inspector's header.
 * @param address of the first endpoint, where another than the written one is to be shown
 */
export function labelOf(definition: SessionDefinition, address?: string): string {
  if (definition.name) return definition.name;
  const first = address ?? definition.endpoints[0]?.address;
  return first ? `${definition.type} ${first}` : definition.type;
}
