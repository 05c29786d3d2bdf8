import type { ImportStatement } from '../../program/statement';
import { childOf } from '../../syntax/syntaxNode';
import type { StatementReader } from '../reader';

/** The names of the platform are known, and there are many. */
const platform = /^(System|Microsoft)(\.|$)/;

/** `using NetMQ;`, `using static A.B;`, `using P = NetMQ.Sockets.PublisherSocket;` */
export const readUsing: StatementReader = (node, reader) => {
  const alias = childOf(node, 'name');
  const target = node.children.find((child) => child !== alias);
  if (!target) return [];
  const path = reader
    .text(target)
    .replace(/^global::/, '')
    .replaceAll(/\s/g, '');
  if (alias) {
    const dot = path.lastIndexOf('.');
    const names = [{ local: reader.text(alias), path: path.slice(dot + 1) }];
    return dot < 0
      ? [{ kind: 'import', module: path, names: [{ local: reader.text(alias), path: '' }] }]
      : [{ kind: 'import', module: path.slice(0, dot), names }];
  }
  return platform.test(path) ? [] : [wildcard(path)];
};

/** What the namespaces around have is known without `using`. */
export function namespaceImports(name: string): ImportStatement[] {
  const segments = name.split('.').map((segment) => segment.trim());
  return segments.map((_segment, at) => wildcard(segments.slice(0, segments.length - at).join('.')));
}

/** The global namespace, and NetMQ where another file of the project may import it for this one. */
export function impliedImports(source: string, usesSockets: boolean): ImportStatement[] {
  const isImported = /\busing\s+(NetMQ|ZeroMQ|ZMQ)\b/.test(source);
  return [wildcard(''), ...(usesSockets && !isImported ? [wildcard('NetMQ')] : [])];
}

function wildcard(module: string): ImportStatement {
  return { kind: 'import', module, names: [], isWildcard: true };
}
