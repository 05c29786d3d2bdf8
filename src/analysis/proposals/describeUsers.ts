import type { EndpointGroup, PlacedUse } from '../workspace/endpointGroup';
import { fileNameOf } from '../workspacePath';

/** Who uses an endpoint, in a few words: `PUB binds in weather.py, 2 connect`. */
export function describeUsers({ binders, connectors, mentions }: EndpointGroup): string {
  const parts = [side(binders, 'binds', 'bind'), side(connectors, 'connects', 'connect')];
  if (binders.length + connectors.length === 0 && mentions[0])
    parts.push(`in ${fileNameOf(mentions[0].path)}`);
  return parts.filter((part) => part !== '').join(', ');
}

function side(places: readonly PlacedUse[], one: string, several: string): string {
  const [first] = places;
  if (!first) return '';
  if (places.length > 1) return `${places.length} ${several}`;
  return `${first.use.socketType ?? 'one'} ${one} in ${fileNameOf(first.path)}`;
}
