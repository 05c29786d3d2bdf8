import type { AssignExpression, Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { anonymousObject } from './classes';
import { constructorName, readLambda, readLambdaParameters, readMethodReference } from './functions';
import { spawnedCall, threadCall } from './spawnedCall';
import { readCharacter, readString } from './strings';
import { switchValues } from './switches';
import { readType } from './types';

const inner: ExpressionReader = (node, reader) =>
  node.children[0] ? reader.expression(node.children[0]) : reader.opaque(node);

const number: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const text = reader.text(node).replaceAll('_', '');
  const value = Number(/^0[xb]/i.test(text) ? text.replace(/l$/i, '') : text.replace(/[lfd]$/i, ''));
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const constant =
  (value: boolean | null): ExpressionReader =>
  ({ start, end }) => ({ kind: 'constant', value, start, end });

const name: ExpressionReader = (node, reader) => ({
  kind: 'name',
  name: reader.text(node),
  start: node.start,
  end: node.end,
});

const superObject: ExpressionReader = ({ start, end }) => ({
  kind: 'call',
  callee: { kind: 'name', name: 'super', start, end },
  args: [],
  start,
  end,
});

const readInvocation: ExpressionReader = (node, reader) => {
  const object = childOf(node, 'object');
  const called = childOf(node, 'name');
  const given = childOf(node, 'arguments');
  if (!called || !given) return reader.opaque(node);
  const { start, end } = node;
  const method = reader.text(called);
  const each = object && mapped(object, method, given, node, reader);
  if (each) return each;
  const args = given.children.map((child) => ({ value: reader.expression(child) }));
  const [key, value] = args;
  if (object && key && value && args.length === 2 && (method === 'put' || method === 'putIfAbsent')) {
    const entry: Expression = {
      kind: 'index',
      object: reader.expression(object),
      index: key.value,
      start,
      end,
    };
    return { kind: 'assign', target: entry, value: value.value, start, end };
  }
  const range = { start: called.start, end: called.end };
  const callee: Expression = object
    ? {
        kind: 'member',
        object: reader.expression(object),
        name: method,
        isMethod: true,
        start,
        end: called.end,
      }
    : { kind: 'name', name: method, isMethod: true, ...range };
  const call = { kind: 'call', callee, args, start, end } as const;
  return { ...call, spawns: spawnedCall(call) };
};

/** `list.stream().map(item -> …)` */
function mapped(
  object: SyntaxNode,
  method: string,
  given: SyntaxNode,
  { start, end }: SyntaxNode,
  reader: Reader,
): Expression | undefined {
  const [lambda] = given.children;
  if (!/^(map|mapToObj)$/.test(method) || lambda?.type !== 'lambda_expression') return undefined;
  const body = childOf(lambda, 'body');
  const [parameter] = readLambdaParameters(lambda, reader);
  if (!parameter || !body || body.type === 'block') return undefined;
  const range = { start: parameter.start, end: parameter.end };
  const of = reader.expression(object);
  const binding: AssignExpression = {
    kind: 'assign',
    target: { kind: 'name', name: parameter.name, ...range },
    value: { kind: 'item', of, start: object.start, end: object.end },
    declares: true,
    ...range,
  };
  return { kind: 'each', bindings: [binding], value: reader.expression(body), start, end };
}

const readCreation: ExpressionReader = (node, reader) => {
  const type = childOf(node, 'type');
  const given = childOf(node, 'arguments');
  if (!type || !given) return reader.opaque(node);
  const { start, end } = node;
  const args = given.children.map((child) => ({ value: reader.expression(child) }));
  const body = childOfType(node, 'class_body');
  if (body) return anonymousObject(readType(type, reader), args, body, node, reader);
  const call = { kind: 'call', callee: readType(type, reader), args, start, end } as const;
  return { ...call, spawns: threadCall(call) };
};

const readAssignment: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return reader.opaque(node);
  const { start, end } = node;
  const sign = reader.text(operator).replace(/=$/, '');
  const given = reader.expression(right);
  const value: Expression =
    sign === ''
      ? given
      : { kind: 'binary', operator: sign, left: reader.expression(left), right: given, start, end };
  return { kind: 'assign', target: reader.expression(left), value, start, end };
};

/** What is counted up is not known any more. */
const readUpdate: ExpressionReader = (node, reader) => {
  const [operand] = node.children;
  if (!operand) return reader.opaque(node);
  const { start, end } = node;
  const value: Expression = { kind: 'other', parts: [], start, end };
  return { kind: 'assign', target: reader.expression(operand), value, start, end };
};

const readBinary: ExpressionReader = (node, reader) => {
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
};

const readUnary: ExpressionReader = (node, reader) => {
  const operand = childOf(node, 'operand');
  const operator = childOf(node, 'operator');
  if (!operand || !operator) return reader.opaque(node);
  const { start, end } = node;
  const value = reader.expression(operand);
  if (reader.text(operator) === '!') return { kind: 'not', value, start, end };
  if (reader.text(operator) === '-' && value.kind === 'constant' && typeof value.value === 'number')
    return { kind: 'constant', value: -value.value, start, end };
  return reader.opaque(node);
};

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string_literal: readString,
  character_literal: readCharacter,
  decimal_integer_literal: number,
  hex_integer_literal: number,
  binary_integer_literal: number,
  decimal_floating_point_literal: number,
  true: constant(true),
  false: constant(false),
  null_literal: constant(null),
  identifier: name,
  this: name,
  super: superObject,
  type_identifier: name,
  scoped_type_identifier: readType,
  generic_type: readType,
  scoped_identifier: (node, reader) => {
    const scope = childOf(node, 'scope');
    const part = childOf(node, 'name');
    if (!scope || !part) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'member', object: reader.expression(scope), name: reader.text(part), start, end };
  },
  field_access: (node, reader) => {
    const object = childOf(node, 'object');
    const field = childOf(node, 'field');
    if (!object || !field) return reader.opaque(node);
    const { start, end } = node;
    // `Outer.this.name` is what the bare name stands for
    if (field.type === 'this') return { kind: 'name', name: 'this', start, end };
    if (object.type === 'field_access' && childOf(object, 'field')?.type === 'this')
      return { kind: 'name', name: reader.text(field), start, end };
    return { kind: 'member', object: reader.expression(object), name: reader.text(field), start, end };
  },
  array_access: (node, reader) => {
    const array = childOf(node, 'array');
    const index = childOf(node, 'index');
    if (!array || !index) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(array), index: reader.expression(index), start, end };
  },
  method_invocation: readInvocation,
  object_creation_expression: readCreation,
  explicit_constructor_invocation: (node, reader) => {
    const target = childOf(node, 'constructor');
    const given = childOf(node, 'arguments');
    if (!target || !given) return reader.opaque(node);
    const { start, end } = node;
    const object = reader.expression(target);
    const callee = { kind: 'member', object, name: constructorName, isMethod: true, start, end } as const;
    const args = given.children.map((child) => ({ value: reader.expression(child) }));
    return { kind: 'call', callee, args, start, end };
  },
  array_initializer: ({ children, start, end }, reader) => ({
    kind: 'list',
    items: reader.all(children),
    start,
    end,
  }),
  array_creation_expression: (node, reader) => {
    const value = childOf(node, 'value');
    const { start, end } = node;
    return value ? reader.expression(value) : { kind: 'list', items: [], start, end };
  },
  assignment_expression: readAssignment,
  update_expression: readUpdate,
  binary_expression: readBinary,
  unary_expression: readUnary,
  ternary_expression: (node, reader) => {
    const condition = childOf(node, 'condition');
    const consequence = childOf(node, 'consequence');
    const alternative = childOf(node, 'alternative');
    if (!condition || !consequence || !alternative) return reader.opaque(node);
    return {
      kind: 'choice',
      options: [reader.expression(consequence), reader.expression(alternative)],
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
  lambda_expression: readLambda,
  method_reference: readMethodReference,
  switch_expression: switchValues,
};
