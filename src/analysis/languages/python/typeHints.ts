import type { Expression } from '../../program/expression';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** A type hint as the expression that it names: of `Optional[T]` and `T | None` it is `T`. */
export function readType(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const [child, parameters] = node.children;
  switch (node.type) {
    case 'type':
      return child ? readType(child, reader) : reader.opaque(node);
    case 'union_type':
    case 'binary_operator':
      return { kind: 'choice', options: node.children.map((one) => readType(one, reader)), start, end };
    case 'generic_type':
    case 'subscript': {
      if (!child || !parameters) return reader.opaque(node);
      const isWrapper = /^(typing\.)?(Optional|Union|Annotated|Final)$/.test(reader.text(child));
      if (!isWrapper) return readType(child, reader);
      const options = node.type === 'subscript' ? node.children.slice(1) : parameters.children;
      return { kind: 'choice', options: options.map((one) => readType(one, reader)), start, end };
    }
    default:
      return reader.expression(node);
  }
}
