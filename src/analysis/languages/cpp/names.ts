import type { Expression } from '../../program/expression';
import type { TextRange } from '../../textRange';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { cppReader } from './cppReader';
import { nameSegments } from './nameSegments';

/** The names of a path without the file's own namespaces, which the analysis does not tell apart. */
export function bareSegments(node: SyntaxNode, reader: Reader): string[] {
  const { file } = cppReader(reader);
  const written = nameSegments(node, reader.source);
  const [first, ...rest] = written;
  if (first === undefined) return [];
  const alias = file.namespaceAliases.get(first);
  if (!alias && rest.length === 0) return written;
  const segments = alias ? [...alias, ...rest] : written;
  const from = segments.findIndex(
    (segment, at) => at === segments.length - 1 || !file.namespaces.has(segment),
  );
  return segments.slice(from);
}

/** `a::b::c` as a member of a member of a name. */
export const readName: ExpressionReader = (node, reader) =>
  pathOf(foreign(bareSegments(node, reader), reader), node) ?? reader.opaque(node);

/** Namespaces of other files are marked: what is inside may come from any include. */
function foreign(segments: readonly string[], reader: Reader): readonly string[] {
  const [first = '', ...rest] = segments;
  const { classes, typeAliases, usings } = cppReader(reader).file;
  const isOther = rest.length > 0 && /^[a-z]/.test(first) && !known.has(first);
  return isOther && ![classes, typeAliases, usings].some((names) => names.has(first))
    ? [`${first}::`, ...rest]
    : segments;
}

/** What `values.ts` and the libraries' tables name, and what `using namespace zmq` brings. */
const known = new Set([
  ...['std', 'zmq', 'zmqpp', 'fmt', 'absl', 'boost', 'folly'],
  ...['socket_type', 'sockopt', 'socket_option', 'send_flags'],
]);

export function pathOf(segments: readonly string[], { start, end }: TextRange): Expression | undefined {
  const [first, ...rest] = segments;
  if (first === undefined) return undefined;
  return rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, start, end }), {
    kind: 'name',
    name: first,
    start,
    end,
  });
}
