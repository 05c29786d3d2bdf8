import type { Direction } from './envelope';
import { proposedDirection, proposedType } from './replayRules';
import type { EndpointDefinition, EndpointRole, SessionDefinition } from './sessionDefinition';
import type { SocketType } from './socketType';

/** A new session that can replay a capture. */
export interface ProposedTarget {
  readonly type: SocketType;
  readonly role: EndpointRole;
  /** Undefined where it is not known, as the port of a bind to `*` that is over. */
  readonly address: string | undefined;
  /** Which of the capture's directions it sends. */
  readonly direction: Direction;
}

/**
 * Proposes the session that takes the place of the recorded one, or, for what that one received, of its peer: a SUB
 * that connected is replayed by a PUB that binds there.
 *
 * @param direction by default the one towards the service
 */
export function proposeTarget(
  definition: Pick<SessionDefinition, 'type' | 'endpoints'>,
  direction = proposedDirection(definition.type),
): ProposedTarget {
  const { type, side } = proposedType(definition.type, direction);
  const [recorded] = definition.endpoints;
  if (side === 'same') {
    return { type, role: recorded?.role ?? 'connect', address: recorded?.address, direction };
  }
  // libzmq's DGRAM only binds.
  if (type === 'DGRAM') return { type, role: 'bind', address: undefined, direction };
  const role: EndpointRole = recorded?.role === 'bind' ? 'connect' : 'bind';
  return { type, role, address: recorded && otherEnd(recorded), direction };
}

/**
 * Where the other end of an endpoint is. Local addresses only: a session that is proposed should not reach the network
 * unless somebody says so. Undefined where nothing tells the port.
 */
export function otherEnd({ role, address }: EndpointDefinition): string | undefined {
  const parts = /^([a-z]+:\/\/)(?:[^;]*;)?(.*):(\d+|\*|\{[^{}]*\})(\/.*)?$/.exec(address.trim());
  // ipc and inproc name the same thing from both ends; `*` names nothing that is known now.
  if (!parts) return address.endsWith('://*') ? undefined : address;
  const [, transport = '', host = '', port = '', path = ''] = parts;
  if (port === '*' || port === '0') return undefined;
  const isIpv6 = host.startsWith('[');
  const isName = !isIpv6 && !/^\d+(\.\d+){3}$/.test(host);
  const isAny = host === '0.0.0.0' || host === '[::]';
  const isLoopback = host.startsWith('127.') || host === '[::1]';
  const keeps = role === 'bind' ? !isAny && !isName : isLoopback;
  return `${transport}${keeps ? host : isIpv6 ? '[::1]' : '127.0.0.1'}:${port}${path}`;
}
