import type { Argument, AssignExpression, Expression, ListExpression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { readLambda } from './functions';
import { partialCall } from './partialCall';
import { spawnedCall } from './spawnedCall';
import { readString } from './strings';
import { readType } from './typeHints';

const list: ExpressionReader = ({ children, start, end }, reader): ListExpression => ({
  kind: 'list',
  items: reader.all(children),
  start,
  end,
});

const inner: ExpressionReader = (node, reader) =>
  node.children[0] ? reader.expression(node.children[0]) : reader.opaque(node);

const comprehension: ExpressionReader = (node, reader) => {
  const body = childOf(node, 'body');
  const clauses = node.children.filter(({ type }) => type === 'for_in_clause');
  if (!body) return reader.opaque(node);
  return {
    kind: 'each',
    bindings: clauses.flatMap((clause) => bindItem(clause, reader) ?? []),
    value: reader.expression(body),
    start: node.start,
    end: node.end,
  };
};

const number: ExpressionReader = ({ start, end, ...node }, reader) => {
  const value = Number(reader.text({ ...node, start, end }).replaceAll('_', ''));
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const constant =
  (value: boolean | null): ExpressionReader =>
  ({ start, end }) => ({ kind: 'constant', value, start, end });

const comparisons: Readonly<Record<string, string>> = { is: '==', 'is not': '!=' };

/** `for target in over`: the loop's and the comprehension's binding. */
export function bindItem(node: SyntaxNode, reader: Reader): AssignExpression | undefined {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (!left || !right) return undefined;
  const { start, end } = right;
  const value: Expression = { kind: 'item', of: reader.expression(right), start, end };
  return { kind: 'assign', target: reader.expression(left), value, start: left.start, end };
}

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string: readString,
  concatenated_string: readString,
  integer: number,
  float: number,
  true: constant(true),
  false: constant(false),
  none: constant(null),
  identifier: (node, reader) => ({ kind: 'name', name: reader.text(node), start: node.start, end: node.end }),
  dotted_name: (node, reader) => {
    const [first, ...rest] = node.children;
    return rest.reduce<Expression>(
      (object, part) => ({
        kind: 'member',
        object,
        name: reader.text(part),
        start: node.start,
        end: part.end,
      }),
      first ? reader.expression(first) : reader.opaque(node),
    );
  },
  attribute: (node, reader) => {
    const object = childOf(node, 'object');
    const name = childOf(node, 'attribute');
    if (!object || !name) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'member', object: reader.expression(object), name: reader.text(name), start, end };
  },
  subscript: (node, reader) => {
    const object = childOf(node, 'value');
    const index = childOf(node, 'subscript');
    if (!object || !index) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  call: (node, reader) => {
    const callee = childOf(node, 'function');
    const given = childOf(node, 'arguments');
    if (!callee || !given) return reader.opaque(node);
    const { start, end } = node;
    const args =
      given.type === 'argument_list'
        ? given.children.map((child) => readArgument(child, reader))
        : [{ value: reader.expression(given) }];
    const call = { kind: 'call', callee: reader.expression(callee), args, start, end } as const;
    if (/^(?:functools\.)?partial$/.test(reader.text(callee))) return partialCall(call) ?? call;
    return { ...call, spawns: spawnedCall(call) };
  },
  assignment: (node, reader) => {
    const target = childOf(node, 'left');
    const value = childOf(node, 'right');
    const type = childOf(node, 'type');
    if (!target) return reader.opaque(node);
    return {
      kind: 'assign',
      target: reader.expression(target),
      value: reader.optional(value),
      type: type && readType(type, reader),
      start: node.start,
      end: node.end,
    };
  },
  augmented_assignment: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    const { start, end } = node;
    const value: Expression = {
      kind: 'binary',
      operator: reader.text(operator).replace(/=$/, ''),
      left: reader.expression(left),
      right: reader.expression(right),
      start,
      end,
    };
    return { kind: 'assign', target: reader.expression(left), value, start, end };
  },
  named_expression: (node, reader) => {
    const name = childOf(node, 'name');
    const value = childOf(node, 'value');
    if (!name || !value) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'assign', target: reader.expression(name), value: reader.expression(value), start, end };
  },
  binary_operator: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    return {
      kind: 'binary',
      operator: reader.text(operator),
      left: reader.expression(left),
      right: reader.expression(right),
      start: node.start,
      end: node.end,
    };
  },
  comparison_operator: (node, reader) => {
    const [left, right, ...more] = node.children.filter(({ field }) => field !== 'operators');
    const operator = childOf(node, 'operators');
    if (!left || !right || !operator || more.length > 0) return reader.opaque(node);
    return {
      kind: 'binary',
      operator: comparisons[reader.text(operator)] ?? reader.text(operator),
      left: reader.expression(left),
      right: reader.expression(right),
      start: node.start,
      end: node.end,
    };
  },
  not_operator: (node, reader) => ({
    kind: 'not',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  boolean_operator: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    const { start, end } = node;
    const [first, second] = [reader.expression(left), reader.expression(right)];
    return reader.text(operator) === 'or'
      ? { kind: 'choice', options: [first, second], start, end }
      : { kind: 'choice', options: [second], others: [first], start, end };
  },
  conditional_expression: (node, reader) => {
    const [value, condition, otherwise] = reader.all(node.children);
    if (!value || !condition || !otherwise) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'choice', options: [value, otherwise], condition, others: [condition], start, end };
  },
  await: (node, reader) => ({ kind: 'await', value: inner(node, reader), start: node.start, end: node.end }),
  parenthesized_expression: inner,
  as_pattern_target: inner,
  list,
  tuple: list,
  set: list,
  expression_list: list,
  pattern_list: list,
  tuple_pattern: list,
  list_pattern: list,
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  list_splat: (node, reader) => ({
    kind: 'spread',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  dictionary: (node, reader) => ({
    kind: 'map',
    entries: node.children.flatMap((pair) => {
      const key = childOf(pair, 'key');
      const value = childOf(pair, 'value');
      return key && value ? [{ key: reader.expression(key), value: reader.expression(value) }] : [];
    }),
    start: node.start,
    end: node.end,
  }),
  lambda: readLambda,
};

function readArgument(node: SyntaxNode, reader: Reader): Argument {
  const { start, end } = node;
  if (node.type === 'dictionary_splat')
    return { value: { kind: 'spread', value: inner(node, reader), start, end } };
  if (node.type !== 'keyword_argument') return { value: reader.expression(node) };
  const name = childOf(node, 'name');
  const value = childOf(node, 'value') ?? childOfType(node, 'ERROR');
  return name && value
    ? { name: reader.text(name), value: reader.expression(value) }
    : { value: reader.opaque(node) };
}
