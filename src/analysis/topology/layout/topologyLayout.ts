import type { Box, Point, TopologyPicture } from '../../../model/topologyPicture';
import { patternOf } from '../../../model/dataFlow';
import type { TextRange } from '../../textRange';
import type { Topology, TopologyEndpoint, TopologyProgram } from '../topology';
import { type Component, componentsOf } from './components';
import { layoutComponent, type ComponentLayout, type Curve } from './layoutComponent';
import { notesOf } from './nodeSizes';
import { packBoxes } from './packBoxes';
import { stableKeys } from './stableKeys';

export interface SourcePlace {
  readonly path: string;
  readonly range: TextRange;
}

const componentGap = 56;

/** Lays out topologies one after another; what hangs together as before keeps its form and costs nothing. */
export class TopologyLayout {
  private known = new Map<string, ComponentLayout>();

  /** @param placeOf what to keep of a place in the source. */
  pictureOf<P>(topology: Topology, placeOf: (place: SourcePlace) => P): TopologyPicture<P> {
    const components = componentsOf(topology);
    const before = this.known;
    this.known = new Map();
    const layouts = components.map((component) => this.layout(component, before));
    const { corners, width, height } = packBoxes(layouts, componentGap);
    const boxes = new Map<string, Box>();
    const curves = new Map<string, Curve>();
    for (const [at, component] of components.entries()) {
      place(component, layouts[at], corners[at], boxes, curves);
    }
    return { width, height, ...partsOf(topology, boxes, curves, placeOf) };
  }

  private layout(component: Component, before: ReadonlyMap<string, ComponentLayout>): ComponentLayout {
    const form = formOf(component);
    const layout = before.get(form) ?? layoutComponent(withPlainIds(component));
    this.known.set(form, layout);
    return layout;
  }
}

/** Ids are places in the whole topology: inside a component they are counted anew, in the same order. */
function plainIds({ programs, endpoints, links }: Component): Map<string, string> {
  const ids = [
    ...programs.flatMap(({ id, sockets }) => [id, ...sockets.map((socket) => socket.id)]),
    ...endpoints.map(({ id }) => id),
    ...links.map(({ id }) => id),
  ];
  return new Map(ids.map((id, at) => [id, String(at)]));
}

function withPlainIds(component: Component): Component {
  const ids = plainIds(component);
  const plain = (id: string) => ids.get(id) ?? id;
  return {
    programs: component.programs.map((program) => ({
      ...program,
      id: plain(program.id),
      sockets: program.sockets.map((socket) => ({ ...socket, id: plain(socket.id) })),
    })),
    endpoints: component.endpoints.map((endpoint) => ({ ...endpoint, id: plain(endpoint.id) })),
    links: component.links.map((link) => ({
      ...link,
      id: plain(link.id),
      socket: plain(link.socket),
      endpoint: plain(link.endpoint),
    })),
  };
}

/** All that a component's layout goes by. */
function formOf(component: Component): string {
  const { programs, endpoints, links } = withPlainIds(component);
  return JSON.stringify([
    programs.map(({ label, sockets }) => [label, sockets.map(({ name, type }) => [name, type])]),
    endpoints.map((endpoint) => [endpoint.label, notesOf(endpoint)]),
    links.map(({ socket, endpoint, role, direction }) => [socket, endpoint, role, direction]),
  ]);
}

function place(
  component: Component,
  layout: ComponentLayout | undefined,
  corner: Point = { x: 0, y: 0 },
  boxes: Map<string, Box>,
  curves: Map<string, Curve>,
): void {
  const moved = <T extends Point>(point: T): T => ({
    ...point,
    x: round(point.x + corner.x),
    y: round(point.y + corner.y),
  });
  for (const [id, plain] of plainIds(component)) {
    const box = layout?.boxes.get(plain);
    if (box) boxes.set(id, moved(box));
    const curve = layout?.curves.get(plain);
    if (curve) curves.set(id, { ...curve, points: curve.points.map(moved) });
  }
}

function round(value: number): number {
  return Math.round(value * 2) / 2;
}

function partsOf<P>(
  topology: Topology,
  boxes: ReadonlyMap<string, Box>,
  curves: ReadonlyMap<string, Curve>,
  placeOf: (place: SourcePlace) => P,
): Pick<TopologyPicture<P>, 'programs' | 'endpoints' | 'links'> {
  const keys = stableKeys(topology);
  const keyOf = (id: string) => keys.get(id) ?? id;
  const boxAt = (id: string) => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const programOf = ({ id, path, label, sockets }: TopologyProgram) => ({
    key: keyOf(id),
    path,
    label,
    ...boxAt(id),
    sockets: sockets
      .map(({ id: socket, name, type, range }) => ({
        key: keyOf(socket),
        name,
        type,
        pattern: patternOf(type),
        ...boxAt(socket),
        place: placeOf({ path, range }),
      }))
      .sort((a, b) => a.y - b.y),
    place: placeOf({ path, range: sockets[0]?.range ?? { start: 0, end: 0 } }),
  });
  const endpointOf = (endpoint: TopologyEndpoint) => ({
    key: keyOf(endpoint.id),
    label: endpoint.label,
    transport: endpoint.transport,
    isBound: endpoint.isBound || !endpoint.isKnown,
    notes: notesOf(endpoint),
    ...boxAt(endpoint.id),
    place: placeOf(endpoint),
  });
  return {
    programs: topology.programs.map(programOf),
    endpoints: topology.endpoints.map(endpointOf),
    links: topology.links.map((link) => ({
      key: keyOf(link.id),
      socket: keyOf(link.socket),
      endpoint: keyOf(link.endpoint),
      role: link.role,
      pattern: link.pattern,
      direction: link.direction,
      isBroken: link.brokenWith.length > 0,
      curve: curves.get(link.id)?.points ?? [],
      heading: curves.get(link.id)?.heading ?? 1,
      place: placeOf(link),
    })),
  };
}
