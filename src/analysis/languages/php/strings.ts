import type { Expression, TextLiteral } from '../../program/expression';
import { decodeEscape } from '../../syntax/decodeEscape';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

type Part = string | Expression;

/** `'a'`, `"a$b{$c->d}"` */
export const readString: ExpressionReader = (node, reader): TextLiteral => ({
  kind: 'text',
  parts: partsOf(node, reader, node.type === 'string'),
  start: node.start,
  end: node.end,
});

/** `<<<EOT`, `<<<'EOT'`: the text without the indentation of its end. */
export const readHeredoc: ExpressionReader = (node, reader): TextLiteral => {
  const body = childOf(node, 'value') ?? childOfType(node, 'heredoc_body', 'nowdoc_body');
  const parts = body ? partsOf(body, reader, node.type === 'nowdoc') : [];
  const plain = parts.map((part, at) => {
    if (typeof part !== 'string') return part;
    const text = part.replace(/(\n)[ \t]+/g, '$1');
    return at === 0 ? text.trimStart() : text;
  });
  return { kind: 'text', parts: plain, start: node.start, end: node.end };
};

function partsOf(node: SyntaxNode, reader: Reader, isRaw: boolean): Part[] {
  return node.children.flatMap((child): Part[] => {
    switch (child.type) {
      case 'string_content':
      case 'nowdoc_string':
        return [reader.text(child)];
      case 'escape_sequence': {
        const sequence = reader.text(child);
        return [isRaw ? sequence.replace(/^\\([\\'])$/, '$1') : decodeEscape(sequence)];
      }
      case 'subscript_expression':
        return [quotedIndex(child, reader)];
      default:
        return [reader.expression(child)];
    }
  });
}

/** In texts `$a[key]` has its key without quotes. */
function quotedIndex(node: SyntaxNode, reader: Reader): Expression {
  const [object, index] = node.children;
  if (!object || index?.type !== 'name') return reader.expression(node);
  const { start, end } = index;
  const key: Expression = { kind: 'text', parts: [reader.text(index)], start, end };
  return { kind: 'index', object: reader.expression(object), index: key, start: node.start, end: node.end };
}
