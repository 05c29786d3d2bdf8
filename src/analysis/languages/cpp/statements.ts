import type { AssignExpression, Expression } from '../../program/expression';
import type { Statement, StatementBlock } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { readConditional } from '../c/preprocessor';
import { statements as cStatements } from '../c/statements';
import type { Reader, StatementReader } from '../reader';
import { readClass, readEnum } from './classes';
import { initialValue } from './construction';
import { cppReader } from './cppReader';
import { readDeclaration } from './declarations';
import { readFunctionStatement } from './functions';
import { bareSegments, pathOf } from './names';
import { readType, typeExpression } from './types';

const insideBody: StatementReader = (node, reader) => reader.inside(childOf(node, 'body'));

/** `for (const auto &[name, endpoint] : map)` */
const readRangeFor: StatementReader = (node, reader) => {
  const [declarator, right, body] = ['declarator', 'right', 'body'].map((field) => childOf(node, field));
  if (!declarator || !right || !body) return reader.inside(node);
  const before = childOf(node, 'initializer');
  const { start, end } = right;
  const over: Expression = {
    kind: 'call',
    callee: { kind: 'member', object: reader.expression(right), name: '@items', start, end },
    args: [],
    start,
    end,
  };
  const value: Expression = { kind: 'item', of: over, start, end };
  const typeNode = childOf(node, 'type');
  const type = typeNode && typeExpression(readType(typeNode, reader), reader);
  const binding: AssignExpression = {
    kind: 'assign',
    target: loopTarget(declarator, reader),
    value,
    type,
    declares: true,
    start: declarator.start,
    end,
  };
  return [...(before ? reader.inside(before) : []), { kind: 'loop', binding, block: reader.block(body) }];
};

function loopTarget(declarator: SyntaxNode, reader: Reader): Expression {
  let at: SyntaxNode = declarator;
  while (at.type !== 'structured_binding_declarator' && !/identifier$/.test(at.type)) {
    const next: SyntaxNode | undefined = at.children.at(-1);
    if (!next) break;
    at = next;
  }
  if (at.type !== 'structured_binding_declarator') return reader.expression(at);
  return { kind: 'list', items: reader.all(at.children), start: at.start, end: at.end };
}

/** The body runs, handlers may. */
const readTry: StatementReader = (node, reader) => {
  const blocks = node.children.flatMap((child): StatementBlock[] => {
    const body = child.type === 'catch_clause' ? childOf(child, 'body') : undefined;
    return body ? [reader.block(body)] : [];
  });
  const branch: Statement[] = blocks.length > 0 ? [{ kind: 'branch', blocks, isExhaustive: false }] : [];
  return [...reader.inside(childOf(node, 'body')), ...branch];
};

/** `using zmq::socket_t;`; a whole namespace is known without. */
const readUsing: StatementReader = (node, reader) => {
  const [named] = node.children;
  if (!named) return [];
  const segments = bareSegments(named, reader);
  if (named.type !== 'qualified_identifier')
    return segments[0] === 'zmq' || segments[0] === 'zmqpp' ? [wholeNamespace(segments[0])] : [];
  return alias(segments.at(-1), pathOf(segments, named), node);
};

/** `using namespace zmq;` */
function wholeNamespace(module: 'zmq' | 'zmqpp'): Statement {
  const names = {
    zmq: [
      'context_t',
      'socket_t',
      'socket_ref',
      'socket_type',
      'sockopt',
      'message_t',
      'multipart_t',
      'poller_t',
      'active_poller_t',
      'proxy',
      'send_multipart',
      'recv_multipart',
      'send_flags',
    ],
    zmqpp: [
      'context',
      'socket',
      'socket_type',
      'socket_option',
      'poller',
      'reactor',
      'auth',
      'proxy',
      'context_t',
      'socket_t',
    ],
  }[module];
  return { kind: 'import', module, names: names.map((local) => ({ local, path: local })) };
}

function alias(
  name: string | undefined,
  value: Expression | undefined,
  { start, end }: SyntaxNode,
): Statement[] {
  if (name === undefined || !value || (value.kind === 'name' && value.name === name)) return [];
  const target = { kind: 'name', name, start, end } as const;
  return [{ kind: 'expression', value: { kind: 'assign', target, value, declares: true, start, end } }];
}

/** `using Socket = zmq::socket_t;`, `typedef zmq::socket_t Socket;` */
const readAlias: StatementReader = (node, reader) => {
  const type = childOf(node, 'type');
  const name = childOf(node, 'name') ?? childOf(node, 'declarator');
  if (!type || !name) return [];
  const before = childOf(type, 'body') ? namedInPlace(type, name, reader) : [];
  const value = before.length > 0 ? undefined : typeExpression(readType(type, reader), reader);
  return [...before, ...alias(reader.text(name), value, node)];
};

/** `typedef struct { … } name;` */
function namedInPlace(type: SyntaxNode, name: SyntaxNode, reader: Reader): readonly Statement[] {
  if (childOf(type, 'name')) return reader.statements(type);
  return reader.statements({ ...type, children: [{ ...name, field: 'name' }, ...type.children] });
}

/** A test macro's body, which the grammar takes for a block of its own: `TEST_CASE("…") { … }`. */
const readTopLevel: StatementReader = (node, reader) =>
  node.children.flatMap((child): readonly Statement[] => {
    if (child.type !== 'compound_statement') return reader.statements(child);
    const { start, end } = child;
    return [{ kind: 'function', declaration: { parameters: [], body: reader.inside(child), start, end } }];
  });

/** `#if 0` holds what nobody compiles. */
const readIf: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  if (!condition || reader.text(condition) !== '0') return readConditional(node, reader);
  const otherwise = childOf(node, 'alternative');
  return otherwise ? reader.statements(otherwise) : [];
};

/** An include guard around the whole file, or a condition. */
const readIfdef: StatementReader = (node, reader) =>
  childOf(node, 'alternative') ? readConditional(node, reader) : insideCondition(node, reader);

function insideCondition(node: SyntaxNode, reader: Reader): Statement[] {
  return node.children
    .filter(({ field }) => field !== 'name')
    .flatMap((child) => [...reader.statements(child)]);
}

export const statements: Readonly<Record<string, StatementReader>> = {
  ...cStatements,
  preproc_if: readIf,
  preproc_ifdef: readIfdef,
  declaration: readDeclaration,
  init_statement: (node, reader) => reader.inside(node),
  function_definition: readFunctionStatement,
  class_specifier: readClass,
  struct_specifier: readClass,
  union_specifier: readClass,
  enum_specifier: readEnum,
  namespace_definition: (node, reader) => {
    const body = childOf(node, 'body');
    return body ? readTopLevel(body, reader) : [];
  },
  namespace_alias_definition: () => [],
  linkage_specification: (node, reader) => {
    const body = childOf(node, 'body');
    return body
      ? body.type === 'declaration_list'
        ? readTopLevel(body, reader)
        : reader.statements(body)
      : [];
  },
  translation_unit: readTopLevel,
  template_declaration: (node, reader) => {
    const inner = node.children.at(-1);
    return inner ? reader.statements(inner) : [];
  },
  using_declaration: readUsing,
  alias_declaration: readAlias,
  type_definition: readAlias,
  for_range_loop: readRangeFor,
  try_statement: readTry,
  catch_clause: insideBody,
  return_statement: readReturn,
  co_return_statement: readReturn,
  throw_statement: (node, reader) => node.children.map((child) => reader.expressionStatement(child)),
  static_assert_declaration: () => [],
  concept_definition: () => [],
};

function readReturn(node: SyntaxNode, reader: Reader): readonly Statement[] {
  const [value] = node.children;
  if (!value) return [{ kind: 'return' }];
  const { returns } = cppReader(reader);
  const braces = childOfType(node, 'initializer_list');
  if (!braces || !returns) return [{ kind: 'return', value: reader.expression(value) }];
  return [{ kind: 'return', value: initialValue(braces, readType(returns, reader), reader) }];
}
