import type { Argument, Expression } from '../../program/expression';
import { childOf, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

/** `T{a: 1}`, `[]T{…}`, `map[K]T{…}`: elements may leave out the type that the list's says. */
export const readCompositeLiteral: ExpressionReader = (node, reader) => {
  const type = childOf(node, 'type');
  const body = childOf(node, 'body');
  return type && body ? readLiteral(type, body, reader, node) : reader.opaque(node);
};

function readLiteral(type: SyntaxNode, body: SyntaxNode, reader: Reader, whole = body): Expression {
  const { start, end } = whole;
  switch (type.type) {
    case 'pointer_type':
    case 'parenthesized_type': {
      const [inner] = type.children;
      return inner ? readLiteral(inner, body, reader, whole) : reader.opaque(body);
    }
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type': {
      const element = childOf(type, 'element');
      const items = body.children.map((child) => readElement(valueIn(child), element, reader));
      return { kind: 'list', items, start, end };
    }
    case 'map_type': {
      const [keyType, valueType] = [childOf(type, 'key'), childOf(type, 'value')];
      const entries = body.children.flatMap((child) => {
        const key = childOf(child, 'key');
        return key
          ? [
              {
                key: readElement(key, keyType, reader),
                value: readElement(valueIn(child), valueType, reader),
              },
            ]
          : [];
      });
      return { kind: 'map', entries, start, end };
    }
    case 'struct_type': {
      // without a name it has no class; what its fields hold is all there is to know
      const fields = fieldsOf(type);
      const entries = body.children.map((child, position) => {
        const field = fields[position];
        const key = childOf(child, 'key');
        const label = key ? reader.text(key) : field ? reader.text(field.name) : String(position);
        const fieldType = fields.find(({ name }) => reader.text(name) === label)?.type;
        const at = { start: child.start, end: child.start };
        return {
          key: { kind: 'text', parts: [label], ...at } as const,
          value: readElement(valueIn(child), fieldType, reader),
        };
      });
      return { kind: 'map', entries, start, end };
    }
    default: {
      const args = body.children.map((child): Argument => {
        const key = childOf(child, 'key')?.children[0];
        const value = reader.expression(valueIn(child));
        return key?.type === 'identifier' ? { name: reader.text(key), value } : { value };
      });
      return { kind: 'call', callee: reader.expression(type), args, start, end };
    }
  }
}

function readElement(node: SyntaxNode, type: SyntaxNode | undefined, reader: Reader): Expression {
  const inner = node.type === 'literal_element' ? (node.children[0] ?? node) : node;
  return inner.type === 'literal_value' && type ? readLiteral(type, inner, reader) : reader.expression(inner);
}

function valueIn(element: SyntaxNode): SyntaxNode {
  return childOf(element, 'value') ?? element;
}

/** A struct's fields that have names, one by one. */
export function fieldsOf(struct: SyntaxNode): { readonly name: SyntaxNode; readonly type?: SyntaxNode }[] {
  return (struct.children[0]?.children ?? []).flatMap((field) =>
    childrenOf(field, 'name')
      .filter(({ type }) => type === 'field_identifier')
      .map((name) => ({ name, type: childOf(field, 'type') })),
  );
}
