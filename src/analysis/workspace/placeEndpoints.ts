import type { FileFacts } from '../facts';
import type { PlainEndpoint } from '../plainText/scanPlainText';
import { familyOf } from '../programFamily';
import { roleOf } from '../roleOf';
import { addressOf, type Address } from './address';
import type { Mention, PlacedUse } from './endpointGroup';
import { meetingKey } from './meeting';

/** The uses of one file, each with its group. */
export function placeUses(path: string, facts: FileFacts): PlacedUse[] {
  const sockets = new Map(facts.sockets.map((socket) => [socket.id, socket]));
  const uses = facts.endpoints.map((use) => ({ use, address: addressOf(use.pattern) }));
  const bound = new Set<string>();
  const connected = new Set<string>();
  for (const { use, address } of uses) {
    const key = meetingKey(address)?.key;
    if (key !== undefined) (roleOf(use) === 'bind' ? bound : connected).add(key);
  }
  return uses.map(({ use, address }) => {
    const family = address.transport === 'inproc' ? familyOf(use.language) : '';
    const hasBothSides = (key: string) => bound.has(key) && connected.has(key);
    return {
      kind: 'use',
      path,
      use,
      socket: use.socket === undefined ? undefined : sockets.get(use.socket),
      address,
      group: groupKey(path, address, use.range.start, family, hasBothSides),
    };
  });
}

/** The endpoints of a text; names of `inproc` stand alone, since a text is no program. */
export function placeMentions(path: string, endpoints: readonly PlainEndpoint[]): Mention[] {
  return endpoints.map((mention) => {
    const address = addressOf(mention.pattern);
    const isAlone = () => address.transport === 'inproc';
    return {
      kind: 'mention',
      path,
      mention,
      address,
      group: groupKey(path, address, mention.range.start, '', isAlone),
    };
  });
}

function groupKey(
  path: string,
  address: Address,
  start: number,
  family: string,
  hasBothSides: (key: string) => boolean,
): string {
  const meeting = meetingKey(address);
  if (!meeting) return `${path}#${start}`;
  const { key, scope, shared } = meeting;
  if (scope === 'workspace') return key;
  if (scope === 'file' || shared === undefined || hasBothSides(key)) return `${path}#${key}`;
  return family === '' ? shared : `${family}+${shared}`;
}
