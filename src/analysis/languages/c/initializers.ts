import type { Argument, Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { readArguments } from './calls';

/**
 * `{ … }` as what it makes: an array's list, a struct's construction. Anything else is an ordinary value.
 * @param type of the items, where it is declared
 * @param depth how many levels of the braces are arrays
 */
export function initialValue(
  node: SyntaxNode,
  type: Expression | undefined,
  depth: number,
  reader: Reader,
): Expression {
  if (node.type !== 'initializer_list') return reader.expression(node);
  const { start, end } = node;
  const isStruct = depth === 0 && type?.kind === 'name' && !primitive.test(type.name);
  if (isStruct) return { kind: 'call', callee: { ...type }, args: fieldsIn(node, reader), start, end };
  const pairs = node.children.filter(({ type: kind }) => kind === 'initializer_pair');
  if (pairs.length > 0) {
    const entries = pairs.flatMap((pair) => {
      const key = designatorOf(pair, reader);
      const value = childOf(pair, 'value');
      return key && value ? [{ key, value: initialValue(value, type, depth - 1, reader) }] : [];
    });
    return { kind: 'map', entries, start, end };
  }
  const items = node.children.some(({ type: kind }) => kind === 'initializer_list')
    ? node.children.map((child) => initialValue(child, type, depth - 1, reader))
    : readArguments(node, reader).map(({ value }) => value);
  return { kind: 'list', items, start, end };
}

const primitive = /^(?:char|short|int|long|signed|unsigned|float|double|bool|_Bool|void|size_t|u?int\d+_t)$/;

/** `{0}` only says that nothing is set. */
function fieldsIn(node: SyntaxNode, reader: Reader): Argument[] {
  const { children } = node;
  const isEmpty =
    children.length === 1 &&
    /^(?:0|NULL|\{\s*0?\s*\})$/.test(reader.source.slice(children[0]?.start, children[0]?.end));
  if (isEmpty) return [];
  const isNamed = children.some(({ type }) => type === 'initializer_pair');
  if (!isNamed) return readArguments(node, reader);
  return children.flatMap((child): Argument[] => {
    if (child.type !== 'initializer_pair') return [{ value: reader.expression(child) }];
    const key = designatorOf(child, reader);
    const value = childOf(child, 'value');
    const name = key?.kind === 'text' ? key.parts[0] : undefined;
    return value && typeof name === 'string' ? [{ name, value: reader.expression(value) }] : [];
  });
}

/** `.port` as a text, `[3]` as what is inside. */
function designatorOf(pair: SyntaxNode, reader: Reader): Expression | undefined {
  const designator = childOf(pair, 'designator');
  const inside = designator?.children[0];
  if (!designator || !inside) return undefined;
  const { start, end } = designator;
  if (designator.type === 'field_designator' || childOfType(designator, 'field_identifier')) {
    return { kind: 'text', parts: [reader.text(inside)], start, end };
  }
  return reader.expression(inside);
}
