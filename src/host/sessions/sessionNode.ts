import type { EndpointRole } from '../../model/sessionDefinition';
import type { SettingsPlace } from './definitionStore';

/**
 * Elements of the Sessions view. They name what they stand for the way command arguments do, so that a menu's
 * command takes its answers from the element it was chosen on. What they show is looked up when drawn.
 */
export type SessionsNode =
  | { readonly kind: 'session'; readonly session: string }
  | {
      readonly kind: 'endpoint';
      readonly session: string;
      readonly role: EndpointRole;
      /** As the definition writes it. */
      readonly address: string;
      /** Which one, from 0, of those that are written alike: each `*` is another port. */
      readonly nth: number;
    }
  | { readonly kind: 'subscription'; readonly session: string; readonly topic: string }
  /** What the session replays, or replayed last. */
  | { readonly kind: 'replay'; readonly session: string; readonly replay: string }
  | { readonly kind: 'events'; readonly session: string }
  | { readonly kind: 'event'; readonly session: string; readonly seq: number }
  | {
      readonly kind: 'problem';
      readonly place: SettingsPlace;
      readonly index: number;
      readonly field: string;
      readonly message: string;
    };

/** Stable over refreshes, so that VS Code keeps expansion and selection. */
export function nodeKey(node: SessionsNode): string {
  switch (node.kind) {
    case 'session':
      return node.session;
    case 'endpoint':
      return `${node.session}/${node.role}/${node.nth}/${node.address}`;
    case 'subscription':
      return `${node.session}/subscription/${node.topic}`;
    case 'replay':
      return `${node.session}/replay/${node.replay}`;
    case 'events':
      return `${node.session}/events`;
    case 'event':
      return `${node.session}/events/${node.seq}`;
    case 'problem':
      return `problem/${node.place}/${node.index}/${node.field}`;
  }
}

export function isSessionsNode(value: unknown): value is SessionsNode {
  return value instanceof SessionsNodeObject;
}

/** Elements are instances of this, which tells them from argument objects of the same shape. */
class SessionsNodeObject {
  constructor(node: SessionsNode) {
    Object.assign(this, node);
  }
}

export function makeNode<N extends SessionsNode>(node: N): N {
  return new SessionsNodeObject(node) as unknown as N;
}
