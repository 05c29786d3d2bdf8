import type { SocketUse } from '../../facts';
import type { FileRule } from '../rule';
import { knownConnectsOf, knownIdentityOf } from '../identities';
import { operationsOf } from '../sockets';

/** A ROUTER refuses the second peer with an identity that it knows (zmq_setsockopt(3), ZMQ_ROUTER_HANDOVER). */
export const sameIdentityTwice: FileRule = {
  code: 'same-identity-twice',
  *check({ facts, path }) {
    const named = facts.sockets.filter((socket) => knownIdentityOf(socket) !== undefined);
    const told = new Set<number>();
    for (const [position, second] of named.entries()) {
      const first = named.slice(0, position).find((other) => areTogether(other, second));
      const option = second.options.find(({ name }) => name === 'ROUTING_ID');
      const known = first?.options.find(({ name }) => name === 'ROUTING_ID');
      if (!option || !known || told.has(option.range.start) || known.range.start === option.range.start)
        continue;
      told.add(option.range.start);
      yield {
        message: `Another socket that connects to the same endpoint has the identity "${second.identity}" already: a ROUTER refuses the second.`,
        range: option.range,
        related: [{ path, range: known.range, message: 'The other identity' }],
      };
    }
  },
};

/** Made in the same function, and never closed, so that both are there at once. */
function areTogether(one: SocketUse, other: SocketUse): boolean {
  if (one.identity !== other.identity || one.place.functionStart !== other.place.functionStart) return false;
  if ([one, other].some((socket) => socket.place.blocks.length > 0)) return false;
  if (operationsOf(one, 'close', 'disconnect').some(({ range }) => range.start < other.range.start))
    return false;
  const endpoints = knownConnectsOf(one);
  return knownConnectsOf(other).some((endpoint) => endpoints.includes(endpoint));
}
