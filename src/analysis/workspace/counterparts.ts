import { areCompatible } from '../../model/socketType';
import { roleOf } from '../roleOf';
import type { EndpointGroup, PlacedUse } from './endpointGroup';
import { isMulticast, mayReach } from './meeting';

/** Who in the group is on the other side, the nearest files first. */
export function counterpartsIn(group: EndpointGroup, place: PlacedUse): PlacedUse[] {
  const found = otherSide(group, place).filter((other) => !isSameSocket(place, other));
  const nearness = new Map(found.map(({ path }) => [path, sharedFolders(place.path, path)]));
  const near = ({ path }: PlacedUse) => nearness.get(path) ?? 0;
  return found.sort((a, b) => near(b) - near(a));
}

function otherSide(group: EndpointGroup, place: PlacedUse): PlacedUse[] {
  const binds = roleOf(place.use) === 'bind';
  if (isMulticast(place.address)) {
    return [...group.binders, ...group.connectors].filter(({ use }) => {
      const [own, other] = [place.use.socketType, use.socketType];
      return !own || !other || own !== other;
    });
  }
  return binds
    ? group.connectors.filter(({ address }) => mayReach(place.address, address))
    : group.binders.filter(({ address }) => mayReach(address, place.address));
}

function isSameSocket(place: PlacedUse, other: PlacedUse): boolean {
  if (place === other) return true;
  return place.path === other.path && place.use.socket !== undefined && place.use.socket === other.use.socket;
}

/** How many folders two paths begin with together; the same file is nearer than any other. */
export function sharedFolders(path: string, other: string): number {
  if (path === other) return Number.MAX_SAFE_INTEGER;
  const [one, two] = [path.split('/'), other.split('/')];
  let shared = 0;
  while (shared < one.length - 1 && shared < two.length - 1 && one[shared] === two[shared]) shared++;
  return shared;
}

/** How two sides go together: `unknown` where the source does not tell both types. */
export type Fit = 'compatible' | 'incompatible' | 'unknown';

export function fitOf(one: PlacedUse, other: PlacedUse): Fit {
  const [a, b] = [one.use.socketType, other.use.socketType];
  if (!a || !b) return 'unknown';
  return areCompatible(a, b) ? 'compatible' : 'incompatible';
}
