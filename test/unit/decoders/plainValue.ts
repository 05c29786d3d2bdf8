import type { TreeNode } from '../../../src/model/decoders/treeNode';

/** A tree as plain values that assert can compare: objects become lists of [key, value], in order, repeats kept. */
export function plainValue(node: TreeNode): unknown {
  switch (node.kind) {
    case 'object':
      return {
        map: node.children().map((child) => [`${child.key?.kind}:${child.key?.text}`, plainValue(child)]),
      };
    case 'array':
      return node.children().map(plainValue);
    case 'string':
      return node.fullText();
    case 'number':
    case 'float':
      return Number(node.fullText());
    case 'bigint':
      return BigInt(node.fullText());
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    case 'undefined':
      return undefined;
    default:
      return { [node.kind]: node.fullText() };
  }
}

/** What plainValue gives for a value of the application. */
export function expectedPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expectedPlain);
  if (value instanceof Uint8Array) {
    return { binary: Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join(' ') };
  }
  if (value instanceof Date) return { date: value.toISOString().replace('.000Z', 'Z') };
  if (typeof value === 'object' && value !== null) {
    const entries: [string, unknown][] =
      value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
    return { map: entries.map(([key, item]) => [`string:${key}`, expectedPlain(item)]) };
  }
  return value;
}
