import type { PlacedUse } from '../../workspace/endpointGroup';
import type { GroupRule } from '../workspaceRule';

/** Of two CURVE peers one is the client (RFC 26): two servers wait for each other's hello. */
export const curveBothServers: GroupRule = {
  code: 'curve-both-servers',
  *check(group, { index }) {
    if (!group.isKnown) return;
    for (const connector of group.connectors) {
      const option = serverOptionOf(connector);
      const binders = index.counterparts(connector).filter(({ use }) => use.role === 'bind');
      if (!option || binders.length === 0 || !binders.every((binder) => serverOptionOf(binder))) continue;
      yield {
        path: connector.path,
        message: `This socket is a CURVE server, and so is the one that binds ${group.label}: the handshake never ends. One of them has to be the client.`,
        range: option.range,
        related: binders.flatMap((binder) => {
          const other = serverOptionOf(binder);
          return other ? [{ path: binder.path, range: other.range, message: 'The other server' }] : [];
        }),
      };
    }
  },
};

function serverOptionOf({ socket }: PlacedUse) {
  if (socket?.security.mechanism !== 'CURVE' || socket.security.isServer !== true) return undefined;
  return socket.options.find(({ name }) => name === 'CURVE_SERVER');
}
