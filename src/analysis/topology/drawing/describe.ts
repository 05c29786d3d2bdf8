import type { PictureLink, TopologyPicture } from '../../../model/topologyPicture';

/** What a screen reader says of each part and a pointer that rests on it shows, by key. */
export function describeParts({ programs, endpoints, links }: TopologyPicture<unknown>): Map<string, string> {
  const texts = new Map<string, string>();
  const labels = new Map(endpoints.map(({ key, label }) => [key, label]));
  const socketTitles = new Map<string, string>();
  const bySocket = grouped(links, ({ socket }) => socket);
  const byEndpoint = grouped(links, ({ endpoint }) => endpoint);
  for (const { key, label, path, sockets } of programs) {
    const count = sockets.length === 1 ? '1 socket' : `${sockets.length} sockets`;
    texts.set(key, `${label}, program with ${count}${path === label ? '' : ` (${path})`}`);
    for (const socket of sockets) {
      const title = [socket.type ?? 'Socket', socket.name].filter(Boolean).join(' ');
      socketTitles.set(socket.key, `${title} in ${label}`);
      const uses = (bySocket.get(socket.key) ?? []).map(
        (link) =>
          `${verbs[link.role]} ${labels.get(link.endpoint) ?? ''}${link.isBroken ? ', incompatible' : ''}`,
      );
      texts.set(socket.key, [`${title} in ${label}`, ...uses].join('; '));
    }
  }
  for (const { key, label, notes } of endpoints) {
    const own = byEndpoint.get(key) ?? [];
    texts.set(
      key,
      [
        `Endpoint ${label}`,
        ...notes.map(({ text }) => text),
        ...sideOf(own, 'bind', socketTitles),
        ...sideOf(own, 'connect', socketTitles),
      ].join('; '),
    );
  }
  for (const link of links) {
    const broken = link.isBroken ? ', which is incompatible with the other side' : '';
    const title = socketTitles.get(link.socket) ?? '';
    texts.set(link.key, `${title} ${verbs[link.role]} ${labels.get(link.endpoint) ?? ''}${broken}`);
  }
  return texts;
}

const verbs = { bind: 'binds', connect: 'connects' } as const;
const mostNamed = 8;

function sideOf(
  links: readonly PictureLink<unknown>[],
  role: 'bind' | 'connect',
  titles: ReadonlyMap<string, string>,
): string[] {
  const names = links.filter((link) => link.role === role).map(({ socket }) => titles.get(socket) ?? '');
  if (names.length === 0) return [];
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const done = role === 'bind' ? 'bound' : 'connected';
  return [`${done} by ${names.slice(0, mostNamed).join(', ')}${more}`];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
