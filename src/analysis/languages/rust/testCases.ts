import type { Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { readTokens } from './macros';

/** Attributes stand in front of their function, as nodes of their own. */
const attributes = new WeakMap<SyntaxNode, readonly SyntaxNode[]>();

/** To be called for the nodes of a block before its functions are read. */
export function noteAttributes(nodes: readonly SyntaxNode[]): void {
  let before: SyntaxNode[] = [];
  for (const node of nodes) {
    if (node.type === 'attribute_item') before.push(node);
    else if (!node.type.endsWith('_comment')) {
      if (node.type === 'function_item' && before.length > 0) attributes.set(node, before);
      before = [];
    }
  }
}

/** The table of a test: rstest's `#[case(zmq::PUB, "tcp://…")]`, and `#[test_case(…; "name")]`. */
export function casesOf(node: SyntaxNode, reader: Reader): Expression | undefined {
  const tables = (attributes.get(node) ?? []).flatMap((attribute) => {
    const tokens = childOf(attribute.children[0] ?? attribute, 'arguments');
    const isCase = /^#\[(?:rstest::)?(?:case|test_case)\b/.test(reader.text(attribute));
    return isCase && tokens ? [tokens] : [];
  });
  if (tables.length === 0) return undefined;
  const takesCase = parametersOf(node, reader);
  const { start } = node;
  const items = tables.map((tokens): Expression => {
    const given = readTokens(tokens, reader).map(({ value }) => value);
    const row = takesCase.map((takes): Expression => {
      const value = takes ? given.shift() : undefined;
      return value ?? { kind: 'other', parts: [], start, end: start };
    });
    return { kind: 'list', items: row, start: tokens.start, end: tokens.end };
  });
  return { kind: 'list', items, start, end: start };
}

/** For each parameter whether a row of the table has it: those marked by `#[case]`, or all where none is marked. */
function parametersOf(node: SyntaxNode, reader: Reader): boolean[] {
  const children = childOf(node, 'parameters')?.children ?? [];
  let isMarked = false;
  const marks = children.flatMap((child) => {
    const own = childOfType(child, 'attribute_item');
    if (child.type === 'attribute_item') {
      isMarked = /^#\[case\b/.test(reader.text(child));
      return [];
    }
    const mark = isMarked || (own !== undefined && /^#\[case\b/.test(reader.text(own)));
    isMarked = false;
    return [mark];
  });
  return marks.includes(true) ? marks : marks.map(() => true);
}
