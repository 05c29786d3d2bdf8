import type { Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** A type as the expression that it names: without its arguments and dimensions, of `Optional<T>` it is `T`. */
export function readType(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const [first, second] = node.children;
  switch (node.type) {
    case 'scoped_type_identifier': {
      const names = node.children.filter(({ type }) => !/annotation|type_arguments/.test(type));
      const [outer, ...inner] = names;
      if (!outer) return reader.opaque(node);
      return inner.reduce<Expression>(
        (object, part) => ({ kind: 'member', object, name: reader.text(part), start, end: part.end }),
        readType(outer, reader),
      );
    }
    case 'generic_type': {
      const argument = second?.children[0];
      const isWrapper = first !== undefined && reader.text(first) === 'Optional';
      if (isWrapper && argument) return readType(argument, reader);
      return first ? readType(first, reader) : reader.opaque(node);
    }
    case 'annotated_type': {
      const inner = node.children.at(-1);
      return inner ? readType(inner, reader) : reader.opaque(node);
    }
    case 'array_type': {
      // what an array's items are is not what the array is
      return { kind: 'other', parts: [], start, end };
    }
    case 'type_identifier':
    case 'integral_type':
    case 'floating_point_type':
    case 'boolean_type':
    case 'identifier':
      return { kind: 'name', name: reader.text(node), start, end };
    default:
      return reader.opaque(node);
  }
}

/** The declared type; none for `var`. */
export function typeOf(node: SyntaxNode, reader: Reader): Expression | undefined {
  const type = childOf(node, 'type');
  return type && reader.text(type) !== 'var' ? readType(type, reader) : undefined;
}
