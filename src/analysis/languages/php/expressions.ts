import type { AssignExpression, Expression, MapExpression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { readFunctionCall, readMethodCall, readNew } from './calls';
import { readArrow, readClosure } from './functions';
import { classAround, nameAt, readPath, readScope } from './names';
import { readHeredoc, readString } from './strings';

const inner: ExpressionReader = (node, reader) => {
  const last = node.children.at(-1);
  return last ? reader.expression(last) : reader.opaque(node);
};

const number: ExpressionReader = ({ start, end, ...node }, reader) => {
  const value = Number(reader.text({ ...node, start, end }).replaceAll('_', ''));
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const member: ExpressionReader = (node, reader) => {
  const object = childOf(node, 'object');
  const name = childOf(node, 'name');
  if (!object || !name) return reader.opaque(node);
  const { start, end } = node;
  return { kind: 'member', object: reader.expression(object), name: reader.text(name), start, end };
};

/** `A::$b` */
const staticProperty: ExpressionReader = (node, reader) => {
  const scope = childOf(node, 'scope');
  const name = childOf(node, 'name');
  if (!scope || !name) return reader.opaque(node);
  const { start, end } = node;
  return {
    kind: 'member',
    object: readScope(scope, reader),
    name: reader.text(name).replace(/^\$/, ''),
    start,
    end,
  };
};

/** `A::B` */
const constant: ExpressionReader = (node, reader) => {
  const [scope, name] = node.children;
  if (!scope || !name) return reader.opaque(node);
  const { start, end } = node;
  return { kind: 'member', object: readScope(scope, reader), name: reader.text(name), start, end };
};

const assignment: ExpressionReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (!left || !right) return reader.opaque(node);
  const { start, end } = node;
  const value = reader.expression(right);
  const [object, index] = left.children;
  if (left.type === 'subscript_expression' && object && !index) {
    const callee: Expression = {
      kind: 'member',
      object: reader.expression(object),
      name: 'push',
      start,
      end,
    };
    return { kind: 'call', callee, args: [{ value }], start, end };
  }
  if (isList(left)) return assignParts(left, value, reader);
  return { kind: 'assign', target: reader.expression(left), value, start, end };
};

export function isList({ type }: SyntaxNode): boolean {
  return type === 'list_literal' || type === 'array_creation_expression';
}

/** `[$a, $b] = $list`, `['host' => $host] = $map`: one assignment for each. */
export function assignParts(node: SyntaxNode, value: Expression, reader: Reader): Expression {
  const { start } = node;
  const keyed = keyedParts(node);
  if (keyed.length === 0) {
    const items = node.children.map((child) => {
      const part = child.type === 'array_element_initializer' ? (child.children.at(-1) ?? child) : child;
      return reader.expression(part);
    });
    return {
      kind: 'assign',
      target: { kind: 'list', items, start, end: node.end },
      value,
      start,
      end: value.end,
    };
  }
  const parts = keyed.map(([key, target]): AssignExpression => {
    const index = reader.expression(key);
    const item: Expression = { kind: 'index', object: value, index, start: key.start, end: key.end };
    return {
      kind: 'assign',
      target: reader.expression(target),
      value: item,
      start: target.start,
      end: target.end,
    };
  });
  return { kind: 'other', parts, start, end: value.end };
}

function keyedParts(node: SyntaxNode): (readonly [key: SyntaxNode, target: SyntaxNode])[] {
  const flat = node.children.flatMap((child) =>
    child.type === 'array_element_initializer' ? child.children : [child],
  );
  return flat.flatMap((child, at) => {
    const next = flat[at + 1];
    const isKey = /^(string|encapsed_string|integer|class_constant_access_expression)$/.test(child.type);
    return isKey && next ? [[child, next] as const] : [];
  });
}

const array: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const elements = node.children.filter(({ type }) => type === 'array_element_initializer');
  if (!elements.some(({ children }) => children.length > 1)) {
    const items = elements.flatMap(({ children }) => (children[0] ? [reader.expression(children[0])] : []));
    return { kind: 'list', items, start, end };
  }
  const entries = elements.map(
    ({ children: [first, second], ...at }, position): MapExpression['entries'][number] => {
      const key: Expression = { kind: 'constant', value: position, start: at.start, end: at.start };
      if (first && second) return { key: reader.expression(first), value: reader.expression(second) };
      return { key, value: first ? reader.expression(first) : { kind: 'other', parts: [], ...at } };
    },
  );
  return { kind: 'map', entries, start, end };
};

const binary: ExpressionReader = (node, reader) => {
  const [left, right, sign] = ['left', 'right', 'operator'].map((field) => childOf(node, field));
  if (!left || !right) return reader.opaque(node);
  const { start, end } = node;
  // the tree leaves single points out
  const operator = sign ? reader.text(sign).toLowerCase() : '.';
  const [first, second] = [reader.expression(left), reader.expression(right)];
  switch (operator) {
    case '??':
      return { kind: 'choice', options: [first, second], isFallback: true, start, end };
    // `bind(…) or die(…)`
    case '||':
    case 'or':
    case '&&':
    case 'and':
      return { kind: 'other', parts: [first, second], start, end };
    default:
      return { kind: 'binary', operator, left: first, right: second, start, end };
  }
};

/** Each arm counts where its condition holds and none before it does; where that can be asked. */
const readMatch: ExpressionReader = (node, reader) => {
  const subject = reader.optional(childOf(node, 'condition'));
  const { start, end } = node;
  const arms = (childOf(node, 'body')?.children ?? []).flatMap((arm) => {
    const value = reader.optional(childOf(arm, 'return_expression'));
    const tests = childOf(arm, 'conditional_expressions')?.children ?? [];
    return value ? [{ value, tests: reader.all(tests) }] : [];
  });
  const isSimple = /^(name|member|constant)$/.test(subject?.kind ?? '');
  const isTold = (test: Expression) => /^(name|member|constant|text)$/.test(test.kind);
  if (!subject || !isSimple || !arms.every(({ tests }) => tests.every(isTold))) {
    const options = arms.map(({ value }) => value);
    return { kind: 'choice', options, others: subject ? [subject] : [], start, end };
  }
  const compare = (right: Expression): Expression => ({
    kind: 'binary',
    operator: '===',
    left: subject,
    right,
    start: right.start,
    end: right.end,
  });
  const either = (left: Expression, right: Expression): Expression => ({
    kind: 'binary',
    operator: '||',
    left,
    right,
    start,
    end,
  });
  const inOrder = [...arms].sort(
    (one, other) => Number(one.tests.length === 0) - Number(other.tests.length === 0),
  );
  return (
    inOrder.reduceRight<Expression | undefined>((rest, { value, tests: [first, ...more] }) => {
      if (!rest || !first) return value;
      const condition = more.map(compare).reduce(either, compare(first));
      return { kind: 'choice', options: [value, rest], condition, start, end };
    }, undefined) ?? reader.opaque(node)
  );
};

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string: readString,
  encapsed_string: readString,
  heredoc: readHeredoc,
  nowdoc: readHeredoc,
  integer: number,
  float: number,
  boolean: (node, reader) => ({
    kind: 'constant',
    value: reader.text(node).toLowerCase() === 'true',
    start: node.start,
    end: node.end,
  }),
  null: ({ start, end }) => ({ kind: 'constant', value: null, start, end }),
  name: (node, reader) => {
    const text = reader.text(node);
    const around = text === '__CLASS__' ? classAround(reader) : undefined;
    if (around) return { kind: 'text', parts: [around.name], start: node.start, end: node.end };
    return nameAt(text, node);
  },
  qualified_name: readPath,
  variable_name: (node, reader) => nameAt(reader.text(node), node),
  // `${name}` in a text
  dynamic_variable_name: (node, reader) => nameAt(`$${reader.text(node).replace(/^\$\{?|\}$/g, '')}`, node),
  relative_scope: readScope,
  member_access_expression: member,
  nullsafe_member_access_expression: member,
  scoped_property_access_expression: staticProperty,
  class_constant_access_expression: constant,
  subscript_expression: (node, reader) => {
    const [object, index] = node.children;
    if (!object || !index) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  function_call_expression: readFunctionCall,
  member_call_expression: readMethodCall,
  nullsafe_member_call_expression: readMethodCall,
  scoped_call_expression: readMethodCall,
  object_creation_expression: readNew,
  assignment_expression: assignment,
  reference_assignment_expression: assignment,
  augmented_assignment_expression: (node, reader) => {
    const [left, right, sign] = ['left', 'right', 'operator'].map((field) => childOf(node, field));
    if (!left || !right || !sign) return reader.opaque(node);
    const { start, end } = node;
    const [before, by] = [reader.expression(left), reader.expression(right)];
    const operator = reader.text(sign).replace(/=$/, '');
    const value: Expression =
      operator === '??'
        ? { kind: 'choice', options: [before, by], isFallback: true, start, end }
        : { kind: 'binary', operator, left: before, right: by, start, end };
    return { kind: 'assign', target: reader.expression(left), value, start, end };
  },
  binary_expression: binary,
  unary_op_expression: (node, reader) => {
    const operand = childOf(node, 'argument') ?? node.children.at(-1);
    const { start, end } = node;
    if (!operand) return reader.opaque(node);
    const value = reader.expression(operand);
    const sign = reader.text(node).charAt(0);
    if (sign === '-' && value.kind === 'constant')
      return { ...value, value: -Number(value.value), start, end };
    return { kind: 'not', value, start, end };
  },
  conditional_expression: (node, reader) => {
    const [condition, body, alternative] = ['condition', 'body', 'alternative'].map((field) =>
      reader.optional(childOf(node, field)),
    );
    if (!condition || !alternative) return reader.opaque(node);
    const { start, end } = node;
    if (!body) return { kind: 'choice', options: [condition, alternative], isFallback: true, start, end };
    return { kind: 'choice', options: [body, alternative], condition, others: [condition], start, end };
  },
  match_expression: readMatch,
  array_creation_expression: array,
  list_literal: (node, reader) => ({
    kind: 'list',
    items: reader.all(node.children),
    start: node.start,
    end: node.end,
  }),
  variadic_unpacking: (node, reader) => ({
    kind: 'spread',
    value: inner(node, reader),
    start: node.start,
    end: node.end,
  }),
  anonymous_function: readClosure,
  anonymous_function_creation_expression: readClosure,
  arrow_function: readArrow,
  parenthesized_expression: inner,
  cast_expression: (node, reader) => {
    const [type, value] = ['type', 'value'].map((field) => childOf(node, field));
    if (!value) return reader.opaque(node);
    const inside = reader.expression(value);
    const isText = type !== undefined && /^(string|binary)$/i.test(reader.text(type));
    return isText ? { kind: 'text', parts: [inside], start: node.start, end: node.end } : inside;
  },
  error_suppression_expression: inner,
  clone_expression: inner,
  by_ref: inner,
};

export function namesIn(node: SyntaxNode, reader: Reader): string[] {
  return node.children.flatMap((child) => (child.type === 'variable_name' ? [reader.text(child)] : []));
}
