import type { Argument, Expression, ListExpression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import type { ExpressionReader, Reader } from '../reader';
import { superConstructor, superObject } from './classes';
import { nameHint } from './functionNodes';
import { readFunction } from './functions';
import { assignPattern, propertyName } from './patterns';
import { spawnedCall } from './spawnedCall';
import { readString } from './strings';

const inner: ExpressionReader = (node, reader) =>
  node.children[0] ? reader.expression(node.children[0]) : reader.opaque(node);

const name: ExpressionReader = ({ start, end, ...node }, reader) => ({
  kind: 'name',
  name: reader.text({ ...node, start, end }),
  start,
  end,
});

const constant =
  (value: boolean | null): ExpressionReader =>
  ({ start, end }) => ({ kind: 'constant', value, start, end });

const number: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const value = Number(reader.text(node).replaceAll('_', '').replace(/n$/, ''));
  return Number.isNaN(value) ? reader.opaque(node) : { kind: 'constant', value, start, end };
};

const list: ExpressionReader = ({ children, start, end }, reader): ListExpression => ({
  kind: 'list',
  items: reader.all(children),
  start,
  end,
});

const call: ExpressionReader = (node, reader) => {
  const called = childOf(node, 'function') ?? childOf(node, 'constructor');
  const given = childOf(node, 'arguments');
  if (!called) return reader.opaque(node);
  const range = { start: node.start, end: node.end };
  const callee = called.type === 'super' ? superConstructor(called) : reader.expression(called);
  const values = given?.type === 'template_string' ? [given] : (given?.children ?? []);
  const args = values.map((value): Argument => ({
    value: listener(value, called, reader) ?? reader.expression(value),
  }));
  const [list, each] = args;
  if (list && each && reader.text(called) === 'Array.from')
    return callOf(mapOfArray(list, range), [each], range);
  return callOf(callee, args, range);
};

/** `socket.on('message', function () { this.send(…) })`: such a function has the emitter as `this`. */
function listener(value: SyntaxNode, called: SyntaxNode, reader: Reader): Expression | undefined {
  if (value.type !== 'function_expression' || called.type !== 'member_expression') return undefined;
  const emitter = childOf(called, 'object');
  const method = childOf(called, 'property');
  // what is read twice must not call anything
  if (!emitter || !/^[\w$.]+$/.test(reader.text(emitter)) || !method) return undefined;
  if (!/^(on|once|addListener|prependListener)$/.test(reader.text(method))) return undefined;
  const { start, end } = value;
  if (!/\bthis\b/.test(reader.text(value))) return undefined;
  const at = { start, end: start };
  const target: Expression = { kind: 'name', name: 'this', ...at };
  const assign: Expression = {
    kind: 'assign',
    target,
    value: reader.expression(emitter),
    declares: true,
    ...at,
  };
  const before: Statement[] = [{ kind: 'expression', value: assign }];
  return { kind: 'function', declaration: readFunction(value, reader, { before }), start, end };
}

function callOf(callee: Expression, args: readonly Argument[], range: TextRange): Expression {
  return { kind: 'call', callee, args, spawns: spawnedCall(callee, args, range), ...range };
}

/** `Array.from(list, f)` is `Array.from(list).map(f)`. */
function mapOfArray(list: Argument, range: TextRange): Expression {
  const { start, end } = range;
  const array: Expression = { kind: 'name', name: '@array', start, end };
  return {
    kind: 'member',
    object: { kind: 'call', callee: array, args: [list], ...range },
    name: 'map',
    ...range,
  };
}

const binary: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return reader.opaque(node);
  const { start, end } = node;
  const [first, second] = [reader.expression(left), reader.expression(right)];
  const sign = reader.text(operator);
  switch (sign) {
    case '??':
    case '||':
      return { kind: 'choice', options: [first, second], isFallback: true, start, end };
    case '&&':
      return { kind: 'choice', options: [second], others: [first], start, end };
    default:
      return { kind: 'binary', operator: sign, left: first, right: second, start, end };
  }
};

const assignment: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (!left || !right) return reader.opaque(node);
  const { start, end } = node;
  const target = exportedName(left, reader);
  if (target) {
    const value = nameHint(right, target.name, reader);
    return { kind: 'assign', target, value, declares: true, start, end };
  }
  const property = left.type === 'member_expression' ? childOf(left, 'property') : left;
  const value = nameHint(right, property ? propertyName(property, reader) : '', reader);
  const parts = assignPattern(left, { value, end }, reader);
  const [only] = parts;
  return only && parts.length === 1 ? { ...only, start, end } : { kind: 'other', parts, start, end };
};

/** `module.exports` is the file's default export, `exports.x` is one of its names. */
export function exportedName(node: SyntaxNode, reader: Reader) {
  if (node.type !== 'member_expression') return undefined;
  const match = /^(?:module\.)?exports(?:\.([\w$]+))?$/.exec(reader.text(node));
  if (!match || (match[1] === undefined && !match[0].startsWith('module'))) return undefined;
  return { kind: 'name', name: match[1] ?? 'default', start: node.start, end: node.end } as const;
}

const augmented: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const operator = childOf(node, 'operator');
  if (!left || !right || !operator) return reader.opaque(node);
  const { start, end } = node;
  const sign = reader.text(operator).replace(/=$/, '');
  const [before, added] = [reader.expression(left), reader.expression(right)];
  const value: Expression =
    sign === '??' || sign === '||'
      ? { kind: 'choice', options: [before, added], isFallback: true, start, end }
      : { kind: 'binary', operator: sign, left: before, right: added, start, end };
  return { kind: 'assign', target: reader.expression(left), value, start, end };
};

/** `port++`: the value before it. */
const update: ExpressionReader = (node, reader) => {
  const argument = childOf(node, 'argument');
  const operator = childOf(node, 'operator');
  if (!argument || !operator) return reader.opaque(node);
  const { start, end } = node;
  const before = reader.expression(argument);
  const one: Expression = { kind: 'constant', value: 1, start, end };
  const value: Expression = {
    kind: 'binary',
    operator: reader.text(operator).charAt(0),
    left: before,
    right: one,
    start,
    end,
  };
  const assign: Expression = { kind: 'assign', target: reader.expression(argument), value, start, end };
  const isPrefix = operator.start < argument.start;
  return isPrefix
    ? assign
    : { kind: 'choice', options: [reader.expression(argument)], others: [assign], start, end };
};

const unary: ExpressionReader = (node, reader) => {
  const argument = childOf(node, 'argument');
  const operator = childOf(node, 'operator');
  if (!argument || !operator) return reader.opaque(node);
  const { start, end } = node;
  const value = reader.expression(argument);
  switch (reader.text(operator)) {
    case '!':
      return { kind: 'not', value, start, end };
    case '+':
      return value;
    case '-':
      if (value.kind === 'constant') return { ...value, value: -Number(value.value), start, end };
      break;
  }
  return { kind: 'other', parts: [value], start, end };
};

const object: ExpressionReader = ({ children, start, end }, reader) => ({
  kind: 'map',
  entries: children.flatMap((child) => {
    const key = childOf(child, 'key') ?? childOf(child, 'name') ?? child;
    const value = childOf(child, 'value');
    const given = (name: string) => ({
      key: textKey(key, name),
      value: value ? nameHint(value, name, reader) : reader.expression(child),
    });
    switch (child.type) {
      case 'pair':
        if (key.type === 'computed_property_name' && value) {
          return [{ key: inner(key, reader), value: reader.expression(value) }];
        }
        return value ? [given(propertyName(key, reader))] : [];
      case 'shorthand_property_identifier':
        return [given(reader.text(child))];
      case 'method_definition': {
        const called = propertyName(key, reader);
        const declaration = readFunction(child, reader, { name: called });
        const method: Expression = { kind: 'function', declaration, start: child.start, end: child.end };
        const isGetter = /^get\s/.test(reader.text(child));
        const { start: from, end: to } = child;
        const item: Expression = isGetter
          ? { kind: 'call', callee: method, args: [], start: from, end: to }
          : method;
        return [{ key: textKey(key, called), value: item }];
      }
      case 'spread_element':
        return [{ key: textKey(child, '...'), value: reader.expression(child) }];
      default:
        return [];
    }
  }),
  start,
  end,
});

function textKey({ start, end }: SyntaxNode, text: string): Expression {
  return { kind: 'text', parts: [text], start, end };
}

const functionValue: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  return { kind: 'function', declaration: readFunction(node, reader), start, end };
};

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string: readString,
  template_string: readString,
  number,
  true: constant(true),
  false: constant(false),
  null: constant(null),
  undefined: constant(null),
  identifier: name,
  property_identifier: name,
  shorthand_property_identifier: name,
  shorthand_property_identifier_pattern: name,
  this: name,
  import: name,
  super: ({ start, end }) => superObject({ start, end }),
  member_expression: (node, reader) => {
    const exported = exportedName(node, reader);
    if (exported) return exported;
    const object = childOf(node, 'object');
    const property = childOf(node, 'property');
    if (!object || !property) return reader.opaque(node);
    const { start, end } = node;
    const called = propertyName(property, reader);
    const member: Expression = {
      kind: 'member',
      object: reader.expression(object),
      name: called,
      start,
      end,
    };
    // yargs: what has been parsed
    const isParsed = called === 'argv' && reader.text(object) !== 'process';
    return isParsed ? { kind: 'call', callee: member, args: [], start, end } : member;
  },
  subscript_expression: (node, reader) => {
    const object = childOf(node, 'object');
    const index = childOf(node, 'index');
    if (!object || !index) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  call_expression: call,
  new_expression: call,
  assignment_expression: assignment,
  augmented_assignment_expression: augmented,
  update_expression: update,
  unary_expression: unary,
  binary_expression: binary,
  ternary_expression: (node, reader) => {
    const condition = childOf(node, 'condition');
    const consequence = childOf(node, 'consequence');
    const alternative = childOf(node, 'alternative');
    if (!condition || !consequence || !alternative) return reader.opaque(node);
    const { start, end } = node;
    const options = [reader.expression(consequence), reader.expression(alternative)];
    return { kind: 'choice', options, condition: reader.expression(condition), start, end };
  },
  sequence_expression: ({ children, start, end }, reader) => {
    const all = reader.all(children);
    return { kind: 'choice', options: all.slice(-1), others: all.slice(0, -1), start, end };
  },
  await_expression: (node, reader) => ({
    kind: 'await',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  yield_expression: (node, reader) => reader.opaque(node),
  parenthesized_expression: inner,
  as_expression: inner,
  satisfies_expression: inner,
  non_null_expression: inner,
  instantiation_expression: inner,
  type_assertion: (node, reader) => {
    const value = node.children.at(-1);
    return value ? reader.expression(value) : reader.opaque(node);
  },
  array: list,
  array_pattern: list,
  spread_element: (node, reader) => ({
    kind: 'spread',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  object,
  arrow_function: functionValue,
  function_expression: functionValue,
  generator_function: functionValue,
  type_annotation: (node) => ({ kind: 'other', parts: [], start: node.start, end: node.end }),
  type_arguments: (node) => ({ kind: 'other', parts: [], start: node.start, end: node.end }),
};
