import { quoted } from '../visibleText';
import { type TreeNode, isContainer } from './treeNode';

/**
 * A decoded value as indented text for the clipboard and for comparing lines. What JSON knows is written as JSON;
 * dates and bytes stand in quotes, keys that are not strings too, so the text stays JSON apart from NaN and Infinity.
 *
 * @param maxChars stops about there and ends with `…`
 */
export function treeText(root: TreeNode, maxChars = 4 * 1024 * 1024): string {
  const parts: string[] = [];
  let length = 0;
  const write = (text: string): boolean => {
    if (length > maxChars) return false;
    length += text.length;
    parts.push(length > maxChars ? '…' : text);
    return length <= maxChars;
  };
  writeNode(root, '', write);
  return parts.join('');
}

function writeNode(node: TreeNode, indent: string, write: (text: string) => boolean): boolean {
  if (!isContainer(node.kind)) return write(scalarText(node));
  const isObject = node.kind === 'object';
  if (node.childCount === 0) return write(isObject ? '{}' : '[]');
  if (!write(isObject ? '{' : '[')) return false;
  const inner = `${indent}  `;
  const step = 256;
  for (let from = 0; from < node.childCount; from += step) {
    for (const [index, child] of node.children(from, step).entries()) {
      const key = isObject ? `${quoted(child.key?.text ?? '')}: ` : '';
      const lead = from + index === 0 ? '' : ',';
      if (!write(`${lead}\n${inner}${key}`) || !writeNode(child, inner, write)) return false;
    }
  }
  return write(`\n${indent}${isObject ? '}' : ']'}`);
}

function scalarText(node: TreeNode): string {
  switch (node.kind) {
    case 'string':
    case 'date':
    case 'binary':
    case 'extension':
      return quoted(node.fullText());
    case 'undefined':
      return 'null';
    default:
      return node.fullText();
  }
}
