import type { AssignExpression, Expression } from '../../program/expression';
import type { BlockCondition, Statement, StatementBlock } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { readEarlyReturn } from '../earlyReturn';
import type { Reader, StatementReader } from '../reader';
import { channelCall, internalCall, listOf, readConstants } from './expressions';
import { isDeferredCall, readFunction } from './functions';
import { readImport } from './imports';
import { readTypeSpec } from './types';

const order: Readonly<Record<string, number>> = { import_declaration: 0, type_declaration: 1 };

/** Types first: methods may stand above them. Names that the file lacks are those of its package's other files. */
export function readFile(root: SyntaxNode, reader: Reader): Statement[] {
  const rank = ({ type }: SyntaxNode) => order[type] ?? 2;
  const sorted = [...root.children].sort((one, other) => rank(one) - rank(other));
  const ownPackage: Statement = { kind: 'import', module: '.', names: [], isWildcard: true };
  return [ownPackage, ...sorted.flatMap((child) => reader.statements(child))];
}

/** Statements one after another; what follows an `if` that returns is its `else`. */
function readRun(nodes: readonly SyntaxNode[], reader: Reader): Statement[] {
  const read: Statement[] = [];
  for (const [position, node] of nodes.entries()) {
    const rest = nodes.slice(position + 1);
    const split = node.type === 'if_statement' && rest.length > 0 && !childOf(node, 'alternative');
    if (split && endsInReturn(childOf(node, 'consequence'))) {
      const early = readEarlyReturn(readIf(node, reader), rest, () => readRun(rest, reader));
      if (early) return [...read, ...early];
    }
    read.push(...reader.statements(node));
  }
  return read;
}

function endsInReturn(block: SyntaxNode | undefined): boolean {
  return block?.children.at(-1)?.children.at(-1)?.type === 'return_statement';
}

function readIf(node: SyntaxNode, reader: Reader): readonly Statement[] {
  const before: Statement[] = [];
  const blocks: StatementBlock[] = [];
  const failed: BlockCondition[] = [];
  let part: SyntaxNode | undefined = node;
  while (part?.type === 'if_statement') {
    const condition = childOf(part, 'condition');
    const consequence = childOf(part, 'consequence');
    const initializer = childOf(part, 'initializer');
    if (initializer) before.push(...reader.statements(initializer));
    if (condition && consequence) {
      const test = reader.expression(condition);
      before.push({ kind: 'expression', value: test, isUsed: true });
      blocks.push({ ...reader.block(consequence), when: [...failed, { condition: test, is: true }] });
      failed.push({ condition: test, is: false });
    }
    part = childOf(part, 'alternative');
  }
  if (part) blocks.push({ ...reader.block(part), when: failed });
  return [...before, { kind: 'branch', blocks, isExhaustive: part !== undefined }];
}

const readFor: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const head = node.children.find((child) => child !== body);
  if (head?.type === 'range_clause') {
    const block = reader.block(body, channelRead(head, reader));
    return [{ kind: 'loop', binding: rangeBinding(head, reader), block }];
  }
  const initializer = head && childOf(head, 'initializer');
  const counted = initializer ? counters(initializer, reader) : [];
  const condition = head?.type === 'for_clause' ? childOf(head, 'condition') : head;
  const test: Statement[] = condition
    ? [{ kind: 'expression', value: reader.expression(condition), isUsed: true }]
    : [];
  return [...counted, { kind: 'loop', block: reader.block(body, test) }];
};

/** What a counting loop counts with changes while it runs. */
function counters(initializer: SyntaxNode, reader: Reader): Statement[] {
  const read = reader.expression(initializer);
  if (read.kind !== 'assign') return [{ kind: 'expression', value: read }];
  return [{ kind: 'expression', value: { ...read, value: undefined } }];
}

/** `range socket.RecvChan` receives in each round. */
function channelRead(clause: SyntaxNode, reader: Reader): Statement[] {
  const right = childOf(clause, 'right');
  const isOne =
    childOf(clause, 'left')?.type !== 'expression_list' || childOf(clause, 'left')?.children.length === 1;
  if (!isOne || !right || !/^(identifier|selector_expression)$/.test(right.type)) return [];
  return [
    { kind: 'expression', value: channelCall(reader.expression(right), '@receive', right), isUsed: true },
  ];
}

function rangeBinding(clause: SyntaxNode, reader: Reader): AssignExpression | undefined {
  const left = childOf(clause, 'left');
  const right = childOf(clause, 'right');
  if (!right) return undefined;
  const { start, end } = clause;
  const pairs = internalCall('@range', [reader.expression(right)], right);
  const value: Expression = { kind: 'item', of: pairs, start: right.start, end: right.end };
  const target = left && listOf(left, reader);
  const items = target?.kind === 'list' ? target.items : target ? [target] : [];
  return { kind: 'assign', target: { kind: 'list', items, start, end }, value, declares: true, start, end };
}

const readSwitch: StatementReader = (node, reader) => {
  const subject = childOf(node, 'value');
  const test = subject && reader.expression(subject);
  const initializer = childOf(node, 'initializer');
  const before: Statement[] = initializer ? [...reader.statements(initializer)] : [];
  if (test) before.push({ kind: 'expression', value: test, isUsed: true });
  const cases = node.children.filter(({ type }) => /_case$/.test(type));
  const failed: BlockCondition[] = [];
  const blocks = cases.map((clause): StatementBlock => {
    const values = childOf(clause, 'value');
    const listed =
      values?.type === 'expression_list' ? values.children.filter(({ type }) => type !== ',') : [];
    const conditions = listed.map((value): Expression => {
      const right = reader.expression(value);
      const { start, end } = value;
      return test ? { kind: 'binary', operator: '==', left: test, right, start, end } : right;
    });
    before.push(...conditions.map((value): Statement => ({ kind: 'expression', value, isUsed: true })));
    const [only, second] = conditions;
    const when: BlockCondition[] = only && !second ? [...failed, { condition: only, is: true }] : [...failed];
    failed.push(...conditions.map((condition) => ({ condition, is: false })));
    const inside = clause.children.filter(
      (child) => child.field === undefined || child.field === 'communication',
    );
    const body = inside.flatMap((child) => reader.statements(child));
    return { start: clause.start, end: clause.end, body, when };
  });
  const defaults = cases.findIndex(({ type }) => type === 'default_case');
  // `default` may stand anywhere, and runs when no case fits
  const block = blocks[defaults];
  if (block) blocks[defaults] = { ...block, when: failed };
  return [...before, { kind: 'branch', blocks, isExhaustive: block !== undefined }];
};

const readFunctionStatement: StatementReader = (node, reader) => [
  { kind: 'function', declaration: readFunction(node, reader) },
];

const inside: StatementReader = (node, reader) => reader.inside(node);

export const statements: Readonly<Record<string, StatementReader>> = {
  import_declaration: readImport,
  package_clause: () => [],
  type_declaration: inside,
  const_declaration: readConstants,
  type_spec: readTypeSpec,
  type_alias: readTypeSpec,
  function_declaration: readFunctionStatement,
  method_declaration: readFunctionStatement,
  statement_list: (node, reader) => readRun(node.children, reader),
  return_statement: (node, reader) => {
    const [value] = node.children;
    return [{ kind: 'return', value: value && listOf(value, reader) }];
  },
  go_statement: ({ children: [call], start, end }, reader) => {
    const value = call && reader.expression(call);
    if (value?.kind !== 'call') return value ? [{ kind: 'expression', value }] : [];
    // the call itself stays: it may be the library's
    const callee: Expression = { kind: 'name', name: 'go', start, end: start };
    const spawning: Expression = { kind: 'call', callee, args: [{ value }], spawns: value, start, end };
    return [{ kind: 'expression', value: spawning }];
  },
  defer_statement: (node, reader) => (isDeferredCall(node) ? [] : reader.inside(node)),
  if_statement: readIf,
  for_statement: readFor,
  expression_switch_statement: readSwitch,
  type_switch_statement: readSwitch,
  select_statement: readSwitch,
  labeled_statement: (node, reader) =>
    node.children.filter(({ field }) => field !== 'label').flatMap((child) => reader.statements(child)),
  var_spec_list: inside,
  break_statement: () => [],
  continue_statement: () => [],
  goto_statement: () => [],
};
