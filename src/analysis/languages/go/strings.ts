import { decodeEscape } from '../../syntax/decodeEscape';
import type { ExpressionReader } from '../reader';

/** `"a\n"` */
export const readString: ExpressionReader = (node, reader) => {
  const text = node.children.map((child) => {
    const part = reader.text(child);
    return child.type === 'escape_sequence' ? decodeEscape(part) : part;
  });
  return { kind: 'text', parts: [text.join('')], start: node.start, end: node.end };
};

/** Between backquotes everything is as it stands. */
export const readRawString: ExpressionReader = (node, reader) => ({
  kind: 'text',
  parts: [reader.text(node).replace(/^`|`$/g, '')],
  start: node.start,
  end: node.end,
});
