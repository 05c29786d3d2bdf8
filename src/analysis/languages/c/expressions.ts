import type { AssignExpression, BinaryExpression, Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { operatorOf } from '../operatorOf';
import type { ExpressionReader, Reader } from '../reader';
import { comparesTexts, readCall } from './calls';
import { initialValue } from './initializers';
import { readCharacter, readNumber, readString } from './literals';
import { synthetic } from './syntheticCalls';

const name: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  return { kind: 'name', name: reader.text(node), start, end };
};

/** What stands for its `argument` or `value`: `(x)`. */
export const inner: ExpressionReader = (node, reader) => {
  const value = childOf(node, 'argument') ?? childOf(node, 'value') ?? node.children.at(-1);
  return value ? reader.expression(value) : reader.opaque(node);
};

/** The same, where what is in front is part of the expression: `*url`, `&self->name`, `(char *) name`. */
export const prefixed: ExpressionReader = (node, reader) => {
  const value = inner(node, reader);
  const { start, end } = node;
  return value.kind === 'name' || value.kind === 'member' || value.kind === 'index'
    ? { ...value, start, end }
    : value;
};

const constant =
  (value: boolean | null): ExpressionReader =>
  ({ start, end }) => ({ kind: 'constant', value, start, end });

/** The tag of a struct, union or enumeration as a type; tags have names of their own. */
export function tagName(node: SyntaxNode, reader: Reader): string {
  const tag = childOf(node, 'name');
  return tag ? `struct ${reader.text(tag)}` : `struct@${node.start}`;
}

const tag: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  return { kind: 'name', name: tagName(node, reader), start, end };
};

/** `strcmp (a, b) == 0` and `!strcmp (a, b)` are `a == b`. */
function comparedTexts(node: SyntaxNode, reader: Reader, operator: string): BinaryExpression | undefined {
  const callee = node.type === 'call_expression' ? childOf(node, 'function') : undefined;
  if (!callee || !comparesTexts.test(reader.text(callee))) return undefined;
  const compared = reader.expression(node);
  const { start, end } = node;
  return compared.kind === 'binary' ? { ...compared, operator, start, end } : undefined;
}

const binary: ExpressionReader = (node, reader) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const operator = operatorOf(node, reader);
  if (!left || !right || operator === '&&' || operator === '||') return reader.opaque(node);
  const { start, end } = node;
  if ((operator === '==' || operator === '!=') && /^0$/.test(reader.text(right))) {
    const compared = comparedTexts(left, reader, operator);
    if (compared) return compared;
  }
  if (operator === '/') {
    // `sizeof list / sizeof list[0]`
    const counted =
      left.type === 'sizeof_expression' && right.type === 'sizeof_expression' && childOf(left, 'value');
    if (counted) return synthetic('@length', [reader.expression(counted)], node);
  }
  return {
    kind: 'binary',
    operator,
    left: reader.expression(left),
    right: reader.expression(right),
    start,
    end,
  };
};

const unary: ExpressionReader = (node, reader) => {
  const argument = childOf(node, 'argument');
  if (!argument) return reader.opaque(node);
  const { start, end } = node;
  const operator = operatorOf(node, reader);
  if (operator === '!') {
    return (
      comparedTexts(argument, reader, '==') ?? { kind: 'not', value: reader.expression(argument), start, end }
    );
  }
  const value = reader.expression(argument);
  if (operator === '-' && value.kind === 'constant') {
    return { kind: 'constant', value: -Number(value.value), start, end };
  }
  return operator === '+' ? value : reader.opaque(node);
};

const assignment: ExpressionReader = (node, reader) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (!left || !right) return reader.opaque(node);
  const { start, end } = node;
  const target = reader.expression(left);
  const given = reader.expression(right);
  const operator = operatorOf(node, reader).slice(0, -1);
  const value: Expression =
    operator === '' ? given : { kind: 'binary', operator, left: target, right: given, start, end };
  const isThrough = left.type === 'pointer_expression' && target.kind === 'name' && operator === '';
  return { kind: 'assign', target, value, isThrough, start, end };
};

/** `x++` is x before it changes. */
const update: ExpressionReader = (node, reader) => {
  const argument = childOf(node, 'argument');
  if (!argument) return reader.opaque(node);
  const { start, end } = node;
  const target = reader.expression(argument);
  const one = { kind: 'constant', value: 1, start, end } as const;
  const operator = operatorOf(node, reader).charAt(0);
  const value = { kind: 'binary', operator, left: target, right: one, start, end } as const;
  const changed: AssignExpression = { kind: 'assign', target, value, start, end };
  const isPrefix = argument.end === end;
  return isPrefix ? changed : { kind: 'choice', options: [target], others: [changed], start, end };
};

const field: ExpressionReader = (node, reader) => {
  const [object, member] = [childOf(node, 'argument'), childOf(node, 'field')];
  if (!object || !member) return reader.opaque(node);
  const { start, end } = node;
  return { kind: 'member', object: reader.expression(object), name: reader.text(member), start, end };
};

/** What C's grammar calls expressions and types; C++'s grammar has the same names and more. */
export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string_literal: readString,
  concatenated_string: readString,
  char_literal: readCharacter,
  number_literal: readNumber,
  true: constant(true),
  false: constant(false),
  null: constant(null),
  identifier: (node, reader) =>
    reader.text(node) === 'NULL' ? constant(null)(node, reader) : name(node, reader),
  field_identifier: name,
  type_identifier: name,
  primitive_type: name,
  struct_specifier: tag,
  union_specifier: tag,
  enum_specifier: tag,
  call_expression: readCall,
  field_expression: field,
  subscript_expression: (node, reader) => {
    const [object, index] = [childOf(node, 'argument'), childOf(node, 'index') ?? node.children[1]];
    if (!object || !index) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  assignment_expression: assignment,
  update_expression: update,
  binary_expression: binary,
  unary_expression: unary,
  pointer_expression: prefixed,
  cast_expression: prefixed,
  parenthesized_expression: inner,
  conditional_expression: (node, reader) => {
    const condition = childOf(node, 'condition');
    const otherwise = childOf(node, 'alternative');
    if (!condition || !otherwise) return reader.opaque(node);
    const { start, end } = node;
    const test = reader.expression(condition);
    // GNU C: `a ?: b`
    const chosen = reader.optional(childOf(node, 'consequence')) ?? test;
    return { kind: 'choice', options: [chosen, reader.expression(otherwise)], condition: test, start, end };
  },
  comma_expression: (node, reader) => {
    const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
    if (!left || !right) return reader.opaque(node);
    const { start, end } = node;
    return {
      kind: 'choice',
      options: [reader.expression(right)],
      others: [reader.expression(left)],
      start,
      end,
    };
  },
  initializer_list: (node, reader) => initialValue(node, undefined, 0, reader),
  compound_literal_expression: (node, reader) => {
    const [type, value] = [childOf(node, 'type'), childOf(node, 'value')];
    if (!type || !value) return reader.opaque(node);
    const base = childOf(type, 'type');
    const declarator = childOf(type, 'declarator');
    const depth = declarator ? (reader.text(declarator).match(/\[/g)?.length ?? 0) : 0;
    return initialValue(value, reader.optional(base), depth, reader);
  },
};
