import type { AssignExpression, Expression } from '../../program/expression';
import type { Statement, StatementBlock } from '../../program/statement';
import { childOf, childrenOf, childOfType } from '../../syntax/syntaxNode';
import { caseConditions } from '../caseConditions';
import { readIf, readWhile } from '../ifAndWhile';
import type { StatementReader } from '../reader';
import { declaredNames, inBlock, leave, leavesOf } from './blocks';
import { readClass } from './classes';
import { readLocalFunction } from './functions';
import { namespaceImports, readUsing } from './imports';
import { itemsMethod } from './values';
import { declaredByPattern, readVariables } from './variables';

const readFor: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const start = childrenOf(node, 'initializer').flatMap((child) => reader.statements(child));
  const each = [...childrenOf(node, 'condition'), ...childrenOf(node, 'update')];
  const before = each.map((child) => reader.expressionStatement(child));
  return [...start, { kind: 'loop', block: reader.block(body, before) }];
};

function itemsOf(object: Expression): Expression {
  const { start, end } = object;
  const callee: Expression = { kind: 'member', object, name: itemsMethod, start, end };
  return { kind: 'call', callee, args: [], start, end };
}

const readForEach: StatementReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const body = childOf(node, 'body');
  if (!left || !right || !body) return reader.inside(node);
  const { start, end } = right;
  const binding: AssignExpression = {
    kind: 'assign',
    target: reader.expression(left),
    value: { kind: 'item', of: itemsOf(reader.expression(right)), start, end },
    declares: true,
    start: left.start,
    end,
  };
  return [{ kind: 'loop', binding, block: reader.block(body) }];
};

/** The body runs, handlers may; `finally` follows. */
const readTry: StatementReader = (node, reader) => {
  const handlers = node.children.filter(({ type }) => type === 'catch_clause');
  const blocks = handlers.flatMap((handler): StatementBlock[] => {
    const body = childOf(handler, 'body');
    return body ? [reader.block(body)] : [];
  });
  const body = childOf(node, 'body');
  const branch: Statement[] = blocks.length > 0 ? [{ kind: 'branch', blocks, isExhaustive: false }] : [];
  const last = reader.inside(childOfType(node, 'finally_clause'));
  return [...(body ? inBlock(body, reader) : []), ...branch, ...last];
};

/** `using (var s = …) { … }` */
const readUsingStatement: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const before = node.children.filter((child) => child !== body).flatMap((child) => reader.statements(child));
  const names = declaredNames(childOfType(node, 'variable_declaration'), reader);
  return [...before, ...reader.statements(body), ...names.map((name) => leave(name, node.end))];
};

const readSwitch: StatementReader = (node, reader) => {
  const value = childOf(node, 'value');
  const subject = value ? reader.expression(value) : undefined;
  const sections = (childOf(node, 'body')?.children ?? []).map((section) => {
    const patterns = section.children.filter(({ type }) => type === 'constant_pattern');
    const body = section.children.filter(({ type }) => /_statement$|^block$/.test(type));
    const named = section.children.flatMap((pattern): Statement[] => {
      const declared = subject && declaredByPattern(pattern, subject, reader);
      return declared ? [{ kind: 'expression', value: declared }] : [];
    });
    return {
      labels: reader.all(patterns.flatMap(({ children }) => children.slice(0, 1))),
      isDefault: reader.source.startsWith('default', section.start),
      fallsThrough: body.length === 0,
      start: section.start,
      end: section.end,
      body: [...named, ...body.flatMap((child) => reader.statements(child))],
    };
  });
  const when = subject && caseConditions(subject, sections);
  const blocks = sections.map(({ start, end, body }, at): StatementBlock => ({
    start,
    end,
    when: when?.[at],
    body,
  }));
  const walked = [...(subject ? [subject] : []), ...sections.flatMap(({ labels }) => labels)];
  const before = walked.map((part): Statement => ({ kind: 'expression', value: part }));
  const isExhaustive = sections.some(({ isDefault }) => isDefault);
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};

const readNamespace: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  const imports = name ? namespaceImports(reader.text(name)) : [];
  return body ? [...imports, ...reader.inside(body)] : imports;
};

const readReturn: StatementReader = (node, reader) => [
  { kind: 'return', value: reader.optional(node.children[0]) },
];

const none: StatementReader = () => [];

export const statements: Readonly<Record<string, StatementReader>> = {
  // the top-level statements are one block
  compilation_unit: (node, reader) => [...reader.inside(node), ...leavesOf(node.children, node.end, reader)],
  using_directive: readUsing,
  namespace_declaration: readNamespace,
  file_scoped_namespace_declaration: readNamespace,
  class_declaration: readClass,
  struct_declaration: readClass,
  record_declaration: readClass,
  record_struct_declaration: readClass,
  interface_declaration: readClass,
  enum_declaration: readClass,
  delegate_declaration: none,
  attribute_list: none,
  modifier: none,
  block: inBlock,
  expression_statement: (node, reader) => node.children.flatMap((child) => reader.statements(child)),
  variable_declaration: (node, reader) => readVariables(node, reader),
  local_function_statement: (node, reader) => [
    { kind: 'function', declaration: readLocalFunction(node, reader) },
  ],
  if_statement: readIf,
  while_statement: readWhile,
  do_statement: readWhile,
  for_statement: readFor,
  foreach_statement: readForEach,
  try_statement: readTry,
  using_statement: readUsingStatement,
  switch_statement: readSwitch,
  return_statement: readReturn,
  yield_statement: readReturn,
};
