import type { EndpointRole } from '../../model/sessionDefinition';

/** Where in a source file an endpoint is named. */
export interface PlaceNode {
  readonly kind: 'place';
  /** What it is listed below. */
  readonly under: 'endpoint' | 'file';
  /** Of the endpoint. */
  readonly endpoint: string;
  readonly uri: string;
  readonly role: EndpointRole | 'mention';
  /** Socket type and address as they are written. */
  readonly text: string;
  /** Which one, from 0, of those that are alike: lines move. */
  readonly nth: number;
}

/** Elements of the Endpoints view. What they show is looked up when drawn. */
export type EndpointsNode =
  | { readonly kind: 'endpoint'; readonly endpoint: string }
  | { readonly kind: 'file'; readonly uri: string }
  | PlaceNode
  /** A session of ours that is on the endpoint. */
  | { readonly kind: 'session'; readonly endpoint: string; readonly session: string }
  /** A process that listens at it. */
  | { readonly kind: 'process'; readonly endpoint: string; readonly pid: number };

/** Stable over refreshes, so that VS Code keeps expansion and selection. */
export function endpointsNodeKey(node: EndpointsNode): string {
  switch (node.kind) {
    case 'endpoint':
      return `endpoint/${node.endpoint}`;
    case 'file':
      return `file/${node.uri}`;
    case 'place': {
      const { under, endpoint, uri, role, text, nth } = node;
      return ['place', under, endpoint, uri, role, text, nth].join('\n');
    }
    case 'session':
      return `session/${node.session}/${node.endpoint}`;
    case 'process':
      return `process/${node.pid}/${node.endpoint}`;
  }
}

export function isEndpointsNode(value: unknown): value is EndpointsNode {
  return value instanceof EndpointsNodeObject;
}

/** Elements are instances of this, which tells them from argument objects of the same shape. */
class EndpointsNodeObject {
  constructor(node: EndpointsNode) {
    Object.assign(this, node);
  }
}

export function makeEndpointsNode<N extends EndpointsNode>(node: N): N {
  return new EndpointsNodeObject(node) as unknown as N;
}
