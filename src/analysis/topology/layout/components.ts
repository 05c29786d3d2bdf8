import type { Topology, TopologyEndpoint, TopologyLink, TopologyProgram } from '../topology';

/** Programs and endpoints that hang together, and with no others. */
export interface Component {
  readonly programs: readonly TopologyProgram[];
  readonly endpoints: readonly TopologyEndpoint[];
  readonly links: readonly TopologyLink[];
}

/** In the order of their first programs. */
export function componentsOf({ programs, endpoints, links }: Topology): Component[] {
  const programOf = new Map(programs.flatMap(({ id, sockets }) => sockets.map((socket) => [socket.id, id])));
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    // Every path is walked once at its full length.
    for (let at = id; at !== root;) {
      const up = parent.get(at) ?? root;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  for (const { socket, endpoint } of links) {
    const [one, other] = [rootOf(programOf.get(socket) ?? ''), rootOf(endpoint)];
    if (one !== other) parent.set(other, one);
  }
  const found = new Map<
    string,
    { programs: TopologyProgram[]; endpoints: TopologyEndpoint[]; links: TopologyLink[] }
  >();
  const of = (id: string) => {
    const root = rootOf(id);
    const known = found.get(root) ?? { programs: [], endpoints: [], links: [] };
    found.set(root, known);
    return known;
  };
  for (const program of programs) of(program.id).programs.push(program);
  for (const endpoint of endpoints) of(endpoint.id).endpoints.push(endpoint);
  for (const link of links) of(link.endpoint).links.push(link);
  return [...found.values()];
}
