import { lastName } from '../../program/calledName';
import type { Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { expressions as cExpressions, inner } from '../c/expressions';
import { operatorOf } from '../operatorOf';
import { stringContent } from '../c/literals';
import type { ExpressionReader, Reader } from '../reader';
import { readCall } from './calls';
import { construct } from './construction';
import { readConditionVariable } from './declarations';
import { readLambda } from './functions';
import { bareSegments, readName } from './names';
import { kindOfVariable, readType } from './types';

const binary: ExpressionReader = (node, reader) => {
  const operator = operatorOf(node, reader);
  if (operator === '<<') return streamed(node, reader) ?? readWithC('binary_expression', node, reader);
  if (operator === 'and' || operator === 'or') return reader.opaque(node);
  return readWithC('binary_expression', node, reader);
};

function readWithC(type: string, node: SyntaxNode, reader: Reader): Expression {
  return cExpressions[type]?.(node, reader) ?? reader.opaque(node);
}

/** `stream << "tcp://" << host` makes the stream's text longer. */
function streamed(node: SyntaxNode, reader: Reader): Expression | undefined {
  const operands: SyntaxNode[] = [];
  let first: SyntaxNode = node;
  while (first.type === 'binary_expression' && operatorOf(first, reader) === '<<') {
    const [left, right] = [childOf(first, 'left'), childOf(first, 'right')];
    if (!left || !right) return undefined;
    operands.unshift(right);
    first = left;
  }
  const target = reader.expression(first);
  const name = lastName(target);
  const isStream = name !== undefined && kindOfVariable(name, reader)?.kind === 'stream';
  const isNew = !isStream && /^(?:std::)?o?stringstream\s*[({]/.test(reader.text(first));
  if (!isStream && !isNew) return undefined;
  const { start, end } = node;
  const parts = operands
    .filter((operand) => !isManipulator(operand, reader))
    .map((operand) => reader.expression(operand));
  if (isNew) return { kind: 'text', parts, start, end };
  const value: Expression = { kind: 'text', parts: [target, ...parts], start, end };
  return { kind: 'assign', target, value, start, end };
}

const manipulators =
  /^(?:std::)?(?:setw|setfill|setprecision|setbase|hex|dec|oct|fixed|left|right|endl|ends|flush|boolalpha)\b/;

function isManipulator(node: SyntaxNode, reader: Reader): boolean {
  return manipulators.test(reader.text(node));
}

const created: ExpressionReader = (node, reader) => {
  const type = childOf(node, 'type');
  const given = childOf(node, 'arguments') ?? { ...node, type: 'argument_list', children: [] };
  return type ? construct(readType(type, reader), given, node, reader) : reader.opaque(node);
};

const field: ExpressionReader = (node, reader) => {
  const [object, member] = [childOf(node, 'argument'), childOf(node, 'field')];
  if (!object || !member) return reader.opaque(node);
  const { start, end } = node;
  const name = bareSegments(member, reader).at(-1) ?? reader.text(member);
  const whole = reader.expression(object);
  // of a pair, unless a class of the file calls something so
  const position = name === 'first' ? 0 : name === 'second' ? 1 : undefined;
  if (position !== undefined && !kindOfVariable(name, reader)) {
    const index = { kind: 'constant', value: position, start, end } as const;
    return { kind: 'index', object: whole, index, start, end };
  }
  return { kind: 'member', object: whole, name, start, end };
};

const first: ExpressionReader = (node, reader) =>
  node.children[0] ? reader.expression(node.children[0]) : reader.opaque(node);

/** What C's grammar and C++'s have in common, and what C++ adds. */
export const expressions: Readonly<Record<string, ExpressionReader>> = {
  ...cExpressions,
  raw_string_literal: (node, reader) => {
    const { start, end } = node;
    return { kind: 'text', parts: [stringContent(reader.text(node))], start, end };
  },
  // "text"s
  user_defined_literal: first,
  this: ({ start, end }) => ({ kind: 'name', name: 'this', start, end }),
  namespace_identifier: readName,
  qualified_identifier: readName,
  template_type: readName,
  template_function: readName,
  dependent_name: readName,
  dependent_type: readName,
  type_descriptor: (node, reader) => {
    const type = childOf(node, 'type');
    return type ? reader.expression(type) : reader.opaque(node);
  },
  struct_specifier: readTag,
  class_specifier: readTag,
  enum_specifier: readTag,
  call_expression: readCall,
  new_expression: created,
  delete_expression: inner,
  field_expression: field,
  binary_expression: binary,
  lambda_expression: (node, reader) => readLambda(node, reader),
  subscript_argument_list: first,
  parameter_pack_expansion: first,
  condition_clause: (node, reader) => {
    const value = childOf(node, 'value');
    const before = childOf(node, 'initializer');
    if (!value) return reader.opaque(node);
    const condition =
      value.type === 'declaration'
        ? (readConditionVariable(value, reader) ?? reader.opaque(value))
        : reader.expression(value);
    if (!before) return condition;
    // `if (auto x = f(); x)`
    const declaration = childOfType(before, 'declaration') ?? before;
    const variable = readConditionVariable(declaration, reader) ?? reader.opaque(before);
    const { start, end } = node;
    return { kind: 'choice', options: [condition], others: [variable], start, end };
  },
  compound_literal_expression: (node, reader) => {
    const [type, value] = [childOf(node, 'type'), childOf(node, 'value')];
    return type && value ? construct(readType(type, reader), value, node, reader) : reader.opaque(node);
  },
  initializer_list: (node, reader) => construct({ kind: 'list', isHandle: false }, node, node, reader),
  co_await_expression: (node, reader) => {
    const argument = childOf(node, 'argument');
    if (!argument) return reader.opaque(node);
    return { kind: 'await', value: reader.expression(argument), start: node.start, end: node.end };
  },
};

function readTag(node: SyntaxNode, reader: Reader): Expression {
  const name = childOf(node, 'name');
  return name ? readName(name, reader) : reader.opaque(node);
}
