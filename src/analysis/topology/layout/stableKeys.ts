import type { Topology } from '../topology';

/** For the ids of a topology names that do not change when something is added elsewhere. */
export function stableKeys({ programs, endpoints, links }: Topology): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { id, path, sockets } of programs) {
    keys.set(id, `program ${path}`);
    const seen = new Map<string, number>();
    for (const { id: socket, name, type } of sockets) {
      const title = [type ?? '?', name].filter(Boolean).join(' ');
      const count = (seen.get(title) ?? 0) + 1;
      seen.set(title, count);
      keys.set(socket, count > 1 ? `socket ${path} ${title} ${count}` : `socket ${path} ${title}`);
    }
  }
  for (const { id, group } of endpoints) keys.set(id, `endpoint ${group}`);
  for (const { id, socket, role, endpoint } of links) {
    keys.set(id, `${keys.get(socket)} ${role} ${keys.get(endpoint)}`);
  }
  return keys;
}
