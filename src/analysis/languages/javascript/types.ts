import type { Expression } from '../../program/expression';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import { childOf, childrenOf } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** Generic types that stand for their argument. */
const wrappers = /^(Promise|PromiseLike|Awaited|Readonly|Required|Partial|NonNullable|InstanceType)$/;

/** A type as the expression that it names: of `zmq.Publisher | undefined` it is `zmq.Publisher`. */
export function readType(node: SyntaxNode, reader: Reader): Expression {
  const { start, end, children } = node;
  const [first] = children;
  switch (node.type) {
    case 'type_identifier':
    case 'identifier':
      return { kind: 'name', name: reader.text(node), start, end };
    case 'nested_type_identifier': {
      const [module, name] = children;
      if (!module || !name) return reader.opaque(node);
      return { kind: 'member', object: readType(module, reader), name: reader.text(name), start, end };
    }
    case 'union_type':
      return { kind: 'choice', options: children.map((child) => readType(child, reader)), start, end };
    case 'generic_type': {
      const name = childOf(node, 'name');
      const inner = childOf(node, 'type_arguments')?.children[0];
      if (!name) return reader.opaque(node);
      return readType(inner && wrappers.test(reader.text(name)) ? inner : name, reader);
    }
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type':
    case 'type_query':
      return first ? readType(first, reader) : reader.opaque(node);
    default:
      return { kind: 'other', parts: [], start, end };
  }
}

export function typeOf(node: SyntaxNode, reader: Reader): Expression | undefined {
  const [annotation] = childrenOf(node, 'type');
  return annotation && readType(annotation, reader);
}
