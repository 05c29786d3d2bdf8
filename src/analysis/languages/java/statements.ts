import type { AssignExpression, Expression } from '../../program/expression';
import type { Statement, StatementBlock } from '../../program/statement';
import { childOf, childrenOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { readIf, readWhile } from '../ifAndWhile';
import type { Reader, StatementReader } from '../reader';
import { readClass } from './classes';
import { readImport, readPackage } from './imports';
import { injectedDefault } from './injectedDefault';
import { readSwitch } from './switches';
import { typeOf } from './types';

/** Fields, constants and local variables. */
const readVariables: StatementReader = (node, reader) => {
  const type = typeOf(node, reader);
  const injected = injectedDefault(node, reader);
  return childrenOf(node, 'declarator').flatMap((declarator): Statement[] => {
    const name = childOf(declarator, 'name');
    if (!name) return [];
    const { start, end } = declarator;
    const value = reader.optional(childOf(declarator, 'value')) ?? injected;
    const target: Expression = { kind: 'name', name: reader.text(name), start: name.start, end: name.end };
    return [
      { kind: 'expression', value: { kind: 'assign', target, value, type, declares: true, start, end } },
    ];
  });
};

const readFor: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const start = childrenOf(node, 'init').flatMap((child) => reader.statements(child));
  const each = [...childrenOf(node, 'condition'), ...childrenOf(node, 'update')];
  const before = each.map((child) => reader.expressionStatement(child));
  return [...start, { kind: 'loop', block: reader.block(body, before) }];
};

const readForEach: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const value = childOf(node, 'value');
  const body = childOf(node, 'body');
  if (!name || !value || !body) return reader.inside(node);
  const { start, end } = value;
  const binding: AssignExpression = {
    kind: 'assign',
    target: { kind: 'name', name: reader.text(name), start: name.start, end: name.end },
    value: { kind: 'item', of: reader.expression(value), start, end },
    type: typeOf(node, reader),
    declares: true,
    start: name.start,
    end,
  };
  return [{ kind: 'loop', binding, block: reader.block(body) }];
};

/** The resources and the body run, handlers may; `finally` follows. */
const readTry: StatementReader = (node, reader) => {
  const before: Statement[] = [];
  const after: Statement[] = [];
  for (const resource of childOf(node, 'resources')?.children ?? []) {
    const name = childOf(resource, 'name');
    const given = childOf(resource, 'value');
    if (!name || !given) {
      before.push(...reader.inside(resource));
      continue;
    }
    const { start, end } = resource;
    const local = { kind: 'name', name: reader.text(name) } as const;
    const target: Expression = { ...local, start: name.start, end: name.end };
    const type = typeOf(resource, reader);
    const value = reader.expression(given);
    before.push({
      kind: 'expression',
      value: { kind: 'assign', target, value, type, declares: true, start, end },
    });
    const body = childOf(node, 'body') ?? node;
    const leaves = { start: body.end, end: body.end };
    after.unshift({ kind: 'leave', name: { ...local, ...leaves }, ...leaves });
  }
  const handlers = node.children.filter(({ type }) => type === 'catch_clause');
  const blocks = handlers.flatMap((handler): StatementBlock[] => {
    const body = childOf(handler, 'body');
    return body ? [reader.block(body)] : [];
  });
  const branch: Statement[] = blocks.length > 0 ? [{ kind: 'branch', blocks, isExhaustive: false }] : [];
  const last = reader.inside(childOfType(node, 'finally_clause'));
  return [...before, ...reader.inside(childOf(node, 'body')), ...after, ...branch, ...last];
};

const readReturn = (node: SyntaxNode, reader: Reader): Statement[] => [
  { kind: 'return', value: reader.optional(node.children[0]) },
];

/** Of a method that stands where only a broken class can have it. */
const none: StatementReader = () => [];

export const statements: Readonly<Record<string, StatementReader>> = {
  package_declaration: readPackage,
  import_declaration: readImport,
  class_declaration: readClass,
  interface_declaration: readClass,
  enum_declaration: readClass,
  record_declaration: readClass,
  annotation_type_declaration: none,
  field_declaration: readVariables,
  constant_declaration: readVariables,
  local_variable_declaration: readVariables,
  expression_statement: (node, reader) => node.children.flatMap((child) => reader.statements(child)),
  switch_expression: readSwitch,
  if_statement: readIf,
  while_statement: readWhile,
  do_statement: readWhile,
  for_statement: readFor,
  enhanced_for_statement: readForEach,
  try_statement: readTry,
  try_with_resources_statement: readTry,
  return_statement: readReturn,
  modifiers: none,
};
