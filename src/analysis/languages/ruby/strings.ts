import type { Expression, ListExpression, TextLiteral } from '../../program/expression';
import { decodeEscape } from '../../syntax/decodeEscape';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { fileOf } from './rubyFile';

type Part = string | Expression;

/** `"a#{b}"`, `'a'`, `%q(a)`, `:"a"`, several in a row. */
export const readString: ExpressionReader = (node, reader): TextLiteral => ({
  kind: 'text',
  parts: partsOf(node, reader),
  start: node.start,
  end: node.end,
});

/** `:pub`, `pub:` as a key */
export const readSymbol: ExpressionReader = (node, reader): TextLiteral => ({
  kind: 'text',
  parts: [reader.text(node).replace(/^:/, '')],
  start: node.start,
  end: node.end,
});

/** `%w[a b]`, `%i[a b]` */
export const readWords: ExpressionReader = ({ children, start, end }, reader): ListExpression => ({
  kind: 'list',
  items: children.map((child) => readString(child, reader)),
  start,
  end,
});

/** The text of `<<~EOS` stands behind the line. */
export const readHeredoc: ExpressionReader = (node, reader): Expression => {
  const body = fileOf(reader).heredocs.get(node.start);
  if (!body) return reader.opaque(node);
  const parts = partsOf(body, reader);
  const isIndented = reader.text(node).startsWith('<<~');
  return { kind: 'text', parts: isIndented ? unindent(parts) : parts, start: node.start, end: node.end };
};

function partsOf(node: SyntaxNode, reader: Reader): Part[] {
  return node.children.flatMap((child): Part[] => {
    switch (child.type) {
      case 'string_content':
      case 'heredoc_content':
        return [reader.text(child)];
      case 'escape_sequence':
        return [decodeEscape(reader.text(child))];
      case 'interpolation': {
        const last = child.children.at(-1);
        return last ? [reader.expression(last)] : [];
      }
      case 'string':
        return partsOf(child, reader);
      default:
        return [];
    }
  });
}

function unindent(parts: readonly Part[]): Part[] {
  const text = parts.map((part) => (typeof part === 'string' ? part : '\0')).join('');
  const margins = text
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0]));
  const margin = Math.min(...margins);
  if (!Number.isFinite(margin) || margin === 0) return [...parts];
  let isLineStart = true;
  return parts.map((part) => {
    if (typeof part !== 'string') {
      isLineStart = false;
      return part;
    }
    const lines = part.split('\n');
    const cut = lines.map((line, at) => (at > 0 || isLineStart ? line.slice(margin) : line)).join('\n');
    isLineStart = part.endsWith('\n');
    return cut;
  });
}
