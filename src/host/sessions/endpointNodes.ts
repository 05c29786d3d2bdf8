import type { EndpointSnapshot } from '../../protocol/session';
import { sameEndpoint } from './endpointLookup';
import type { SessionsNode } from './sessionNode';

export type EndpointNode = Extract<SessionsNode, { kind: 'endpoint' }>;

/** What stands for a session's endpoints in the Sessions view. */
export function endpointNodes(session: string, endpoints: readonly EndpointSnapshot[]): EndpointNode[] {
  return endpoints.map((endpoint, index) => {
    const { role, address } = endpoint;
    const nth = endpoints.slice(0, index).filter((other) => sameEndpoint(other, endpoint)).length;
    return { kind: 'endpoint', session, role, address, nth };
  });
}

/** @returns undefined when it went meanwhile. */
export function endpointOfNode(
  endpoints: readonly EndpointSnapshot[],
  node: EndpointNode,
): EndpointSnapshot | undefined {
  return endpoints.filter((endpoint) => sameEndpoint(endpoint, node))[node.nth];
}
