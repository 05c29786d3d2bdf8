import { decodeEscape } from '../../syntax/decodeEscape';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

/** `"a"` and text blocks. */
export const readString: ExpressionReader = (node, reader) => {
  const isBlock = reader.source.startsWith('"""', node.start);
  const text = isBlock ? blockText(node, reader) : quotedText(node, reader);
  return { kind: 'text', parts: [text], start: node.start, end: node.end };
};

export const readCharacter: ExpressionReader = (node, reader) => {
  const body = reader.text(node).slice(1, -1);
  const text = body.startsWith('\\') ? decodeEscape(body) : body;
  return { kind: 'text', parts: [text], start: node.start, end: node.end };
};

function quotedText(node: SyntaxNode, reader: Reader): string {
  return node.children
    .map((child) =>
      child.type === 'escape_sequence' ? decodeEscape(reader.text(child)) : reader.text(child),
    )
    .join('');
}

/** Without the indentation that all lines share, and the spaces at their ends (JLS 3.10.6). */
function blockText(node: SyntaxNode, reader: Reader): string {
  const raw = reader.text(node).slice(3).replace(/"""$/, '');
  const lines = raw.slice(raw.indexOf('\n') + 1).split(/\r?\n/);
  const counted = lines.filter((line, at) => line.trim() !== '' || at === lines.length - 1);
  const indent = Math.min(...counted.map((line) => /^\s*/.exec(line)?.[0].length ?? 0));
  const text = lines.map((line) => line.slice(indent).trimEnd()).join('\n');
  return text.replace(/\\(\r?\n|u[0-9a-fA-F]{4}|[0-7]{1,3}|.)/g, decodeEscape);
}
