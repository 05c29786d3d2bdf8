import { lastName } from '../../program/calledName';
import type { Argument, AssignExpression, CallExpression, Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import type { ExpressionReader, Reader, StatementReader } from '../reader';
import { readCompositeLiteral } from './compositeLiterals';
import { readClosure } from './functions';
import { flagVariable } from './flags';
import { readRawString, readString } from './strings';

const name: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const text = reader.text(node);
  return text === '_' ? { kind: 'other', parts: [], start, end } : { kind: 'name', name: text, start, end };
};

/** What is inside, with the range of the whole. */
const inner: ExpressionReader = (node, reader) =>
  node.children[0]
    ? { ...reader.expression(node.children[0]), start: node.start, end: node.end }
    : reader.opaque(node);

const operand: ExpressionReader = (node, reader) => {
  const part = childOf(node, 'operand');
  return part ? { ...reader.expression(part), start: node.start, end: node.end } : reader.opaque(node);
};

const number: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const value = Number(reader.text(node).replaceAll('_', ''));
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const constant =
  (value: boolean | null): ExpressionReader =>
  ({ start, end }) => ({ kind: 'constant', value, start, end });

const member =
  (objectField: string, nameField: string): ExpressionReader =>
  (node, reader) => {
    const object = childOf(node, objectField);
    const field = childOf(node, nameField);
    if (!object || !field) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'member', object: reader.expression(object), name: reader.text(field), start, end };
  };

/** A call of something that only the tables of this language know, such as `@range`. */
export function internalCall(
  callee: string,
  args: readonly Expression[],
  { start, end }: TextRange,
): CallExpression {
  return {
    kind: 'call',
    callee: { kind: 'name', name: callee, start, end },
    args: args.map((value) => ({ value })),
    start,
    end,
  };
}

/** A call of a method that a channel stands for: `socket.SendChan <- message`. */
export function channelCall(channel: Expression, method: string, { start, end }: TextRange): CallExpression {
  const callee: Expression = { kind: 'member', object: channel, name: method, start, end };
  return { kind: 'call', callee, args: [], start, end };
}

/** One expression, or several as a list. */
export function listOf(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const items = node.type === 'expression_list' ? node.children : [node];
  const [first, second] = items;
  if (first && !second) return reader.expression(first);
  return { kind: 'list', items: reader.all(items.filter(({ type }) => type !== ',')), start, end };
}

const assignment =
  (declares: boolean): ExpressionReader =>
  (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (!left || !right) return reader.opaque(node);
    const { start, end } = node;
    const operator = childOf(node, 'operator');
    const sign = operator ? reader.text(operator).replace(/=$/, '') : '';
    const target = listOf(left, reader);
    const value = valueOf(target, listOf(right, reader));
    if (sign === '')
      return (
        appended(target, value) ?? {
          kind: 'assign',
          target,
          value: named(target, value),
          declares,
          start,
          end,
        }
      );
    const [before] = reader.all(left.children);
    return {
      kind: 'assign',
      target,
      value: before && { kind: 'binary', operator: sign, left: before, right: value, start, end },
      start,
      end,
    };
  };

/** `value, ok := table[key]` takes the item alone. */
function valueOf(target: Expression, value: Expression): Expression {
  if (target.kind !== 'list' || target.items.length !== 2 || value.kind !== 'index') return value;
  const { start, end } = value;
  return { kind: 'list', items: [value, { kind: 'other', parts: [], start, end }], start, end };
}

/** A closure goes by the name of the variable that holds it. */
export function named(target: Expression | undefined, value: Expression): Expression {
  if (target?.kind !== 'name' || value.kind !== 'function') return value;
  return { ...value, declaration: { ...value.declaration, name: target.name } };
}

/** `list = append(list, a, b)` */
function appended(target: Expression, value: Expression): Expression | undefined {
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'append')
    return undefined;
  const [list, ...items] = value.args;
  const isSame = list && lastName(list.value) === lastName(target) && target.kind === list.value.kind;
  if (!isSame || items.length === 0) return undefined;
  const { start, end } = value;
  const parts = items.map(({ value: item }): Expression => {
    const one: Expression = item.kind === 'spread' ? { kind: 'item', of: item.value, start, end } : item;
    const callee: Expression = { kind: 'member', object: list.value, name: 'append', start, end };
    return { kind: 'call', callee, args: [{ value: one }], start, end };
  });
  return { kind: 'other', parts, start, end };
}

const step =
  (operator: string): ExpressionReader =>
  (node, reader) => {
    const [part] = node.children;
    if (!part) return reader.opaque(node);
    const { start, end } = node;
    const one: Expression = { kind: 'constant', value: 1, start: end, end };
    const value: Expression = {
      kind: 'binary',
      operator,
      left: reader.expression(part),
      right: one,
      start,
      end,
    };
    return { kind: 'assign', target: reader.expression(part), value, start, end };
  };

/** `var a, b T = x, y` and a line of a `const` block. */
const declaration: ExpressionReader = (node, reader): AssignExpression => {
  const names = childrenOf(node, 'name').filter(({ type }) => type !== ',');
  const type = childOf(node, 'type');
  const value = childOf(node, 'value');
  const { start, end } = node;
  const targets = reader.all(names);
  const [first, second] = targets;
  const target: Expression =
    first && !second ? first : { kind: 'list', items: targets, start, end: names.at(-1)?.end ?? end };
  const given = value ? valueOf(target, listOf(value, reader)) : emptyValue(type);
  return {
    kind: 'assign',
    target,
    value: given && named(target, given),
    type: type && reader.expression(type),
    declares: true,
    start,
    end,
  };
};

const lineOfConstants = new WeakMap<Reader, number>();

/** A `const` block: a line without a value repeats the one before, and `iota` counts the lines. */
export const readConstants: StatementReader = (node, reader) => {
  const specs = node.children.filter(({ type }) => type === 'const_spec');
  let given: SyntaxNode | undefined;
  return specs.map((spec, line): Statement => {
    given = childOf(spec, 'value') ?? given;
    const children = childOf(spec, 'value') || !given ? spec.children : [...spec.children, given];
    lineOfConstants.set(reader, line);
    const value = reader.expression({ ...spec, children });
    lineOfConstants.delete(reader);
    return { kind: 'expression', value };
  });
};

const readIota: ExpressionReader = ({ start, end }, reader) => ({
  kind: 'constant',
  value: lineOfConstants.get(reader) ?? 0,
  start,
  end,
});

/** Lists and maps begin empty, also those that nothing is assigned to. */
export function emptyValue(type: SyntaxNode | undefined): Expression | undefined {
  if (!type) return undefined;
  const { start, end } = type;
  if (type.type === 'slice_type') return { kind: 'list', items: [], start, end };
  return type.type === 'map_type' ? { kind: 'map', entries: [], start, end } : undefined;
}

const readCall: ExpressionReader = (node, reader) => {
  const callee = childOf(node, 'function');
  const given = childOf(node, 'arguments');
  if (!callee || !given) return reader.opaque(node);
  const { start, end } = node;
  if (callee.type === 'identifier') {
    const [type] = given.children;
    if (reader.text(callee) === 'make') return emptyValue(type) ?? reader.opaque(given);
    if (reader.text(callee) === 'new' && type)
      return { kind: 'call', callee: reader.expression(type), args: [], start, end };
  }
  const args = given.children.map((child): Argument => ({ value: reader.expression(child) }));
  const call: CallExpression = { kind: 'call', callee: reader.expression(callee), args, start, end };
  return flagVariable(call) ?? call;
};

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  interpreted_string_literal: readString,
  raw_string_literal: readRawString,
  int_literal: number,
  float_literal: number,
  true: constant(true),
  false: constant(false),
  nil: constant(null),
  iota: readIota,
  identifier: name,
  blank_identifier: name,
  type_identifier: name,
  package_identifier: name,
  selector_expression: member('operand', 'field'),
  qualified_type: member('package', 'name'),
  index_expression: (node, reader) => {
    const object = childOf(node, 'operand');
    const index = childOf(node, 'index');
    if (!object || !index) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  type_assertion_expression: operand,
  type_conversion_expression: operand,
  unary_expression: (node, reader) => {
    const part = childOf(node, 'operand');
    const operator = childOf(node, 'operator');
    if (!part || !operator) return reader.opaque(node);
    const value = reader.expression(part);
    const { start, end } = node;
    switch (reader.text(operator)) {
      case '&':
      case '*':
        return { ...value, start, end };
      case '!':
        return { kind: 'not', value, start, end };
      case '-':
        return value.kind === 'constant' && typeof value.value === 'number'
          ? { kind: 'constant', value: -value.value, start, end }
          : { kind: 'other', parts: [value], start, end };
      case '<-':
        return channelCall(value, '@receive', node);
      default:
        return { kind: 'other', parts: [value], start, end };
    }
  },
  binary_expression: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    const { start, end } = node;
    const sign = reader.text(operator);
    const [first, second] = [reader.expression(left), reader.expression(right)];
    return { kind: 'binary', operator: sign, left: first, right: second, start, end };
  },
  call_expression: readCall,
  composite_literal: readCompositeLiteral,
  func_literal: readClosure,
  short_var_declaration: assignment(true),
  assignment_statement: assignment(false),
  inc_statement: step('+'),
  dec_statement: step('-'),
  const_spec: declaration,
  var_spec: declaration,
  send_statement: (node, reader) => {
    const channel = childOf(node, 'channel');
    const value = childOf(node, 'value');
    if (!channel || !value) return reader.opaque(node);
    const { start, end } = node;
    const sent = channelCall(reader.expression(channel), '@send', node);
    return { kind: 'other', parts: [reader.expression(value), sent], start, end };
  },
  receive_statement: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (!right) return reader.opaque(node);
    const value = reader.expression(right);
    const { start, end } = node;
    return left ? { kind: 'assign', target: listOf(left, reader), value, declares: true, start, end } : value;
  },
  expression_list: listOf,
  parenthesized_expression: inner,
  parenthesized_type: inner,
  literal_element: inner,
  pointer_type: inner,
  generic_type: inner,
  variadic_argument: (node, reader) => ({
    kind: 'spread',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
};
