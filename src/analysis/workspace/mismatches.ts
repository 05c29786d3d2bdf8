import { counterpartsIn, fitOf } from './counterparts';
import type { EndpointGroup, PlacedUse } from './endpointGroup';

/** Two ends of an endpoint whose socket types do not go together. */
export interface Mismatch {
  readonly binder: PlacedUse;
  readonly connector: PlacedUse;
}

/**
 * The pairs of a group that cannot talk. A connector that has some other binder which may be meant (two programs of a
 * workspace often use one port for different things) is not reported, and nor is one that names another machine than
 * those who can talk to the binder, or a type that the source does not tell.
 * Only the nearest binders count as meant.
 */
export function mismatchesOf(group: EndpointGroup): Mismatch[] {
  if (!group.isKnown) return [];
  return group.connectors.flatMap((connector) => {
    const binders = counterpartsIn(group, connector).filter(({ use }) => use.role === 'bind');
    if (binders.some((binder) => fitOf(binder, connector) !== 'incompatible')) return [];
    const nearest = binders[0]?.path;
    return binders
      .filter((binder) => binder.path === nearest && !isAnotherMachine(connector, binder, group))
      .map((binder) => ({ binder, connector }));
  });
}

/** Those who can talk to the binder look for it on other machines, each by its name. */
function isAnotherMachine(connector: PlacedUse, binder: PlacedUse, group: EndpointGroup): boolean {
  const host = machineOf(connector);
  const fitting = counterpartsIn(group, binder).filter((other) => fitOf(binder, other) === 'compatible');
  if (host === undefined || fitting.length === 0) return false;
  return fitting.every((other) => {
    const named = machineOf(other);
    return named !== undefined && named !== host;
  });
}

function machineOf({ address: { host } }: PlacedUse): string | undefined {
  return host?.kind === 'name' || host?.kind === 'ip' ? host.text : undefined;
}
