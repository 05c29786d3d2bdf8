import type { SocketType } from '../../model/socketType';
import type { EndpointArgument, RoleSocket, TopicArgument, ValueArgument } from '../pattern';

/** `primaryState` is PRIMARY_STATE on the command line. */
export function endpointArgument(endpoint: string): EndpointArgument {
  const name = endpoint.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return { kind: 'endpoint', name, endpoint };
}

export const topicArgument: TopicArgument = { kind: 'topic', name: 'TOPIC' };

export const intervalArgument = valueArgument('INTERVAL', '1000', 'pause before each message, in ms');

export const keysArgument = keysFolder('KEYS');

export function keysFolder(name: string): ValueArgument {
  return { ...valueArgument(name, 'keys', 'folder of the CURVE keys'), isSharedFolder: true };
}

export function valueArgument(name: string, byDefault: string, means: string): ValueArgument {
  return { kind: 'value', name, default: byDefault, means };
}

export function bound(type: SocketType, endpoint: string): RoleSocket {
  return { type, role: 'bind', endpoint };
}

export function connected(type: SocketType, endpoint: string): RoleSocket {
  return { type, role: 'connect', endpoint };
}
