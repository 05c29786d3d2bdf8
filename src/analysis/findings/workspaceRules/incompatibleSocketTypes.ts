import { fitOf } from '../../workspace/counterparts';
import type { EndpointGroup, PlacedUse } from '../../workspace/endpointGroup';
import { mismatchesOf } from '../../workspace/mismatches';
import type { WorkspaceIndex } from '../../workspace/workspaceIndex';
import { isExample } from '../../workspacePath';
import type { GroupRule } from '../workspaceRule';

/** Which types go together is in RFC 28 to 31; the handshake ends what does not (RFC 23, "Socket-Type"). */
export const incompatibleSocketTypes: GroupRule = {
  code: 'incompatible-socket-types',
  *check(group, { index }) {
    const binders = new Map<PlacedUse, PlacedUse[]>();
    for (const { connector, binder } of mismatchesOf(group)) {
      if (!areMeant(connector, binder, index)) continue;
      binders.set(connector, [...(binders.get(connector) ?? []), binder]);
    }
    for (const [connector, wrong] of binders) {
      const types = [...new Set(wrong.map(({ use }) => use.socketType))].join(' and ');
      yield {
        path: connector.path,
        message: `A ${connector.use.socketType} does not talk to a ${types}, which is what binds ${group.label}: the handshake ends the connection.`,
        range: connector.use.range,
        related: wrong.map(({ path, use }) => ({
          path,
          range: use.range,
          message: `The ${use.socketType} is bound here`,
        })),
      };
    }
  },
};

/** In one file they are; names of `inproc` in one function, since each context has its own. Elsewhere the port may be another program's, whose own peers are there. */
function areMeant(connector: PlacedUse, binder: PlacedUse, index: WorkspaceIndex): boolean {
  if (connector.address.transport === 'inproc') return areInOneFunction(connector, binder);
  if (connector.path === binder.path) return true;
  if (isExample(connector.path) || isExample(binder.path)) return false;
  if (isFromElsewhere(connector, index)) return false;
  return index.counterparts(binder).every((other) => fitOf(binder, other) === 'incompatible');
}

/**
 * A program that finds somebody on several endpoints, and on none anybody whom it can talk to, belongs to another system
 * that uses the same ports, as programs after the guide do.
 */
function isFromElsewhere({ path }: PlacedUse, index: WorkspaceIndex): boolean {
  const misfits = new Set<EndpointGroup | undefined>();
  for (const place of index.usesOf(path)) {
    const others = place.use.role === 'connect' ? index.counterparts(place) : [];
    if (others.length === 0) continue;
    if (others.some((other) => fitOf(place, other) !== 'incompatible')) return false;
    misfits.add(index.groupOf(place));
  }
  return misfits.size > 1;
}

function areInOneFunction({ path, socket }: PlacedUse, other: PlacedUse): boolean {
  const start = socket?.place.functionStart;
  return path === other.path && start !== undefined && start === other.socket?.place.functionStart;
}
