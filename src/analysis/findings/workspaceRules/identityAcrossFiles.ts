import type { PlacedUse } from '../../workspace/endpointGroup';
import { knownIdentityOf } from '../identities';
import { isExample, stemOf } from '../../workspacePath';
import type { GroupRule } from '../workspaceRule';

/** A ROUTER refuses the second peer with an identity that it knows (zmq_setsockopt(3), ZMQ_ROUTER_HANDOVER). */
export const identityAcrossFiles: GroupRule = {
  code: 'same-identity-twice',
  *check({ binders, connectors, isKnown }) {
    if (!isKnown || !binders.some(({ use }) => use.socketType === 'ROUTER')) return;
    for (const connector of connectors) {
      const other = connectors.find((one) => isTwin(one, connector));
      const [option, known] = [connector, other].map((use) =>
        use?.socket?.options.find(({ name }) => name === 'ROUTING_ID'),
      );
      if (!option || !known || !other) continue;
      yield {
        path: connector.path,
        message: `${other.path} connects to the same ROUTER with the identity "${connector.socket?.identity}" as well: the ROUTER refuses the second.`,
        range: option.range,
        related: [{ path: other.path, range: known.range, message: 'The other identity' }],
      };
    }
  },
};

function isTwin(one: PlacedUse, other: PlacedUse): boolean {
  const identity = one.socket && knownIdentityOf(one.socket);
  if (identity === undefined || !other.socket || identity !== knownIdentityOf(other.socket)) return false;
  if (one.path === other.path || stemOf(one.path) === stemOf(other.path)) return false;
  return one.address.text === other.address.text && !isExample(one.path) && !isExample(other.path);
}
