import { type Expression } from '../../program/expression';
import { type TextRange } from '../../textRange';
import { type SyntaxNode } from '../../syntax/syntaxNode';
import { type ExpressionReader, type Reader } from '../reader';
import { cppReader } from './cppReader';
import { nameSegments } from './nameSegments';

/** The names of a path without the file's own namespaces, which the analysis does not tell apart. */
export function bareSegments(node: SyntaxNode, reader: Reader): string[] {
  const { file } = cppReader(reader);
  const [first, ...rest] = nameSegments(node, reader.source);
  if (first === undefined) return [];
  const segments = [...(file.namespaceAliases.get(first) ?? [first]), ...rest];
  const from = segments.findIndex(
    (segment, at) => at === segments.length - 1 || !file.namespaces.has(segment),
  );
  return segments.slice(from);
}

/** `a::b::c` as a member of a member of a name. */
export const readName: ExpressionReader = (node, reader) =>
  pathOf(bareSegments(node, reader), node) ?? reader.opaque(node);

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
