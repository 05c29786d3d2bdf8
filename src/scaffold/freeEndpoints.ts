import type { Pattern } from './pattern';

const lastPort = 65535;

/**
 * The endpoints of a pattern at their defaults, moved to the next TCP port where others bind theirs.
 *
 * @param bound addresses that are bound already, as the sources write them
 */
export function freeEndpoints(pattern: Pattern, bound: readonly string[]): Readonly<Record<string, string>> {
  const taken = new Set(bound.flatMap((address) => portOf(address) ?? []));
  const free: Record<string, string> = {};
  for (const endpoint of pattern.endpoints) {
    const byDefault = portOf(endpoint.default);
    free[endpoint.name] = endpoint.default;
    if (byDefault === undefined) continue;
    let port = byDefault;
    while (taken.has(port) && port < lastPort) port++;
    taken.add(port);
    free[endpoint.name] = endpoint.default.replace(/\d+$/, String(port));
  }
  return free;
}

/** Of a TCP address, whatever its host. */
export function portOf(address: string): number | undefined {
  const [, port] = /^tcp:\/\/.*:(\d+)$/.exec(address.trim()) ?? [];
  return port === undefined ? undefined : Number(port);
}
