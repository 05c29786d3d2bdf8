import type { Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** What holds something of another type, and gives it as its `Value`. */
const wrappers = /^(IOptions|IOptionsSnapshot|IOptionsMonitor|Lazy|Task|ValueTask)$/;

/** A type as the expression that it names: without its arguments, `T?` as `T`. */
export function readType(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  switch (node.type) {
    case 'qualified_name': {
      const qualifier = childOf(node, 'qualifier');
      const name = childOf(node, 'name');
      if (!qualifier || !name) return reader.opaque(node);
      const object = readType(qualifier, reader);
      return { kind: 'member', object, name: plainName(name, reader), start, end };
    }
    case 'generic_name': {
      const [wrapped] = node.children.find(({ type }) => type === 'type_argument_list')?.children ?? [];
      const isWrapper = wrappers.test(plainName(node, reader));
      if (isWrapper && wrapped) return readType(wrapped, reader);
      return { kind: 'name', name: plainName(node, reader), start, end };
    }
    case 'alias_qualified_name':
    case 'identifier':
    case 'predefined_type':
      return { kind: 'name', name: plainName(node, reader), start, end };
    case 'nullable_type':
    case 'ref_type': {
      const inner = childOf(node, 'type') ?? node.children[0];
      return inner ? readType(inner, reader) : reader.opaque(node);
    }
    default:
      return { kind: 'other', parts: [], start, end };
  }
}

/** `List` of `List<string>`, `NetMQ` of `global::NetMQ`. */
export function plainName(node: SyntaxNode, reader: Reader): string {
  if (node.type === 'generic_name') return node.children[0] ? reader.text(node.children[0]) : '';
  if (node.type === 'alias_qualified_name') {
    const name = childOf(node, 'name');
    return name ? plainName(name, reader) : '';
  }
  return reader.text(node);
}

/** The declared type; none for `var`. */
export function typeOf(node: SyntaxNode, reader: Reader): Expression | undefined {
  const type = childOf(node, 'type');
  return type && type.type !== 'implicit_type' ? readType(type, reader) : undefined;
}
