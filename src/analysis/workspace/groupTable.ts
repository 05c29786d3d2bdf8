import { addressOrder } from './addressOrder';
import type { EndpointGroup, Mention, PlacedUse } from './endpointGroup';

type Place = PlacedUse | Mention;

/** Who is in which group, by file. A group is put in order when it is asked for, and kept until it changes. */
export class GroupTable {
  private readonly members = new Map<string, Map<string, Place[]>>();
  private readonly made = new Map<string, EndpointGroup>();

  /** Adds all places of a file that has none here; notes the keys of the groups that change. */
  add(path: string, places: readonly Place[], changed: Set<string>): void {
    for (const place of places) {
      const files = this.members.get(place.group) ?? new Map<string, Place[]>();
      this.members.set(place.group, files);
      const own = files.get(path);
      if (own) own.push(place);
      else files.set(path, [place]);
      this.made.delete(place.group);
      changed.add(place.group);
    }
  }

  remove(path: string, places: readonly Place[], changed: Set<string>): void {
    for (const { group } of places) {
      const files = this.members.get(group);
      files?.delete(path);
      if (files?.size === 0) this.members.delete(group);
      this.made.delete(group);
      changed.add(group);
    }
  }

  get(key: string): EndpointGroup | undefined {
    const known = this.made.get(key);
    if (known) return known;
    const files = this.members.get(key);
    if (!files) return undefined;
    const group = makeGroup(key, files);
    this.made.set(key, group);
    return group;
  }

  get keys(): Iterable<string> {
    return this.members.keys();
  }

  all(): EndpointGroup[] {
    const groups = [...this.members.keys()].flatMap((key) => this.get(key) ?? []);
    return groups.sort((a, b) => addressOrder(a.label, b.label) || compare(a.key, b.key));
  }
}

function makeGroup(key: string, files: ReadonlyMap<string, readonly Place[]>): EndpointGroup {
  const places = [...files.keys()].sort(compare).flatMap((path) => files.get(path) ?? []);
  const uses = places.filter((place) => place.kind === 'use');
  const withRole = (...roles: string[]) => uses.filter(({ use }) => roles.includes(use.role));
  const binders = withRole('bind');
  const connectors = withRole('connect');
  const label = [binders, connectors, places].map(commonest).find((text) => text !== undefined);
  const address = places[0]?.address;
  return {
    key,
    label: label ?? key,
    transport: address?.transport,
    isKnown: places.some((place) => isKnown(place)),
    binders,
    connectors,
    detachers: withRole('unbind', 'disconnect'),
    mentions: places.filter((place) => place.kind === 'mention'),
  };
}

function isKnown({ address: { isComplete, isWildcard, port, transport } }: Place): boolean {
  if (isWildcard) return false;
  const isMulticast = transport === 'pgm' || transport === 'epgm' || transport === 'norm';
  return isComplete || (port !== undefined && !isMulticast);
}

/** The address that most places write, the first of equals. */
function commonest(places: readonly Place[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { address } of places) counts.set(address.text, (counts.get(address.text) ?? 0) + 1);
  let best: string | undefined;
  for (const [text, count] of counts) {
    if (best === undefined || count > (counts.get(best) ?? 0)) best = text;
  }
  return best;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
