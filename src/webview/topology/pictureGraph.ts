import type { CodePlace } from '../../protocol/analysis';
import type { Box, PictureLink, TopologyPicture } from '../../model/topologyPicture';

export type NodeKind = 'program' | 'socket' | 'endpoint';

/** A part that the keyboard reaches. */
export interface PictureNode extends Box {
  readonly key: string;
  readonly kind: NodeKind;
  /** Of a socket: its program's key. */
  readonly program?: string;
  readonly place: CodePlace;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** What of a picture is next to what: for the pointer, which lights it up, and for the arrow keys. */
export class PictureGraph {
  readonly nodes = new Map<string, PictureNode>();
  readonly links = new Map<string, PictureLink<CodePlace>>();
  private readonly linksOf = new Map<string, PictureLink<CodePlace>[]>();

  constructor({ programs, endpoints, links }: TopologyPicture<CodePlace>) {
    for (const program of programs) {
      this.add({ ...program, kind: 'program', height: 30 });
      for (const socket of program.sockets) this.add({ ...socket, kind: 'socket', program: program.key });
    }
    for (const endpoint of endpoints) this.add({ ...endpoint, kind: 'endpoint' });
    for (const link of links) {
      this.links.set(link.key, link);
      for (const end of [link.socket, link.endpoint]) {
        const known = this.linksOf.get(end);
        if (known) known.push(link);
        else this.linksOf.set(end, [link]);
      }
    }
  }

  placeOf(key: string): CodePlace | undefined {
    return (this.nodes.get(key) ?? this.links.get(key))?.place;
  }

  linksAt(key: string): readonly PictureLink<CodePlace>[] {
    return this.linksOf.get(key) ?? [];
  }

  /** The part itself, its links, and who is at their other ends; of a socket the sockets on the other side as well. */
  around(key: string): Set<string> {
    const found = new Set([key]);
    const node = this.nodes.get(key);
    const own = this.links.get(key);
    if (own) this.addLink(own, found);
    else if (node?.kind === 'program') {
      for (const socket of this.nodes.values()) {
        if (socket.program === key) this.addSocket(socket.key, found);
      }
    } else if (node?.kind === 'socket') this.addSocket(key, found);
    else for (const link of this.linksAt(key)) this.addLink(link, found);
    return found;
  }

  /** Where an arrow key leads from a node: along a link if one goes there, else to what is nearest that way. */
  toward(key: string, direction: Direction): string | undefined {
    const from = this.nodes.get(key);
    if (!from) return undefined;
    const isLevel = direction === 'left' || direction === 'right';
    if (isLevel) {
      const linked = this.linksAt(key).map(({ socket, endpoint }) => (socket === key ? endpoint : socket));
      const along = this.nearest(from, linked, direction);
      if (along !== undefined) return along;
    }
    // Sockets and the title of one program lie in each other's way only up and down.
    return this.nearest(from, this.nodes.keys(), direction);
  }

  private nearest(from: PictureNode, keys: Iterable<string>, direction: Direction): string | undefined {
    let best: string | undefined;
    let least = Infinity;
    for (const key of keys) {
      const to = this.nodes.get(key);
      if (!to || to.key === from.key) continue;
      const distance = distanceTo(from, to, direction);
      if (distance < least) [best, least] = [key, distance];
    }
    return best;
  }

  private add(node: PictureNode): void {
    this.nodes.set(node.key, node);
  }

  private addSocket(key: string, found: Set<string>): void {
    found.add(key);
    const program = this.nodes.get(key)?.program;
    if (program !== undefined) found.add(program);
    for (const link of this.linksAt(key)) {
      this.addLink(link, found);
      for (const other of this.linksAt(link.endpoint))
        if (other.role !== link.role) this.addLink(other, found);
    }
  }

  private addLink({ key, socket, endpoint }: PictureLink<CodePlace>, found: Set<string>): void {
    for (const part of [key, socket, endpoint, this.nodes.get(socket)?.program]) {
      if (part !== undefined) found.add(part);
    }
  }
}

/** How far to go, with what lies aside counted more; infinite where it is not that way at all. */
function distanceTo(from: Box, to: Box, direction: Direction): number {
  const x = to.x + to.width / 2 - (from.x + from.width / 2);
  const y = to.y + to.height / 2 - (from.y + from.height / 2);
  const [ahead, aside] = { left: [-x, y], right: [x, y], up: [-y, x], down: [y, x] }[direction] as [
    number,
    number,
  ];
  return ahead <= 1 ? Infinity : ahead + 2.5 * Math.abs(aside);
}
