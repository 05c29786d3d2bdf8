import type { Expression } from '../../program/expression';
import { decodeEscape } from '../../syntax/decodeEscape';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

type Part = string | Expression;

/** `"a"`, `b'a'`, `r"a"`, `f"{a}"`, and several in a row. */
export const readString: ExpressionReader = (node, reader) => {
  const parts =
    node.type === 'concatenated_string'
      ? node.children.flatMap((one) => partsOf(one, reader))
      : partsOf(node, reader);
  return { kind: 'text', parts, start: node.start, end: node.end };
};

function partsOf(node: SyntaxNode, reader: Reader): Part[] {
  const start = childOfType(node, 'string_start');
  const isRaw = start !== undefined && /r/i.test(reader.text(start));
  return node.children.flatMap((child): Part[] => {
    if (child.type === 'string_content') return [contentOf(child, reader, isRaw)];
    if (child.type !== 'interpolation') return [];
    const expression = childOf(child, 'expression') ?? child.children[0];
    return expression ? [reader.expression(expression)] : [];
  });
}

function contentOf(content: SyntaxNode, reader: Reader, isRaw: boolean): string {
  const { source } = reader;
  let text = '';
  let from = content.start;
  for (const child of content.children) {
    text += source.slice(from, child.start);
    const sequence = source.slice(child.start, child.end);
    if (child.type === 'escape_sequence' && !isRaw) text += decodeEscape(sequence);
    // `{{` in an f-string
    else text += child.type === 'escape_interpolation' ? sequence.charAt(0) : sequence;
    from = child.end;
  }
  return text + source.slice(from, content.end);
}
