import type { Argument, CallExpression, Expression } from '../../program/expression';
import { lastName } from '../../program/calledName';
import type { FunctionDeclaration, Parameter } from '../../program/statement';
import { decodeEscape } from '../../syntax/decodeEscape';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { readMacro } from './macros';
import { bindPattern } from './patterns';
import { bodyOf, tailsOf } from './tails';
import { typeArguments } from './typeParameters';

const name: ExpressionReader = (node, reader) => ({
  kind: 'name',
  name: reader.text(node),
  start: node.start,
  end: node.end,
});

/** What is inside, with the range of the whole. */
const inner: ExpressionReader = (node, reader) => {
  const part = childOf(node, 'value') ?? node.children.find(({ type }) => type !== 'mutable_specifier');
  return part ? { ...reader.expression(part), start: node.start, end: node.end } : reader.opaque(node);
};

const number: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const value = Number(
    reader
      .text(node)
      .replaceAll('_', '')
      .replace(/(?<=[0-9a-fA-F])[iu](?:8|16|32|64|128|size)$/, ''),
  );
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const text: ExpressionReader = (node, reader) => {
  const parts = node.children.map((child) => {
    const part = reader.text(child);
    if (child.type === 'escape_sequence') return decodeEscape(part);
    return child.type === 'string_content' ? part : '';
  });
  return { kind: 'text', parts: [parts.join('')], start: node.start, end: node.end };
};

const list: ExpressionReader = (node, reader) => ({
  kind: 'list',
  items: reader.all(node.children.filter(({ field }) => field !== 'length')),
  start: node.start,
  end: node.end,
});

/** `a::b`, and for `Vec::<T>::new` without the types. */
const scoped: ExpressionReader = (node, reader) => {
  const path = childOf(node, 'path');
  const last = childOf(node, 'name');
  if (!last) return reader.opaque(node);
  if (!path) return name(last, reader);
  const { start, end } = node;
  return { kind: 'member', object: reader.expression(path), name: reader.text(last), start, end };
};

/** A block, `if` or `match` inside of an expression: what its branches end with. */
const branching: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const options = tailsOf(node).map((tail) => reader.expression(tail));
  return options.length > 0
    ? { kind: 'choice', options, start, end }
    : { kind: 'other', parts: [], start, end };
};

export function readClosure(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const body = childOf(node, 'body') ?? childOfType(node, 'block');
  const parameters: Parameter[] = [];
  const bindings: Expression[] = [];
  for (const [position, child] of (childOf(node, 'parameters')?.children ?? []).entries()) {
    const pattern = childOf(child, 'pattern') ?? child;
    const type = childOf(child, 'type');
    const isName = pattern.type === 'identifier';
    const parameter = isName ? reader.text(pattern) : `@${position}`;
    const { start: from, end: to } = pattern;
    parameters.push({ name: parameter, type: type && reader.expression(type), start: from, end: to });
    if (!isName)
      bindings.push(...bindPattern(pattern, { kind: 'name', name: parameter, start: from, end: to }, reader));
  }
  const declaration: FunctionDeclaration = {
    parameters,
    body: [
      ...bindings.map((value) => ({ kind: 'expression', value }) as const),
      ...(body ? bodyOf(body, reader) : []),
    ],
    start,
    end,
  };
  return { kind: 'function', declaration, start, end };
}

const declared = new WeakMap<Reader, ReadonlySet<string>>();

/** Fields and methods of one name are told apart where the file has such a method. */
function declaresFunction(called: string, reader: Reader): boolean {
  const known = declared.get(reader);
  if (known) return known.has(called);
  const names = [...reader.source.matchAll(/\bfn\s+(\w+)/g)].map(([, one = '']) => one);
  declared.set(reader, new Set(names));
  return names.includes(called);
}

const readCall: ExpressionReader = (node, reader) => {
  const callee = childOf(node, 'function');
  const given = childOf(node, 'arguments');
  if (!callee || !given) return reader.opaque(node);
  const { start, end } = node;
  const args = given.children
    .filter(({ type }) => type !== 'attribute_item')
    .map((child): Argument => ({ value: reader.expression(child) }));
  args.push(...typeArguments(callee, reader));
  const read = reader.expression(callee);
  const isMethod = read.kind === 'member' && declaresFunction(read.name, reader);
  const call: CallExpression = {
    kind: 'call',
    callee: isMethod ? { ...read, isMethod } : read,
    args,
    start,
    end,
  };
  const [first] = args;
  const called = lastName(call.callee);
  const isFunction = first?.value.kind === 'function' || first?.value.kind === 'name';
  if (first && isFunction && (called === 'spawn' || called === 'spawn_blocking')) {
    return { ...call, spawns: { kind: 'call', callee: first.value, args: [], start, end } };
  }
  if (
    first &&
    isFunction &&
    call.callee.kind === 'member' &&
    /^(?:try_)?for_each$|^(?:flat_)?map$/.test(called ?? '')
  ) {
    const item: Expression = { kind: 'item', of: call.callee.object, start, end };
    return { ...call, spawns: { kind: 'call', callee: first.value, args: [{ value: item }], start, end } };
  }
  if (first?.value.kind === 'function' && (called === 'unwrap_or_else' || called === 'map_or_else')) {
    // what the closure gives is the other possibility
    const { start: from, end: to } = first.value;
    return {
      ...call,
      args: [
        { value: { kind: 'call', callee: first.value, args: [], start: from, end: to } },
        ...args.slice(1),
      ],
    };
  }
  return call;
};

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string_literal: text,
  raw_string_literal: text,
  char_literal: (node, reader) => {
    const { start, end } = node;
    const character = reader.text(node).slice(1, -1);
    return {
      kind: 'text',
      parts: [character.startsWith('\\') ? decodeEscape(character) : character],
      start,
      end,
    };
  },
  integer_literal: number,
  float_literal: number,
  boolean_literal: (node, reader) => ({
    kind: 'constant',
    value: reader.text(node) === 'true',
    start: node.start,
    end: node.end,
  }),
  identifier: name,
  type_identifier: name,
  primitive_type: name,
  self: name,
  super: name,
  crate: name,
  scoped_identifier: scoped,
  scoped_type_identifier: scoped,
  generic_type: (node, reader) => {
    const type = childOf(node, 'type');
    const args =
      childOf(node, 'type_arguments')?.children.filter(({ type: kind }) => kind !== 'lifetime') ?? [];
    const [only] = args;
    if (!type) return reader.opaque(node);
    const isWrapper = /^(?:Option|Arc|Rc|Box|Mutex|RwLock|RefCell)$/.test(
      reader.text(type).replace(/^.*::/, ''),
    );
    return only && isWrapper ? reader.expression(only) : reader.expression(type);
  },
  generic_function: (node, reader) => {
    const callee = childOf(node, 'function');
    return callee ? reader.expression(callee) : reader.opaque(node);
  },
  reference_type: (node, reader) => {
    const type = childOf(node, 'type');
    return type ? reader.expression(type) : reader.opaque(node);
  },
  field_expression: (node, reader) => {
    const object = childOf(node, 'value');
    const field = childOf(node, 'field');
    if (!object || !field) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'member', object: reader.expression(object), name: reader.text(field), start, end };
  },
  index_expression: (node, reader) => {
    const [object, index] = node.children;
    if (!object || !index) return reader.opaque(node);
    const { start, end } = node;
    if (index.type === 'range_expression') return { ...reader.expression(object), start, end };
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  call_expression: readCall,
  macro_invocation: readMacro,
  closure_expression: readClosure,
  // it runs where somebody awaits or spawns it, which is mostly at once
  async_block: (node, reader) => {
    const { start, end } = node;
    return { kind: 'call', callee: readClosure(node, reader), args: [], start, end };
  },
  await_expression: (node, reader) => ({
    kind: 'await',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  try_expression: inner,
  parenthesized_expression: inner,
  reference_expression: inner,
  type_cast_expression: inner,
  unary_expression: (node, reader) => {
    const value = inner(node, reader);
    const { start, end } = node;
    switch (reader.source.charAt(start)) {
      case '*':
        return value;
      case '!':
        return { kind: 'not', value, start, end };
      default:
        return value.kind === 'constant' && typeof value.value === 'number'
          ? { kind: 'constant', value: -value.value, start, end }
          : { kind: 'other', parts: [value], start, end };
    }
  },
  binary_expression: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    const { start, end } = node;
    const sign = reader.text(operator);
    const [one, other] = [reader.expression(left), reader.expression(right)];
    return { kind: 'binary', operator: sign, left: one, right: other, start, end };
  },
  assignment_expression: (node, reader) => {
    const target = childOf(node, 'left');
    const value = childOf(node, 'right');
    if (!target || !value) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'assign', target: reader.expression(target), value: reader.expression(value), start, end };
  },
  compound_assignment_expr: (node, reader) => {
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
  struct_expression: (node, reader) => {
    const type = childOf(node, 'name');
    const body = childOf(node, 'body');
    if (!type || !body) return reader.opaque(node);
    const args = body.children.flatMap((field): Argument[] => {
      const value = childOf(field, 'value');
      const label = childOf(field, 'field');
      if (label && value) return [{ name: reader.text(label), value: reader.expression(value) }];
      const [only] = field.children;
      return field.type === 'shorthand_field_initializer' && only
        ? [{ name: reader.text(only), value: reader.expression(only) }]
        : [];
    });
    return { kind: 'call', callee: reader.expression(type), args, start: node.start, end: node.end };
  },
  array_expression: list,
  tuple_expression: list,
  if_expression: branching,
  match_expression: branching,
  block: branching,
  unsafe_block: branching,
};
