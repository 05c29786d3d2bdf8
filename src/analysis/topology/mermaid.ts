import type { DataDirection } from '../../model/dataFlow';
import type { Topology, TopologyLink } from './topology';

/**
 * A Mermaid flowchart: a box for each program with its sockets, endpoints between them, arrows as messages go, thick
 * for those that bind. Pairs that cannot talk are red, endpoints that nobody binds dashed. Ends with a line break.
 */
export function toMermaid({ programs, endpoints, links }: Topology): string {
  const text = ['flowchart LR'];
  for (const { id, label, sockets } of programs) {
    text.push(`  subgraph ${id}["${escapeLabel(label)}"]`);
    for (const socket of sockets) {
      const title = [socket.type ?? 'socket', socket.name].filter((part) => part !== undefined).join(' ');
      text.push(`    ${socket.id}["${escapeLabel(title)}"]`);
    }
    text.push('  end');
  }
  for (const { id, label } of endpoints) text.push(`  ${id}(["${escapeLabel(label)}"])`);
  for (const link of links) text.push(`  ${arrow(link)}`);
  const broken = links.flatMap(({ brokenWith }, at) => (brokenWith.length > 0 ? [at] : []));
  if (broken.length > 0) text.push(`  linkStyle ${broken.join(',')} stroke:#d1242f,color:#d1242f`);
  const unbound = endpoints.filter(({ isBound, isKnown }) => isKnown && !isBound).map(({ id }) => id);
  if (unbound.length > 0) {
    text.push('  classDef unbound stroke-dasharray:5 5', `  class ${unbound.join(',')} unbound`);
  }
  return `${text.join('\n')}\n`;
}

/** From the sender to the receiver; a subscriber's arrow comes from the endpoint, though it is the one to connect. */
function arrow({ socket, endpoint, direction, role, brokenWith }: TopologyLink): string {
  const line = lines[direction][role];
  const label = brokenWith.length > 0 ? `|"${role}, incompatible"|` : `|${role}|`;
  const [from, to] = direction === 'in' ? [endpoint, socket] : [socket, endpoint];
  return `${from} ${line}${label} ${to}`;
}

const lines: Readonly<Record<DataDirection, Readonly<Record<TopologyLink['role'], string>>>> = {
  out: { connect: '-->', bind: '==>' },
  in: { connect: '-->', bind: '==>' },
  both: { connect: '<-->', bind: '<==>' },
  unknown: { connect: '---', bind: '===' },
};

/** Whatever Mermaid may take for a quote, markup, Markdown or an entity of its own is written as an entity. */
function escapeLabel(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,:/()@-]/gu, (character) => `#${character.codePointAt(0)};`)
    .replace(/^-/, '#45;')
    .replace(/^(\d+)\./, '$1#46;');
}
