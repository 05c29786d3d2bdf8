import type { SocketUse } from '../facts';
import { isCompletePattern, patternText } from '../textPattern';
import { operationsOf } from './sockets';

/** The identity where all of it is known. */
export function knownIdentityOf({ identity }: SocketUse): string | undefined {
  return identity === undefined || identity === '' || /\{.*\}/.test(identity) ? undefined : identity;
}

/** The addresses that the socket connects to for certain. */
export function knownConnectsOf(socket: SocketUse): readonly string[] {
  return operationsOf(socket, 'connect').flatMap(({ endpoints = [] }) => {
    const [only, ...others] = endpoints;
    return only && others.length === 0 && isCompletePattern(only) ? [patternText(only)] : [];
  });
}
