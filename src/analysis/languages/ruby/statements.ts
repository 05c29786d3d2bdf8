import type { Expression } from '../../program/expression';
import type { BlockCondition, Statement, StatementBlock } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { readBody, withHoisted } from './bodies';
import { readClass, structClass } from './classes';
import { expressions } from './expressions';
import { readMethod } from './functions';
import { readImport } from './imports';

interface Clause {
  readonly node: SyntaxNode;
  readonly condition?: SyntaxNode;
  readonly is: boolean;
  readonly body?: SyntaxNode;
}

/** `if`, `unless`, their short forms behind a statement, `elsif`, `else`. */
const readIf: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'consequence') ?? childOf(node, 'body');
  // the main program is not a branch
  if (condition && /^__FILE__\s*==|^\$(?:0|PROGRAM_NAME)\s*==/.test(reader.text(condition)))
    return readBody(body, reader);
  const clauses: Clause[] = [{ node, condition, is: !node.type.startsWith('unless'), body }];
  for (let next = childOf(node, 'alternative'); next; next = childOf(next, 'alternative')) {
    const isElse = next.type === 'else';
    const test = isElse ? undefined : childOf(next, 'condition');
    clauses.push({
      node: next,
      condition: test,
      is: true,
      body: isElse ? next : childOf(next, 'consequence'),
    });
  }
  const before: Statement[] = [];
  const blocks: StatementBlock[] = [];
  const failed: BlockCondition[] = [];
  for (const clause of clauses) {
    const test = reader.optional(clause.condition);
    const when = test ? [...failed, { condition: test, is: clause.is }] : [...failed];
    if (test) {
      before.push({ kind: 'expression', value: test, isUsed: true });
      failed.push({ condition: test, is: !clause.is });
    }
    const { start, end } = clause.body ?? clause.node;
    blocks.push({ start, end, body: readBody(clause.body, reader), when });
  }
  const isExhaustive = clauses.at(-1)?.condition === undefined;
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};

const readCase: StatementReader = (node, reader) => {
  const value = reader.optional(childOf(node, 'value'));
  const clauses = node.children.filter(({ type }) => /^(when|in_clause|else)$/.test(type));
  const before: Statement[] = value ? [{ kind: 'expression', value, isUsed: true }] : [];
  const failed: BlockCondition[] = [];
  const blocks = clauses.map((clause): StatementBlock => {
    const body = clause.type === 'else' ? clause : childOf(clause, 'body');
    const patterns = clause.children.filter(({ type }) => type === 'pattern');
    const [pattern] = reader.all(patterns.flatMap(({ children }) => children));
    const isPlain = clause.type === 'when' && patterns.length === 1 && value !== undefined;
    const condition: Expression | undefined =
      isPlain && pattern
        ? {
            kind: 'binary',
            operator: '==',
            left: value,
            right: pattern,
            start: clause.start,
            end: clause.start,
          }
        : undefined;
    if (condition) before.push({ kind: 'expression', value: condition });
    const when = condition ? [...failed, { condition, is: true }] : [...failed];
    if (condition) failed.push({ condition, is: false });
    const { start, end } = body ?? clause;
    return { start, end, body: readBody(body, reader), when };
  });
  return [...before, { kind: 'branch', blocks, isExhaustive: clauses.at(-1)?.type === 'else' }];
};

const readWhile: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  const { start, end } = body ?? node;
  const test: Statement[] = condition
    ? [{ kind: 'expression', value: reader.expression(condition), isUsed: true }]
    : [];
  return [{ kind: 'loop', block: { start, end, body: [...test, ...readBody(body, reader)] } }];
};

const readFor: StatementReader = (node, reader) => {
  const pattern = childOf(node, 'pattern');
  const over = childOf(node, 'value')?.children[0];
  const body = childOf(node, 'body');
  if (!pattern || !over || !body) return reader.inside(node);
  const value: Expression = { kind: 'item', of: reader.expression(over), start: over.start, end: over.end };
  const target = reader.expression(pattern);
  const binding = { kind: 'assign', target, value, start: pattern.start, end: over.end } as const;
  return [
    { kind: 'loop', binding, block: { start: body.start, end: body.end, body: readBody(body, reader) } },
  ];
};

const readCallStatement: StatementReader = (node, reader) =>
  readImport(node, reader) ?? readDefinition(node, reader) ?? [reader.expressionStatement(node)];

/** `private def work`, RSpec's `let(:socket) { … }` and `define_method(:work) { … }` make methods. */
function readDefinition(node: SyntaxNode, reader: Reader): Statement[] | undefined {
  const method = childOf(node, 'method');
  if (!method || childOf(node, 'receiver')) return undefined;
  const list = childOf(node, 'arguments');
  const own = list && childOfType(list, 'method', 'singleton_method');
  if (own) return [...reader.statements(own)];
  const block = childOf(node, 'block');
  const [name] = list?.children ?? [];
  if (!block || name?.type !== 'simple_symbol') return undefined;
  if (!/^(let!?|subject|define_method)$/.test(reader.text(method))) return undefined;
  const value = reader.expression({ ...block, type: 'lambda', children: block.children });
  if (value.kind !== 'function') return undefined;
  return [{ kind: 'function', declaration: { ...value.declaration, name: reader.text(name).slice(1) } }];
}

const own: Readonly<Record<string, StatementReader>> = {
  if: readIf,
  unless: readIf,
  if_modifier: readIf,
  unless_modifier: readIf,
  case: readCase,
  case_match: readCase,
  while: readWhile,
  until: readWhile,
  while_modifier: readWhile,
  until_modifier: readWhile,
  for: readFor,
  begin: (node, reader) => readBody(node, reader),
  body_statement: (node, reader) => readBody(node, reader),
  begin_block: (node, reader) => readBody(node, reader),
  heredoc_body: () => [],
  return: (node, reader) => {
    const values = childOfType(node, 'argument_list')?.children ?? [];
    const [first] = values;
    if (!first) return [{ kind: 'return' }];
    const { start, end } = node;
    const value: Expression =
      values.length === 1
        ? reader.expression(first)
        : { kind: 'list', items: reader.all(values), start, end };
    return [{ kind: 'return', value }];
  },
  method: (node, reader) => [{ kind: 'function', declaration: readMethod(node, reader, false) }],
  singleton_method: (node, reader) => [{ kind: 'function', declaration: readMethod(node, reader, true) }],
  class: readClass,
  module: readClass,
  assignment: (node, reader) => structClass(node, reader) ?? [reader.expressionStatement(node)],
  call: readCallStatement,
};

/** Every statement may have blocks inside that run before it. */
export const statements: Readonly<Record<string, StatementReader>> = Object.fromEntries(
  [...Object.keys(expressions), ...Object.keys(own)].map((type): [string, StatementReader] => {
    const read = own[type] ?? ((node, reader) => [reader.expressionStatement(node)]);
    return [type, (node, reader) => withHoisted(reader, () => read(node, reader))];
  }),
);
