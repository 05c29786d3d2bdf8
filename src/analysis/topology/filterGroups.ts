import type { EndpointGroup, PlacedUse } from '../workspace/endpointGroup';
import { isMulticast } from '../workspace/meeting';
import { mismatchesOf } from '../workspace/mismatches';
import { patternOf } from '../../model/dataFlow';

export interface GroupFilter {
  /** Words that all have to be somewhere in an endpoint, its sockets and their files; case does not matter. */
  readonly words?: string;
  /** Only endpoints with incompatible sockets, or that nobody binds. */
  readonly problemsOnly?: boolean;
}

/** The endpoints that are to be seen, with all who use them. */
export function filterGroups(
  groups: readonly EndpointGroup[],
  { words = '', problemsOnly = false }: GroupFilter,
): EndpointGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.filter((group) => {
    if (problemsOnly && !hasProblem(group)) return false;
    if (wanted.length === 0) return true;
    const text = textOf(group);
    return wanted.every((word) => text.includes(word));
  });
}

export function hasProblem(group: EndpointGroup): boolean {
  const { binders, connectors, isKnown } = group;
  const isLonely = isKnown && binders.length === 0 && connectors.length > 0;
  if (isLonely && !connectors.some(({ address }) => isMulticast(address))) return true;
  return mismatchesOf(group).length > 0;
}

function textOf({ label, transport, binders, connectors }: EndpointGroup): string {
  const uses = [...binders, ...connectors].flatMap(wordsOf);
  return [label, transport ?? '', ...new Set(uses)].join('\n').toLowerCase();
}

function wordsOf({ path, use, socket }: PlacedUse): string[] {
  const { endpoint, socketType, library, language } = use;
  return [path, endpoint, socketType ?? '', patternOf(socketType), socket?.name ?? '', library, language];
}
