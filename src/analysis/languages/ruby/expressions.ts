import type { Expression, ListExpression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { nameAt } from './blocks';
import { readBody, valueOf } from './bodies';
import { calleeNamed, readCall, readSuper, readYield } from './calls';
import { readClosure, blockParameter } from './functions';
import { fileOf } from './rubyFile';
import { readHeredoc, readString, readSymbol, readWords } from './strings';

const list: ExpressionReader = ({ children, start, end }, reader): ListExpression => ({
  kind: 'list',
  items: reader.all(children),
  start,
  end,
});

const number: ExpressionReader = ({ start, end, ...node }, reader) => {
  const value = Number(reader.text({ ...node, start, end }).replaceAll('_', ''));
  return Number.isNaN(value)
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

const constant =
  (value: boolean | null): ExpressionReader =>
  ({ start, end }) => ({ kind: 'constant', value, start, end });

/** `if`, `case`, `begin` where a value is wanted. */
const statementValue: ExpressionReader = (node, reader) => valueOf(reader.statements(node), node, reader);

/** `@name`, `@@name`: a field of the object; outside of methods a name. */
const field: ExpressionReader = (node, reader): Expression => {
  const name = reader.text(node);
  const self = fileOf(reader).selfName();
  if (self === undefined || fileOf(reader).isClassBody()) return nameAt(name, node);
  const { start, end } = node;
  return { kind: 'member', object: nameAt(self, { start, end: start }), name, start, end };
};

const name: ExpressionReader = (node, reader) => nameAt(reader.text(node), node);

export const expressions: Readonly<Record<string, ExpressionReader>> = {
  string: readString,
  chained_string: readString,
  delimited_symbol: readString,
  bare_string: readString,
  bare_symbol: readString,
  simple_symbol: readSymbol,
  hash_key_symbol: readSymbol,
  string_array: readWords,
  symbol_array: readWords,
  heredoc_beginning: readHeredoc,
  integer: number,
  float: number,
  true: constant(true),
  false: constant(false),
  nil: constant(null),
  constant: name,
  global_variable: name,
  instance_variable: field,
  class_variable: field,
  self: (node, reader) => nameAt(fileOf(reader).selfName() ?? 'self', node),
  identifier: (node, reader): Expression => {
    const file = fileOf(reader);
    const text = reader.text(node);
    if (text === file.method?.blockName) return nameAt(blockParameter, node);
    if (file.isLocal(text)) return nameAt(text, node);
    const { start, end } = node;
    return { kind: 'call', callee: calleeNamed(text, node, reader), args: [], start, end };
  },
  scope_resolution: (node, reader) => {
    const scope = childOf(node, 'scope');
    const inner = childOf(node, 'name');
    if (!inner) return reader.opaque(node);
    if (!scope) return reader.expression(inner);
    const { start, end } = node;
    return { kind: 'member', object: reader.expression(scope), name: reader.text(inner), start, end };
  },
  call: readCall,
  super: readSuper,
  yield: readYield,
  lambda: readClosure,
  element_reference: (node, reader) => {
    const object = childOf(node, 'object');
    const [index, ...more] = node.children.filter(({ field: role }) => role !== 'object');
    if (!object || !index || more.length > 0) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'index', object: reader.expression(object), index: reader.expression(index), start, end };
  },
  assignment: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (!left || !right) return reader.opaque(node);
    const value = reader.expression(right);
    return { kind: 'assign', target: readTarget(left, reader), value, start: node.start, end: node.end };
  },
  operator_assignment: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    const { start, end } = node;
    const [before, by] = [reader.expression(left), reader.expression(right)];
    const sign = reader.text(operator).replace(/=$/, '');
    const value: Expression =
      sign === '||' || sign === '&&'
        ? { kind: 'choice', options: sign === '||' ? [before, by] : [by], isFallback: true, start, end }
        : { kind: 'binary', operator: sign, left: before, right: by, start, end };
    return { kind: 'assign', target: readTarget(left, reader), value, start, end };
  },
  binary: (node, reader) => {
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    const operator = childOf(node, 'operator');
    if (!left || !right || !operator) return reader.opaque(node);
    return binary(reader.text(operator), reader.expression(left), reader.expression(right), node);
  },
  unary: (node, reader) => {
    const operand = childOf(node, 'operand');
    const { start, end } = node;
    if (!operand) return reader.opaque(node);
    const value = reader.expression(operand);
    const sign = reader.text(node).charAt(0);
    if (sign === '-' && value.kind === 'constant')
      return { ...value, value: -Number(value.value), start, end };
    return { kind: 'not', value, start, end };
  },
  conditional: (node, reader) => {
    const [condition, consequence, alternative] = ['condition', 'consequence', 'alternative'].map((role) =>
      reader.optional(childOf(node, role)),
    );
    if (!condition || !consequence || !alternative) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'choice', options: [consequence, alternative], condition, start, end };
  },
  rescue_modifier: (node, reader) => {
    const [body, handler] = [childOf(node, 'body'), childOf(node, 'handler')];
    if (!body || !handler) return reader.opaque(node);
    const { start, end } = node;
    return { kind: 'choice', options: [reader.expression(body), reader.expression(handler)], start, end };
  },
  if: statementValue,
  unless: statementValue,
  case: statementValue,
  begin: (node, reader) => valueOf(readBody(node, reader), node, reader),
  parenthesized_statements: (node, reader) =>
    valueOf(
      node.children.flatMap((child) => reader.statements(child)),
      node,
      reader,
    ),
  range: (node, reader) => {
    const [begin, end] = [childOf(node, 'begin'), childOf(node, 'end')];
    if (!begin || !end) return reader.opaque(node);
    const isOpen = reader.source.slice(begin.end, end.start).includes('...');
    const args = [{ value: reader.expression(begin) }, { value: reader.expression(end) }];
    const callee = nameAt(isOpen ? '...' : '..', { start: node.start, end: node.start });
    return { kind: 'call', callee, args, start: node.start, end: node.end };
  },
  array: list,
  right_assignment_list: list,
  left_assignment_list: list,
  destructured_left_assignment: list,
  splat_argument: (node, reader) => {
    const [value] = node.children;
    if (!value) return reader.opaque(node);
    return { kind: 'spread', value: reader.expression(value), start: node.start, end: node.end };
  },
  hash: (node, reader) => ({
    kind: 'map',
    entries: node.children.flatMap((pair) => {
      const key = childOf(pair, 'key');
      const value = childOf(pair, 'value');
      if (!key) return [];
      const given = value ? reader.expression(value) : reader.expression({ ...key, type: 'identifier' });
      return [{ key: reader.expression(key), value: given }];
    }),
    start: node.start,
    end: node.end,
  }),
};

function binary(operator: string, left: Expression, right: Expression, node: SyntaxNode): Expression {
  const { start, end } = node;
  switch (operator) {
    case '||':
    case 'or':
      return { kind: 'choice', options: [left, right], isFallback: true, start, end };
    case '&&':
    case 'and':
      return { kind: 'choice', options: [right], others: [left], start, end };
    case '<<': {
      const callee: Expression = {
        kind: 'member',
        object: left,
        name: '<<',
        start: left.start,
        end: left.end,
      };
      return { kind: 'call', callee, args: [{ value: right }], start, end };
    }
    default:
      return { kind: 'binary', operator, left, right, start, end };
  }
}

/** Assigning to `self.port` sets the attribute's field, `socket.linger = 0` a member of something else. */
function readTarget(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  if (node.type === 'identifier') return nameAt(reader.text(node), node);
  if (node.type === 'left_assignment_list' || node.type === 'destructured_left_assignment') {
    return { kind: 'list', items: node.children.map((child) => readTarget(child, reader)), start, end };
  }
  const receiver = node.type === 'call' ? childOf(node, 'receiver') : undefined;
  const method = node.type === 'call' ? childOf(node, 'method') : undefined;
  if (!receiver || !method) return reader.expression(node);
  const name = reader.text(method);
  const isOwn = receiver.type === 'self' && fileOf(reader).writers.has(name);
  const object = reader.expression(receiver);
  return { kind: 'member', object, name: isOwn ? `@${name}` : name, start, end };
}
