import { readTuple } from './tuples';
import type { Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { readCreation } from './creations';
import { readLambda } from './functions';
import { readInvocation, subscription } from './invocations';
import { readInterpolated, readRaw, readString, readVerbatim } from './strings';
import { plainName, readType } from './types';
import { declaredByPattern } from './variables';

const inner: ExpressionReader = (node, reader) =>
  node.children[0] ? reader.expression(node.children[0]) : reader.opaque(node);

const name: ExpressionReader = (node, reader) => ({
  kind: 'name',
  name: plainName(node, reader).replace(/^@/, ''),
  start: node.start,
  end: node.end,
});

const number: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const text = reader.text(node).replaceAll('_', '');
  const value = Number(/^0[xb]/i.test(text) ? text.replace(/[ul]+$/i, '') : text.replace(/[ulfdm]+$/i, ''));
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const list: ExpressionReader = ({ children, start, end }, reader) => ({
  kind: 'list',
  items: reader.all(children),
  start,
  end,
});

const readMember: ExpressionReader = (node, reader) => {
  const object = childOf(node, 'expression');
  const member = childOf(node, 'name');
  if (!object || !member) return reader.opaque(node);
  const { start, end } = node;
  return { kind: 'member', object: reader.expression(object), name: plainName(member, reader), start, end };
};

/** `a?.B`, `a?[0]` */
const readConditionalAccess: ExpressionReader = (node, reader) => {
  const object = childOf(node, 'condition');
  const binding = node.children.find((child) => child !== object);
  if (!object || !binding) return reader.opaque(node);
  const { start, end } = node;
  const member = childOf(binding, 'name');
  if (member)
    return { kind: 'member', object: reader.expression(object), name: plainName(member, reader), start, end };
  const index = childOfType(binding, 'argument')?.children[0];
  if (!index) return reader.opaque(node);
  return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
};

const readElement: ExpressionReader = (node, reader) => {
  const object = childOf(node, 'expression');
  const subscript = childOf(node, 'subscript');
  const index = subscript && childOfType(subscript, 'argument')?.children[0];
  if (!object || !index) return reader.opaque(node);
  const { start, end } = node;
  return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
};

const readAssignment: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return reader.opaque(node);
  const { start, end } = node;
  const sign = reader.text(operator).replace(/=$/, '');
  const given = reader.expression(right);
  const target = reader.expression(left);
  if (sign === '') return { kind: 'assign', target, value: given, start, end };
  const event = sign === '+' ? subscription(target, given, node) : undefined;
  if (event) return event;
  const before = reader.expression(left);
  const value: Expression =
    sign === '??'
      ? { kind: 'choice', options: [before, given], isFallback: true, start, end }
      : { kind: 'binary', operator: sign, left: before, right: given, start, end };
  return { kind: 'assign', target, value, start, end };
};

const readBinary: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return reader.opaque(node);
  const { start, end } = node;
  const [first, second] = [reader.expression(left), reader.expression(right)];
  const sign = reader.text(operator);
  if (sign === 'as') return first;
  return sign === '??'
    ? { kind: 'choice', options: [first, second], isFallback: true, start, end }
    : { kind: 'binary', operator: sign, left: first, right: second, start, end };
};

/** What is counted up or down is not known any more. */
function counted(operand: SyntaxNode, { start, end }: SyntaxNode, reader: Reader): Expression {
  const value: Expression = { kind: 'other', parts: [], start, end };
  return { kind: 'assign', target: reader.expression(operand), value, start, end };
}

const readPrefix: ExpressionReader = (node, reader) => {
  const [operand] = node.children;
  if (!operand) return reader.opaque(node);
  const { start, end } = node;
  const sign = reader
    .text(node)
    .slice(0, operand.start - start)
    .trim();
  if (sign === '++' || sign === '--') return counted(operand, node, reader);
  const value = reader.expression(operand);
  if (sign === '!') return { kind: 'not', value, start, end };
  if (sign === '-' && value.kind === 'constant' && typeof value.value === 'number')
    return { kind: 'constant', value: -value.value, start, end };
  return { kind: 'other', parts: [value], start, end };
};

const readPostfix: ExpressionReader = (node, reader) => {
  const [operand] = node.children;
  if (!operand) return reader.opaque(node);
  const sign = reader.source.slice(operand.end, node.end).trim();
  return sign === '++' || sign === '--' ? counted(operand, node, reader) : reader.expression(operand);
};

/** `x switch { "a" => 1, _ => 2 }` */
const readSwitch: ExpressionReader = (node, reader) => {
  const [subject, ...arms] = node.children;
  if (!subject) return reader.opaque(node);
  const values = arms.flatMap(({ children }) => children.at(-1) ?? []);
  const told = values.filter(({ type }) => type !== 'throw_expression');
  const { start, end } = node;
  return { kind: 'choice', options: reader.all(told), others: [reader.expression(subject)], start, end };
};

const readIs: ExpressionReader = (node, reader) => {
  const value = childOf(node, 'expression');
  const pattern = childOf(node, 'pattern');
  if (!value || !pattern) return reader.opaque(node);
  const { start, end } = node;
  const given = reader.expression(value);
  return { kind: 'other', parts: [declaredByPattern(pattern, given, reader) ?? given], start, end };
};

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string_literal: readString,
  character_literal: readString,
  verbatim_string_literal: readVerbatim,
  raw_string_literal: readRaw,
  interpolated_string_expression: readInterpolated,
  integer_literal: number,
  real_literal: number,
  boolean_literal: ({ start, end }, { source }) => ({
    kind: 'constant',
    value: source.startsWith('true', start),
    start,
    end,
  }),
  null_literal: ({ start, end }) => ({ kind: 'constant', value: null, start, end }),
  identifier: name,
  generic_name: name,
  predefined_type: name,
  alias_qualified_name: name,
  this: name,
  base: ({ start, end }) => ({
    kind: 'call',
    callee: { kind: 'name', name: 'base', start, end },
    args: [],
    start,
    end,
  }),
  qualified_name: readType,
  nullable_type: readType,
  member_access_expression: readMember,
  conditional_access_expression: readConditionalAccess,
  element_access_expression: readElement,
  invocation_expression: readInvocation,
  object_creation_expression: readCreation,
  array_creation_expression: (node, reader) => {
    const { start, end } = node;
    const items = childOfType(node, 'initializer_expression');
    return items ? reader.expression(items) : { kind: 'list', items: [], start, end };
  },
  implicit_array_creation_expression: inner,
  implicit_stackalloc_expression: inner,
  initializer_expression: list,
  // `["a", "b"]`
  element_binding_expression: (node, reader) =>
    list({ ...node, children: node.children.flatMap(({ children }) => children) }, reader),
  collection_expression: list,
  // `..others`
  range_expression: (node, reader) => ({
    kind: 'spread',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  tuple_expression: readTuple,
  tuple_pattern: list,
  assignment_expression: readAssignment,
  binary_expression: readBinary,
  as_expression: (node, reader) => {
    const value = childOf(node, 'left');
    return value ? reader.expression(value) : reader.opaque(node);
  },
  is_pattern_expression: readIs,
  prefix_unary_expression: readPrefix,
  postfix_unary_expression: readPostfix,
  conditional_expression: (node, reader) => {
    const condition = childOf(node, 'condition');
    const consequence = childOf(node, 'consequence');
    const alternative = childOf(node, 'alternative');
    if (!condition || !consequence || !alternative) return reader.opaque(node);
    return {
      kind: 'choice',
      options: [consequence, alternative]
        .filter(({ type }) => type !== 'throw_expression')
        .map((option) => reader.expression(option)),
      others: [reader.expression(condition)],
      start: node.start,
      end: node.end,
    };
  },
  cast_expression: (node, reader) => {
    const value = childOf(node, 'value');
    return value ? reader.expression(value) : reader.opaque(node);
  },
  parenthesized_expression: inner,
  checked_expression: inner,
  with_expression: inner,
  await_expression: (node, reader) => ({
    kind: 'await',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  lambda_expression: readLambda,
  anonymous_method_expression: readLambda,
  switch_expression: readSwitch,
};
