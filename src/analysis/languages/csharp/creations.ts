import { lastName } from '../../program/calledName';
import type { Argument, Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { defaultArgument } from './commandLine';
import { readArguments } from './functions';
import { threadCall } from './spawnedCall';
import { typeArguments } from './typeParameters';
import { readType } from './types';

const collections =
  /^(List|HashSet|SortedSet|Queue|Stack|LinkedList|Collection|ObservableCollection|ArrayList|ConcurrentBag|ConcurrentQueue|TheoryData)$/;
const maps = /^(Dictionary|SortedDictionary|ConcurrentDictionary|SortedList|NameValueCollection)$/;

/** `new T(…) { … }` */
export const readCreation: ExpressionReader = (node, reader) => {
  const type = childOf(node, 'type');
  return type ? created(readType(type, reader), node, reader) : reader.opaque(node);
};

/** `new(…)` of a type that is declared elsewhere: `T x = new(…)`. */
export function readTyped(value: SyntaxNode, type: Expression | undefined, reader: Reader): Expression {
  return value.type === 'implicit_object_creation_expression' && type
    ? created({ ...type, start: value.start, end: value.start }, value, reader)
    : reader.expression(value);
}

function created(type: Expression, node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const given = childOf(node, 'arguments') ?? childOfType(node, 'argument_list');
  const args = given ? readArguments(given, reader) : [];
  const initializer = childOf(node, 'initializer') ?? childOfType(node, 'initializer_expression');
  const parts = initializer?.children ?? [];
  const name = lastName(type) ?? '';
  if (maps.test(name)) return mapOf(parts, node, reader);
  const fields = parts.flatMap((part) => fieldOf(part, reader) ?? []);
  const items = parts
    .filter(({ type: kind }) => kind !== 'assignment_expression')
    .map((item): Argument => ({ value: reader.expression(item) }));
  if (collections.test(name)) {
    // a collection that another one fills
    const from = args.map(({ value }): Expression => ({ kind: 'spread', value, start, end: value.end }));
    return { kind: 'list', items: [...from, ...items.map(({ value }) => value)], start, end };
  }
  const types = typeArguments(childOf(node, 'type'), reader);
  const others = /^(Option|Argument)$/.test(name)
    ? fields.filter((field) => field.name === defaultArgument)
    : [];
  const call = {
    kind: 'call',
    callee: type,
    args: [...args, ...items, ...types, ...others],
    fields: fields.filter((field) => !others.includes(field)),
    start,
    end,
  } as const;
  return { ...call, spawns: threadCall(call) };
}

/** `Host = "x"` in an initializer. */
function fieldOf(part: SyntaxNode, reader: Reader): Argument | undefined {
  const left = childOf(part, 'left');
  const right = childOf(part, 'right');
  if (part.type !== 'assignment_expression' || left?.type !== 'identifier' || !right) return undefined;
  return { name: reader.text(left), value: reader.expression(right) };
}

/** `{ ["a"] = 1, { "b", 2 } }` */
function mapOf(parts: readonly SyntaxNode[], { start, end }: SyntaxNode, reader: Reader): Expression {
  const entries = parts.flatMap((part) => {
    const [first, second] = part.children;
    const left = childOf(part, 'left');
    const index = left && childOfType(left, 'argument')?.children[0];
    const [key, value] = index ? [index, childOf(part, 'right')] : [first, second];
    return key && value ? [{ key: reader.expression(key), value: reader.expression(value) }] : [];
  });
  return { kind: 'map', entries, start, end };
}
