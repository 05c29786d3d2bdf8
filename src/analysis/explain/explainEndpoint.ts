import { roleOf } from '../roleOf';
import type { EndpointGroup, Mention, PlacedUse } from '../workspace/endpointGroup';
import { explainAddress } from './explainAddress';
import { explainSides, type Surroundings, titleOf } from './explainSides';
import { explainSocket, explainType } from './explainSocket';

/** All that the workspace knows of an endpoint where it is written, as short Markdown. */
export function explainEndpoint(
  place: PlacedUse | Mention,
  group: EndpointGroup | undefined,
  around: Surroundings,
): string {
  const isUse = place.kind === 'use';
  const pattern = isUse ? place.use.pattern : place.mention.pattern;
  const paragraphs = [
    titleOf(place),
    explainAddress(pattern, isUse ? roleOf(place.use) : undefined).join(' '),
  ];
  if (isUse) paragraphs.push(explainType(place.use.socketType));
  const items = [
    ...(isUse && place.socket ? explainSocket(place.socket) : []),
    ...(group ? explainSides(group, place, around) : []),
  ];
  if (items.length > 0) paragraphs.push(items.map((item) => `- ${item}`).join('\n'));
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}
