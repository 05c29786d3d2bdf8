import type { AssignExpression, Expression } from '../../program/expression';
import type { BlockCondition, Statement, StatementBlock } from '../../program/statement';
import { childOf, childrenOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { readEarlyReturn } from '../earlyReturn';
import type { Reader, StatementReader } from '../reader';
import { readClass } from './classes';
import { assignParts, expressions, isList, namesIn } from './expressions';
import { readFunction } from './functions';
import { readDefine, readNamespace, readRequire, readUse } from './imports';
import { internalCall, nameAt } from './names';

const readIf: StatementReader = (node, reader) => {
  const blocks: StatementBlock[] = [];
  const before: Statement[] = [];
  const failed: BlockCondition[] = [];
  const clauses = [node, ...childrenOf(node, 'alternative')];
  for (const clause of clauses) {
    const test = reader.optional(childOf(clause, 'condition'));
    const body = childOf(clause, 'body');
    const when = test ? [...failed, { condition: test, is: true }] : [...failed];
    if (body) blocks.push({ ...reader.block(body), when });
    if (!test) continue;
    before.push({ kind: 'expression', value: test, isUsed: true });
    failed.push({ condition: test, is: false });
  }
  return [
    ...before,
    { kind: 'branch', blocks, isExhaustive: clauses.at(-1)?.type === 'else_clause' && clauses.length > 1 },
  ];
};

const readSwitch: StatementReader = (node, reader) => {
  const subject = reader.optional(childOf(node, 'condition'));
  const clauses = childOf(node, 'body')?.children ?? [];
  const before: Statement[] = subject ? [{ kind: 'expression', value: subject, isUsed: true }] : [];
  const blocks = clauses.map((clause): StatementBlock => {
    const value = childOf(clause, 'value');
    const body = clause.children
      .filter((child) => child !== value)
      .flatMap((child) => reader.statements(child));
    return { start: clause.start, end: clause.end, body };
  });
  const isExhaustive = clauses.some(({ type }) => type === 'default_statement');
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};

const readWhile: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  const test: Statement[] = condition
    ? [{ kind: 'expression', value: reader.expression(condition), isUsed: true }]
    : [];
  if (!body) return test;
  return [{ kind: 'loop', block: reader.block(body, test) }];
};

const readFor: StatementReader = (node, reader) => {
  const bodies = childrenOf(node, 'body');
  const [first, test, step] = ['initialize', 'condition', 'update'].map((field) =>
    reader.optional(childOf(node, field)),
  );
  const { start, end } = bodies[0] ?? node;
  const binding = first && test && step && countedBy(first, test, childOf(node, 'update'), reader);
  const before: Statement[] = first ? [{ kind: 'expression', value: first }] : [];
  const inside: Statement[] = test ? [{ kind: 'expression', value: test, isUsed: true }] : [];
  const after: Statement[] = step && !binding ? [{ kind: 'expression', value: step }] : [];
  const body = [...inside, ...bodies.flatMap((one) => reader.statements(one)), ...after];
  return [...before, { kind: 'loop', binding, block: { start, end, body } }];
};

/** `for ($i = 0; $i < 3; $i++)` */
function countedBy(
  first: Expression,
  test: Expression,
  update: SyntaxNode | undefined,
  reader: Reader,
): AssignExpression | undefined {
  if (first.kind !== 'assign' || first.target.kind !== 'name' || !first.value || test.kind !== 'binary')
    return undefined;
  const { name } = first.target;
  const isUp = update && /^(\$\w+\s*\+\+|\+\+\s*\$\w+)$/.test(reader.text(update));
  if (!isUp || test.left.kind !== 'name' || test.left.name !== name) return undefined;
  if (!/^(<=?|!==?)$/.test(test.operator)) return undefined;
  const { start, end } = first;
  const of = internalCall(test.operator === '<=' ? 'range' : '@until', [first.value, test.right], first);
  return { kind: 'assign', target: { ...first.target }, value: { kind: 'item', of, start, end }, start, end };
}

/** `foreach ($list as $item)`, `as $key => $item`, `as [$a, $b]`, `as ['key' => $a]` */
const readForeach: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  const [over, item] = node.children.filter((child) => child !== body);
  if (!over || !item) return reader.inside(node);
  const [key, own] = item.type === 'pair' ? item.children : [undefined, item];
  const { start, end } = over;
  const of = internalCall(key ? '@pairs' : '@values', [reader.expression(over)], over);
  const value: Expression = { kind: 'item', of, start, end };
  const target = own ? loopTarget(own, reader) : undefined;
  const bound: Expression | undefined =
    key && target
      ? { kind: 'list', items: [reader.expression(key), target], start: item.start, end: item.end }
      : target;
  if (!bound) return reader.inside(node);
  const before = own && isList(own) ? [assignParts(own, nameAt(itemName(own), own), reader)] : [];
  const binding: AssignExpression = {
    kind: 'assign',
    target: bound,
    value,
    start: item.start,
    end: item.end,
  };
  const inside = before.map((one): Statement => ({ kind: 'expression', value: one }));
  const block = body ? reader.block(body, inside) : { start: node.start, end: node.end, body: inside };
  return [{ kind: 'loop', binding, block }];
};

function loopTarget(node: SyntaxNode, reader: Reader): Expression {
  return isList(node) ? nameAt(itemName(node), node) : reader.expression(node);
}

function itemName({ start }: SyntaxNode): string {
  return `item@${start}`;
}

const readTry: StatementReader = (node, reader) => {
  const blocks = node.children.flatMap((clause) => {
    const body = clause.type === 'catch_clause' ? childOf(clause, 'body') : undefined;
    return body ? [reader.block(body)] : [];
  });
  const last = childOfType(node, 'finally_clause');
  const branch: Statement[] = blocks.length > 0 ? [{ kind: 'branch', blocks, isExhaustive: false }] : [];
  return [
    ...reader.inside(childOf(node, 'body')),
    ...branch,
    ...reader.inside(last && childOf(last, 'body')),
  ];
};

/** A list of statements, where an `if` that returns leaves the rest to its `else`. */
const readBlock: StatementReader = (node, reader) => readRun(node.children, reader);

function readRun(nodes: readonly SyntaxNode[], reader: Reader): Statement[] {
  const found: Statement[] = [];
  for (const [at, child] of nodes.entries()) {
    const read = reader.statements(child);
    const rest = nodes.slice(at + 1);
    const early =
      child.type === 'if_statement' && returns(child)
        ? readEarlyReturn(read, rest, () => readRun(rest, reader))
        : undefined;
    if (early) return [...found, ...early];
    found.push(...read);
  }
  return found;
}

function returns(node: SyntaxNode): boolean {
  const body = childOf(node, 'body');
  const last = body?.children.at(-1) ?? body;
  return (
    (last?.type === 'return_statement' || body?.type === 'return_statement') && !childOf(node, 'alternative')
  );
}

const names: StatementReader = (node, reader) => [{ kind: 'outerNames', names: namesIn(node, reader) }];

export const statements: Readonly<Record<string, StatementReader>> = {
  expression_statement: (node, reader) => {
    const [value] = node.children;
    if (!value) return [];
    return readRequire(value, reader) ?? readDefine(value, reader) ?? [reader.expressionStatement(value)];
  },
  compound_statement: readBlock,
  colon_block: readBlock,
  if_statement: readIf,
  switch_statement: readSwitch,
  while_statement: readWhile,
  do_statement: readWhile,
  for_statement: readFor,
  foreach_statement: readForeach,
  try_statement: readTry,
  return_statement: (node, reader) => {
    const [value] = node.children;
    return [{ kind: 'return', value: reader.optional(value) }];
  },
  function_definition: (node, reader) => [{ kind: 'function', declaration: readFunction(node, reader) }],
  class_declaration: readClass,
  interface_declaration: readClass,
  trait_declaration: readClass,
  enum_declaration: readClass,
  const_declaration: (node, reader) =>
    node.children.flatMap((element): Statement[] => {
      const [name, value] = element.type === 'const_element' ? element.children : [];
      if (!name || !value) return [];
      const { start, end } = element;
      const target = nameAt(reader.text(name), name);
      return [
        {
          kind: 'expression',
          value: { kind: 'assign', target, value: reader.expression(value), start, end },
        },
      ];
    }),
  static_variable_declaration: (node, reader) => {
    const name = childOf(node, 'name');
    if (!name) return [];
    const { start, end } = node;
    const value = reader.optional(childOf(node, 'value'));
    return [
      { kind: 'expression', value: { kind: 'assign', target: reader.expression(name), value, start, end } },
    ];
  },
  global_declaration: names,
  namespace_definition: readNamespace,
  namespace_use_declaration: readUse,
  ...Object.fromEntries(
    Object.keys(expressions).map((type): [string, StatementReader] => [
      type,
      (node, reader) => [reader.expressionStatement(node)],
    ]),
  ),
};
