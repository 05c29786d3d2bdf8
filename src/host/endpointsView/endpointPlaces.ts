import { roleOf } from '../../analysis/roleOf';
import type { EndpointView, MentionPlace, UsePlace } from '../../protocol/analysis';
import type { PlaceNode } from './endpointsNode';

/** A use or a mention with what names it in the tree. */
export interface EndpointPlace {
  readonly node: PlaceNode;
  readonly place: UsePlace | MentionPlace;
}

/** Who binds, who connects, and the texts that name the endpoint. */
export function placesOf(view: EndpointView, under: PlaceNode['under']): EndpointPlace[] {
  const alike = new Map<string, number>();
  const all: readonly (UsePlace | MentionPlace)[] = [...view.binders, ...view.connectors, ...view.mentions];
  return all.map((place) => {
    const role = isUse(place) ? roleOf(place) : 'mention';
    const text = isUse(place) ? `${place.socketType ?? ''} ${place.endpoint}` : place.endpoint;
    const name = [place.uri, role, text].join('\n');
    const nth = alike.get(name) ?? 0;
    alike.set(name, nth + 1);
    return { node: { kind: 'place', under, endpoint: view.key, uri: place.uri, role, text, nth }, place };
  });
}

export function isUse(place: UsePlace | MentionPlace): place is UsePlace {
  return 'role' in place;
}

/** @returns the use that tells most of an endpoint: who binds it, if the socket's type is known. */
export function bestUse({ binders, connectors }: EndpointView): UsePlace | undefined {
  const uses = [...binders, ...connectors];
  return uses.find(({ socketType }) => socketType !== undefined) ?? uses[0];
}

/** Where to go for an endpoint. */
export function bestPlace(view: EndpointView): UsePlace | MentionPlace | undefined {
  return bestUse(view) ?? view.mentions[0];
}
