import { Graph, layout } from '@dagrejs/dagre';
import type { Box, Point } from '../../../model/topologyPicture';
import type { TopologyLink } from '../topology';
import type { Component } from './components';
import { foldColumns } from './foldColumns';
import { endpointSize, programSize, type Size, sizes } from './nodeSizes';
import { RankColumns } from './rankColumns';

/** Where the parts of a component are, from its top left corner, by id. */
export interface ComponentLayout extends Size {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly curves: ReadonlyMap<string, Curve>;
}

export interface Curve {
  readonly points: readonly Point[];
  readonly heading: 1 | -1;
}

const sparse = { nodesep: 26, edgesep: 14, ranksep: 84, acyclicer: 'greedy' } as const;
/** Of three ranks the tight tree's are as good as any, and found much sooner. */
const dense = { nodesep: 14, edgesep: 8, ranksep: 130, ranker: 'tight-tree' } as const;
/** With more links ranks by the flow of messages become long chains that nobody can follow, and take seconds. */
const mostForFlow = 120;
/** Ends of lines at an endpoint's edge. */
const endGap = 8;

/**
 * Messages go to the right, and from whom connects to whom binds where they go both ways. Where very much hangs
 * together, endpoints are one column with the programs at both sides of it.
 */
export function layoutComponent({ programs, endpoints, links }: Component): ComponentLayout {
  const graph = new Graph({ multigraph: true });
  const isDense = links.length > mostForFlow;
  graph.setGraph({ rankdir: 'LR', ...(isDense ? dense : sparse) });
  graph.setDefaultEdgeLabel(() => ({}));
  const programOf = new Map<string, string>();
  for (const program of programs) {
    graph.setNode(program.id, { ...programSize(program) });
    for (const { id } of program.sockets) programOf.set(id, program.id);
  }
  for (const endpoint of endpoints) graph.setNode(endpoint.id, { ...endpointSize(endpoint) });
  const senders = isDense ? mostlySending(links, programOf) : undefined;
  for (const link of links) {
    const program = programOf.get(link.socket) ?? '';
    const isFirst = senders ? senders.has(program) : leadsAway(link);
    const [from, to] = isFirst ? [program, link.endpoint] : [link.endpoint, program];
    // Where there are circles, what turns round is a link that goes both ways.
    const weight = link.direction === 'in' || link.direction === 'out' ? 2 : 1;
    graph.setEdge(from, to, { weight }, link.id);
  }
  layout(graph);
  const placed = new Map(graph.nodes().map((id) => [id, boxOf(graph.node(id) as Size & Point)]));
  const boxes = isDense ? foldColumns(placed, dense.ranksep) : placed;
  const leads = isDense ? new Map<string, Point[]>() : leadsOf(graph);
  for (const program of programs) placeRows(program, links, boxes);
  return { ...extentOf(boxes, leads), boxes, curves: curvesOf(links, programOf, boxes, leads) };
}

function leadsAway({ direction, role }: TopologyLink): boolean {
  if (direction === 'out' || direction === 'in') return direction === 'out';
  return role === 'connect';
}

/** Through which points each link goes. */
function leadsOf(graph: Graph): Map<string, readonly Point[]> {
  return new Map(
    graph.edges().map((edge) => [edge.name ?? '', (graph.edge(edge) as { points?: Point[] }).points ?? []]),
  );
}

/** Programs most of whose links lead away from them. */
function mostlySending(links: readonly TopologyLink[], programOf: ReadonlyMap<string, string>): Set<string> {
  const balance = new Map<string, number>();
  for (const link of links) {
    const program = programOf.get(link.socket) ?? '';
    balance.set(program, (balance.get(program) ?? 0) + (leadsAway(link) ? 1 : -1));
  }
  return new Set([...balance].filter(([, more]) => more >= 0).map(([program]) => program));
}

function boxOf({ x, y, width, height }: Size & Point): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Puts sockets into the order of what they are linked to, so that fewer lines cross. */
function placeRows(
  { id, sockets }: Component['programs'][number],
  links: readonly TopologyLink[],
  boxes: Map<string, Box>,
): void {
  const program = boxes.get(id);
  if (!program) return;
  const heightOf = (socket: string) => {
    const ends = links
      .filter((link) => link.socket === socket)
      .map(({ endpoint }) => middleOf(boxes.get(endpoint)));
    return ends.reduce((sum, y) => sum + y, 0) / Math.max(1, ends.length);
  };
  const ordered = sockets.map((socket) => ({ socket, y: heightOf(socket.id) })).sort((a, b) => a.y - b.y);
  for (const [at, { socket }] of ordered.entries()) {
    const y = program.y + sizes.header + at * sizes.row;
    boxes.set(socket.id, { x: program.x, y, width: program.width, height: sizes.row });
  }
}

function middleOf(box: Box | undefined): number {
  return box ? box.y + box.height / 2 : 0;
}

function curvesOf(
  links: readonly TopologyLink[],
  programOf: ReadonlyMap<string, string>,
  boxes: ReadonlyMap<string, Box>,
  leads: ReadonlyMap<string, readonly Point[]>,
): Map<string, Curve> {
  const nodes = [...boxes].filter(([id]) => !programOf.has(id));
  const columns = new RankColumns(nodes.map(([, box]) => box));
  const routes = links.flatMap((link) => {
    const [socket, endpoint] = [boxes.get(link.socket), boxes.get(link.endpoint)];
    if (!socket || !endpoint) return [];
    const heading = endpoint.x + endpoint.width / 2 > socket.x + socket.width / 2 ? 1 : -1;
    const passages = columns.passages(leads.get(link.id) ?? [], socket, endpoint);
    const start = { x: heading > 0 ? socket.x + socket.width : socket.x, y: middleOf(socket) };
    return [{ link, endpoint, heading, start, passages } as const];
  });
  const curves = new Map<string, Curve>();
  for (const { link, endpoint, heading, start, passages } of routes) {
    const beside = routes
      .filter((other) => other.link.endpoint === link.endpoint && other.heading === heading)
      .sort((a, b) => lastHeight(a) - lastHeight(b));
    const at = beside.findIndex((other) => other.link === link);
    const step = Math.min(endGap, (endpoint.height - 14) / Math.max(1, beside.length - 1));
    const y = middleOf(endpoint) + (at - (beside.length - 1) / 2) * step;
    const end = { x: heading > 0 ? endpoint.x : endpoint.x + endpoint.width, y };
    curves.set(link.id, { points: bend([start, ...passages, end]), heading });
  }
  return curves;
}

function lastHeight({
  start,
  passages,
}: {
  readonly start: Point;
  readonly passages: readonly Point[];
}): number {
  return (passages.at(-1) ?? start).y;
}

/** Curves from stop to stop that begin and end level. */
function bend([first, ...stops]: readonly Point[]): Point[] {
  if (!first) return [];
  let from = first;
  const points = [first];
  for (const to of stops) {
    const reach = (to.x - from.x) / 2;
    points.push({ x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to);
    from = to;
  }
  return points;
}

function extentOf(boxes: ReadonlyMap<string, Box>, leads: ReadonlyMap<string, readonly Point[]>): Size {
  let [width, height] = [0, 0];
  for (const box of boxes.values()) {
    width = Math.max(width, box.x + box.width);
    height = Math.max(height, box.y + box.height);
  }
  for (const points of leads.values()) for (const { y } of points) height = Math.max(height, y);
  return { width, height };
}
