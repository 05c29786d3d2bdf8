import type { Expression } from '../../program/expression';
import type { BlockCondition, Statement, StatementBlock } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { classTest } from '../../resolve/conditions';
import { readEarlyReturn } from '../earlyReturn';
import type { Reader } from '../reader';
import { readLoop } from './loops';
import { bindPattern } from './patterns';

/** What becomes of the value that a block or branch ends with: it is returned, or assigned. */
export type Finish = (value: Expression) => readonly Statement[];

const returned: Finish = (value) => [{ kind: 'return', value }];

/** A function's body: its last expression is the result. */
export function bodyOf(body: SyntaxNode, reader: Reader): readonly Statement[] {
  return finished(body, reader, returned);
}

/** Macros that give nothing. */
const ending = /^(?:panic|unreachable|todo|unimplemented|bail|println|eprintln|print|error|warn|info|debug)$/;

/** The statements of an expression whose value somebody takes. */
export function finished(node: SyntaxNode, reader: Reader, finish: Finish | undefined): readonly Statement[] {
  switch (node.type) {
    case 'block': {
      const children = node.children.filter(({ type }) => type !== 'label');
      const last = children.at(-1);
      const isTail = last && finish && !isStatement(last, reader);
      return readRun(
        isTail ? children.slice(0, -1) : children,
        isTail ? unwrapped(last) : undefined,
        reader,
        finish,
      );
    }
    case 'unsafe_block': {
      const block = childOfType(node, 'block');
      return block ? finished(block, reader, finish) : [];
    }
    case 'if_expression':
      return readIf(node, reader, finish);
    case 'match_expression':
      return readMatch(node, reader, finish);
    case 'return_expression':
    case 'break_expression':
    case 'continue_expression':
    case 'for_expression':
    case 'while_expression':
      return reader.statements(node);
    case 'loop_expression':
      return readLoop(node, reader, finish);
    case 'macro_invocation': {
      const name = reader.text(childOf(node, 'macro') ?? node).replace(/^.*::/, '');
      return finish && !ending.test(name)
        ? finish(reader.expression(node))
        : [reader.expressionStatement(node)];
    }
    default:
      return finish ? finish(reader.expression(node)) : [reader.expressionStatement(node)];
  }
}

/** Statements one after another; what follows an `if` that returns is its `else`. */
function readRun(
  nodes: readonly SyntaxNode[],
  tail: SyntaxNode | undefined,
  reader: Reader,
  finish: Finish | undefined,
): readonly Statement[] {
  const read: Statement[] = [];
  for (const [position, node] of nodes.entries()) {
    const rest = [...nodes.slice(position + 1), ...(tail ? [tail] : [])];
    const choice = unwrapped(node);
    if (choice.type === 'if_expression' && rest.length > 0 && endsInReturn(choice)) {
      const early = readEarlyReturn(readIf(choice, reader, undefined), rest, () =>
        readRun(nodes.slice(position + 1), tail, reader, finish),
      );
      if (early) return [...read, ...early];
    }
    read.push(...reader.statements(node));
  }
  return tail ? [...read, ...finished(tail, reader, finish)] : read;
}

function endsInReturn(node: SyntaxNode): boolean {
  const last = childOf(node, 'consequence')?.children.at(-1);
  return childOf(node, 'alternative') === undefined && !!last && unwrapped(last).type === 'return_expression';
}

function isStatement(node: SyntaxNode, reader: Reader): boolean {
  if (/(?:_declaration|_item|empty_statement|macro_definition)$/.test(node.type)) return true;
  return node.type === 'expression_statement' && reader.text(node).endsWith(';');
}

function unwrapped(node: SyntaxNode): SyntaxNode {
  return node.type === 'expression_statement' ? (node.children[0] ?? node) : node;
}

function readIf(node: SyntaxNode, reader: Reader, finish: Finish | undefined): readonly Statement[] {
  const before: Statement[] = [];
  const blocks: StatementBlock[] = [];
  const failed: BlockCondition[] = [];
  let part: SyntaxNode | undefined = node;
  while (part?.type === 'if_expression') {
    const condition = childOf(part, 'condition');
    const consequence = childOf(part, 'consequence');
    if (condition && consequence) {
      const { tests, bindings } = readCondition(condition, reader);
      before.push(...tests.map((value): Statement => ({ kind: 'expression', value, isUsed: true })));
      const [test] = tests;
      const isPlain = bindings.length === 0 && test !== undefined && tests.length === 1;
      const when: BlockCondition[] = isPlain ? [...failed, { condition: test, is: true }] : [...failed];
      blocks.push(blockOf(consequence, [...bindings, ...finished(consequence, reader, finish)], when));
      if (isPlain) failed.push({ condition: test, is: false });
    }
    part = childOf(part, 'alternative')?.children[0];
  }
  if (part) blocks.push(blockOf(part, finished(part, reader, finish), failed));
  return [...before, { kind: 'branch', blocks, isExhaustive: part !== undefined }];
}

/** `if let Some(x) = y` binds, and may hold for any value. */
export function readCondition(
  condition: SyntaxNode,
  reader: Reader,
): { readonly tests: Expression[]; readonly bindings: Statement[] } {
  const parts = condition.type === 'let_chain' ? condition.children : [condition];
  const tests: Expression[] = [];
  const bindings: Statement[] = [];
  for (const part of parts) {
    const pattern = childOf(part, 'pattern');
    const value = childOf(part, 'value');
    const test = reader.expression(part.type === 'let_condition' && value ? value : part);
    tests.push(test);
    if (part.type !== 'let_condition' || !pattern) continue;
    bindings.push(
      ...bindPattern(pattern, test, reader).map((one): Statement => ({ kind: 'expression', value: one })),
    );
  }
  return { tests, bindings };
}

function readMatch(node: SyntaxNode, reader: Reader, finish: Finish | undefined): readonly Statement[] {
  const subject = childOf(node, 'value');
  const arms = childOf(node, 'body')?.children.filter(({ type }) => type === 'match_arm') ?? [];
  if (!subject) return reader.inside(node);
  const test = reader.expression(subject);
  const before: Statement[] = [{ kind: 'expression', value: test, isUsed: true }];
  const failed: BlockCondition[] = [];
  const blocks = arms.flatMap((arm): StatementBlock[] => {
    const value = childOf(arm, 'value');
    const pattern = childOf(arm, 'pattern');
    const shape = pattern?.children.find(({ field }) => field !== 'condition');
    const guard = pattern && childOf(pattern, 'condition');
    if (!value) return [];
    const literals = shape?.type === 'or_pattern' ? shape.children : shape ? [shape] : [];
    const conditions = literals.filter(isDecidable).map((literal): Expression => {
      if (!isLiteral(literal)) return isVariant(test, literal, reader);
      const right = reader.expression(literal);
      return { kind: 'binary', operator: '==', left: test, right, start: literal.start, end: literal.end };
    });
    before.push(...conditions.map((one): Statement => ({ kind: 'expression', value: one, isUsed: true })));
    const isLiterals = conditions.length > 0 && conditions.length === literals.length && !guard;
    const [first, ...others] = conditions;
    const any = others.reduce<Expression | undefined>(
      (left, right) =>
        left && { kind: 'binary', operator: '||', left, right, start: left.start, end: right.end },
      first,
    );
    const when: BlockCondition[] =
      isLiterals && any ? [...failed, { condition: any, is: true }] : [...failed];
    // what a variant holds may not match, so that another arm takes it
    if (literals.every(isLiteral) && isLiterals)
      failed.push(...conditions.map((condition) => ({ condition, is: false })));
    const bindings = shape
      ? bindPattern(shape, test, reader).map((one): Statement => ({ kind: 'expression', value: one }))
      : [];
    return [blockOf(value, [...bindings, ...finished(value, reader, finish)], when)];
  });
  return [...before, { kind: 'branch', blocks, isExhaustive: true }];
}

function isDecidable(pattern: SyntaxNode): boolean {
  return isLiteral(pattern) || variantOf(pattern)?.type.startsWith('scoped_') === true;
}

function variantOf(pattern: SyntaxNode): SyntaxNode | undefined {
  if (pattern.type === 'tuple_struct_pattern') return pattern.children[0];
  return pattern.type === 'struct_pattern' ? childOf(pattern, 'type') : undefined;
}

/** `Command::Work { … }`: whether the value is one of these. */
function isVariant(value: Expression, pattern: SyntaxNode, reader: Reader): Expression {
  const { start, end } = pattern;
  const type = reader.expression(variantOf(pattern) ?? pattern);
  const callee: Expression = { kind: 'name', name: classTest, start, end: start };
  return { kind: 'call', callee, args: [{ value }, { value: type }], start, end };
}

function isLiteral({ type }: SyntaxNode): boolean {
  return /literal$|^scoped_identifier$/.test(type);
}

function blockOf(
  { start, end }: SyntaxNode,
  body: readonly Statement[],
  when: readonly BlockCondition[],
): StatementBlock {
  return { start, end, body, when: [...when] };
}

/** The expressions that a block, `if` or `match` may end with. */
export function tailsOf(node: SyntaxNode): SyntaxNode[] {
  switch (node.type) {
    case 'block': {
      const last = node.children.at(-1);
      return last ? tailsOf(unwrapped(last)) : [];
    }
    case 'unsafe_block':
    case 'else_clause':
      return node.children.flatMap(tailsOf);
    case 'if_expression':
      return ['consequence', 'alternative'].flatMap((field) => {
        const part = childOf(node, field);
        return part ? tailsOf(part) : [];
      });
    case 'match_expression':
      return (childOf(node, 'body')?.children ?? []).flatMap((arm) => {
        const value = childOf(arm, 'value');
        return value ? tailsOf(value) : [];
      });
    case 'return_expression':
    case 'break_expression':
    case 'continue_expression':
    case 'let_declaration':
      return [];
    default:
      return [node];
  }
}
