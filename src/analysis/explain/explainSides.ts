import { roleOf } from '../roleOf';
import { shortPaths } from '../topology/shortPaths';
import type { TextRange } from '../textRange';
import { counterpartsIn, fitOf, sharedFolders } from '../workspace/counterparts';
import type { EndpointGroup, Mention, PlacedUse } from '../workspace/endpointGroup';
import { code, enumerate, link, plain } from './markdown';

/** What is around an endpoint. */
export interface Surroundings {
  /** All files are read: who is not known is not there. */
  readonly isWhole: boolean;
  /** Counted from 1. */
  lineOf(path: string, range: TextRange): number;
  /** An escaped URI that opens the place. */
  uriOf(path: string, range: TextRange): string;
}

interface Side {
  /** `Binds`, `Connect` */
  readonly title: string;
  readonly places: readonly Place[];
  /** How many there are besides. */
  readonly more: number;
}

interface Place {
  readonly path: string;
  readonly range: TextRange;
  /** `SUB` */
  readonly what?: string;
  readonly note?: string;
}

/** Links in one explanation; what is beyond is counted. */
const most = { bind: 4, connect: 4, mention: 2 };

/** Who binds, who connects and who only names an endpoint, besides the place itself: Markdown list items. */
export function explainSides(
  group: EndpointGroup,
  here: PlacedUse | Mention,
  around: Surroundings,
): string[] {
  const sides = [
    useSide(group, here, 'bind', most.bind),
    useSide(group, here, 'connect', most.connect),
    mentionSide(group, here),
  ];
  const paths = sides.flatMap((side) => side?.places.map(({ path }) => path) ?? []);
  const names = shortPaths([...new Set(paths)]);
  const items = sides.flatMap((side) => (side ? [sideItem(side, names, around)] : []));
  return [...items, ...absentItem(group, here, around)];
}

function useSide(
  group: EndpointGroup,
  here: PlacedUse | Mention,
  role: 'bind' | 'connect',
  limit: number,
): Side | undefined {
  const all = (role === 'bind' ? group.binders : group.connectors).filter((place) => !isSame(place, here));
  const near = here.kind === 'use' ? counterpartsIn(group, here).filter(({ use }) => use.role === role) : [];
  const isOtherSide = here.kind === 'use' && role !== roleOf(here.use);
  const places = isOtherSide
    ? near
    : [...all].sort((a, b) => sharedFolders(here.path, b.path) - sharedFolders(here.path, a.path));
  const title = role === 'bind' ? 'Bound by' : 'Connected by';
  return sideWith(
    isOtherSide
      ? title
      : here.kind === 'use'
        ? role === 'bind'
          ? 'Also bound by'
          : 'Also connected by'
        : title,
    places.map((place) => usePlace(place, here)),
    limit,
  );
}

function mentionSide(group: EndpointGroup, here: PlacedUse | Mention): Side | undefined {
  const places = group.mentions.filter((place) => !isSame(place, here));
  return sideWith(
    here.kind === 'use' ? 'Named in' : 'Also named in',
    places.map(({ path, mention }) => ({ path, range: mention.range })),
    most.mention,
  );
}

function sideWith(title: string, places: readonly Place[], limit: number): Side | undefined {
  if (places.length === 0) return undefined;
  // A count of one takes as much room as the place.
  const shown = places.length === limit + 1 ? places.length : limit;
  return { title, places: places.slice(0, shown), more: Math.max(0, places.length - shown) };
}

function usePlace(place: PlacedUse, here: PlacedUse | Mention): Place {
  const { path, use } = place;
  const isPeer = here.kind === 'use' && roleOf(place.use) !== roleOf(here.use);
  const note =
    isPeer && fitOf(place, here) === 'incompatible' ? `does not go with ${here.use.socketType}` : undefined;
  return { path, range: use.range, what: use.socketType, note };
}

function sideItem(
  { title, places, more }: Side,
  names: ReadonlyMap<string, string>,
  around: Surroundings,
): string {
  const shown = places.map(({ path, range, what, note }) => {
    const text = `${names.get(path) ?? path}:${around.lineOf(path, range)}`;
    const type = what === undefined ? '' : `**${what}** `;
    return `${type}${link(text, around.uriOf(path, range))}${note === undefined ? '' : ` (${plain(note)})`}`;
  });
  return `${title} ${enumerate(more > 0 ? [...shown, `${more} more`] : shown)}`;
}

/** Says it where nobody is at the other end; not where the system chooses what nobody can write. */
function absentItem(group: EndpointGroup, here: PlacedUse | Mention, { isWhole }: Surroundings): string[] {
  if (!group.isKnown) return [];
  const absent = (text: string) => [isWhole ? text : 'The workspace is still being read'];
  if (here.kind === 'mention') {
    const isUsed = group.binders.length + group.connectors.length > 0;
    return isUsed ? [] : absent('No program of this workspace binds or connects it');
  }
  if (here.address.transport === 'pgm' || here.address.transport === 'epgm') return [];
  if (counterpartsIn(group, here).length > 0) return [];
  const does = roleOf(here.use) === 'bind' ? 'connects to it' : 'binds it';
  return absent(`No program of this workspace ${does}`);
}

function isSame(place: PlacedUse | Mention, here: PlacedUse | Mention): boolean {
  if (place === here) return true;
  if (place.kind === 'mention' || here.kind === 'mention' || place.path !== here.path) return false;
  // A loop or a helper that is called twice gives several uses of one place.
  return place.use.range.start === here.use.range.start && place.use.role === here.use.role;
}

/** What a place calls the endpoint. */
export function titleOf(place: PlacedUse | Mention): string {
  if (place.kind === 'mention') return code(place.mention.endpoint);
  const { socketType, role, endpoint } = place.use;
  const does = { bind: 'binds', connect: 'connects', unbind: 'unbinds', disconnect: 'disconnects' }[role];
  return `**${socketType ?? 'A socket'} ${does}** ${code(endpoint)}`;
}
