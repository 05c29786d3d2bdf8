import type { Expression } from '../../program/expression';
import { decodeEscape } from '../../syntax/decodeEscape';
import { childOf } from '../../syntax/syntaxNode';
import type { ExpressionReader } from '../reader';

/** `"a"` and `'a'` */
export const readString: ExpressionReader = (node, reader) => {
  const text = node.children
    .map((child) =>
      child.type === 'escape_sequence' ? decodeEscape(reader.text(child)) : reader.text(child),
    )
    .join('');
  return { kind: 'text', parts: [text], start: node.start, end: node.end };
};

/** `@"a"` */
export const readVerbatim: ExpressionReader = (node, reader) => {
  const text = reader
    .text(node)
    .replace(/^@"|"(u8)?$/g, '')
    .replaceAll('""', '"');
  return { kind: 'text', parts: [text], start: node.start, end: node.end };
};

/** Three quotes or more; over several lines the last one's indentation is not part of the text. */
export const readRaw: ExpressionReader = (node, reader) => {
  const content = node.children.find(({ type }) => type === 'raw_string_content');
  const raw = content ? reader.text(content) : '';
  const lines = raw.split(/\r?\n/);
  const indent = /^\s*$/.test(lines.at(-1) ?? 'x') ? (lines.at(-1)?.length ?? 0) : 0;
  const isBlock = lines.length > 1 && lines[0]?.trim() === '';
  const text = isBlock
    ? lines
        .slice(1, -1)
        .map((line) => line.slice(indent))
        .join('\n')
    : raw;
  return { kind: 'text', parts: [text], start: node.start, end: node.end };
};

/** `$"tcp://{host}:{port:D4}"` */
export const readInterpolated: ExpressionReader = (node, reader) => {
  const isRaw = node.children.some(({ type }) => type === 'interpolation_quote');
  const parts = node.children.flatMap((child): (string | Expression)[] => {
    switch (child.type) {
      case 'string_content': {
        const text = reader.text(child);
        return [isRaw ? text : text.replaceAll(/\{\{|\}\}/g, (both) => both.charAt(0))];
      }
      case 'escape_sequence':
        return [decodeEscape(reader.text(child))];
      case 'interpolation': {
        const value =
          childOf(child, 'expression') ?? child.children.find(({ type }) => type !== 'interpolation_brace');
        return value ? [reader.expression(value)] : [];
      }
      default:
        return [];
    }
  });
  return { kind: 'text', parts, start: node.start, end: node.end };
};
