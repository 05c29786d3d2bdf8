import { childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';

/** `import org.zeromq.ZMQ.Socket;`, `import static a.B.C;`, `import a.b.*;` */
export const readImport: StatementReader = (node, reader) => {
  const path = childOfType(node, 'scoped_identifier', 'identifier');
  if (!path) return [];
  const segments = segmentsOf(path, reader);
  if (childOfType(node, 'asterisk')) {
    // the names of the platform are known, and there are many
    const isPlatform = /^javax?$/.test(segments[0] ?? '');
    return isPlatform ? [] : [{ kind: 'import', module: segments.join('.'), names: [], isWildcard: true }];
  }
  const local = segments.at(-1) ?? '';
  const firstClass = segments.findIndex((segment) => /^[A-Z]/.test(segment));
  const split = firstClass < 0 ? segments.length - 1 : firstClass;
  const module = segments.slice(0, split).join('.');
  return [{ kind: 'import', module, names: [{ local, path: segments.slice(split).join('.') }] }];
};

/** All classes of a file's own package are known without import. */
export const readPackage: StatementReader = (node, reader) => {
  const path = childOfType(node, 'scoped_identifier', 'identifier');
  return path
    ? [{ kind: 'import', module: segmentsOf(path, reader).join('.'), names: [], isWildcard: true }]
    : [];
};

function segmentsOf(node: SyntaxNode, reader: Reader): string[] {
  return reader
    .text(node)
    .split('.')
    .map((segment) => segment.trim());
}
