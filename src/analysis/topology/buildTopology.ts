import type { EndpointGroup, PlacedUse } from '../workspace/endpointGroup';
import { isMulticast } from '../workspace/meeting';
import { mismatchesOf } from '../workspace/mismatches';
import { dataDirection, patternOf } from '../../model/dataFlow';
import { shortPaths } from './shortPaths';
import type {
  Topology,
  TopologyEndpoint,
  TopologyLink,
  TopologyProgram,
  TopologySocket,
  TypeMismatch,
} from './topology';

/**
 * The graph of the endpoints that programs bind or connect, all of the index's or those that are to be seen. Sockets
 * that touch none of them, and texts that only name endpoints, are not in it. Ids are short, and the same for the same
 * groups.
 */
export function buildTopology(groups: readonly EndpointGroup[]): Topology {
  const used = groups.filter(({ binders, connectors }) => binders.length + connectors.length > 0);
  const uses = used.flatMap(({ binders, connectors }) => [...binders, ...connectors]);
  const labels = shortPaths([...new Set(uses.map(({ path }) => path))].sort());
  const programs = new Map<string, { program: TopologyProgram; sockets: Map<string, TopologySocket> }>();
  for (const [path, label] of labels) {
    const sockets = new Map<string, TopologySocket>();
    programs.set(path, { program: { id: `p${programs.size}`, path, label, sockets: [] }, sockets });
  }
  const ordered = [...uses].sort((a, b) => a.use.range.start - b.use.range.start);
  for (const use of ordered) {
    const entry = programs.get(use.path);
    if (!entry || entry.sockets.has(socketKey(use))) continue;
    entry.sockets.set(socketKey(use), socketOf(use, `${entry.program.id}s${entry.sockets.size}`));
  }
  const socketId = (use: PlacedUse) => programs.get(use.path)?.sockets.get(socketKey(use))?.id ?? '';
  return {
    programs: [...programs.values()].map(({ program, sockets }) => ({
      ...program,
      sockets: [...sockets.values()],
    })),
    endpoints: used.map((group, at) => endpointOf(group, `e${at}`)),
    links: used.flatMap((group, at) => linksOf(group, `e${at}`, socketId)),
  };
}

/** A use without a socket that is known stands for a socket of its own. */
function socketKey({ use }: PlacedUse): string {
  return use.socket ?? `@${use.range.start}`;
}

function socketOf({ use, socket }: PlacedUse, id: string): TopologySocket {
  const range = socket?.range ?? use.range;
  return { id, name: socket?.name, type: socket?.type ?? use.socketType, range };
}

function endpointOf(group: EndpointGroup, id: string): TopologyEndpoint {
  const { binders, connectors, key, label, transport, mentions } = group;
  const [first] = [...binders, ...connectors];
  return {
    id,
    group: key,
    label,
    transport,
    path: first?.path ?? '',
    range: first?.use.range ?? { start: 0, end: 0 },
    isBound: binders.length > 0 || connectors.some(({ address }) => isMulticast(address)),
    isKnown: group.isKnown,
    mentions: mentions.length,
    mismatches: mismatchedTypes(group),
  };
}

function mismatchedTypes(group: EndpointGroup): TypeMismatch[] {
  const pairs = new Map<string, TypeMismatch>();
  for (const mismatch of mismatchesOf(group)) {
    const binder = mismatch.binder.use.socketType;
    const connector = mismatch.connector.use.socketType;
    if (binder && connector) pairs.set(`${binder} ${connector}`, { binder, connector });
  }
  return [...pairs.values()];
}

/** A socket that does the same several times has one link, at the first place. */
function linksOf(
  group: EndpointGroup,
  endpoint: string,
  socketId: (use: PlacedUse) => string,
): TopologyLink[] {
  const idOf = (use: PlacedUse) => `${socketId(use)}-${use.use.role}-${endpoint}`;
  const broken = new Map<string, Set<string>>();
  const note = (from: string, to: string) => broken.set(from, (broken.get(from) ?? new Set()).add(to));
  for (const { binder, connector } of mismatchesOf(group)) {
    note(idOf(binder), idOf(connector));
    note(idOf(connector), idOf(binder));
  }
  const links = new Map<string, TopologyLink>();
  for (const place of [...group.binders, ...group.connectors]) {
    const { use, path } = place;
    const id = idOf(place);
    if (links.has(id)) continue;
    links.set(id, {
      id,
      socket: socketId(place),
      endpoint,
      role: use.role === 'bind' ? 'bind' : 'connect',
      pattern: patternOf(use.socketType),
      direction: dataDirection(use.socketType),
      path,
      range: use.range,
      brokenWith: [...(broken.get(id) ?? [])],
    });
  }
  return [...links.values()];
}
