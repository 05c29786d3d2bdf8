import type { Expression } from '../../program/expression';
import type { Statement, StatementBlock } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { fileOf } from './rubyFile';

/** What becomes of the value of the last statement: a method returns it, `map` collects it. */
export type Tail = (value: Expression) => Statement;

/** The statements of a method's, block's or `begin`'s body, with its handlers. */
export function readBody(node: SyntaxNode | undefined, reader: Reader, tail?: Tail): Statement[] {
  if (!node) return [];
  if (!hasStatements.has(node.type)) return readAll([node], reader, tail);
  const handlers = node.children.filter(({ type }) => type === 'rescue');
  const otherwise = childOfType(node, 'else');
  const ensure = childOfType(node, 'ensure');
  const main = node.children.filter((child) => !isClause.has(child.type));
  const blocks = handlers.map((handler): StatementBlock => {
    const body = childOf(handler, 'body');
    return { start: handler.start, end: handler.end, body: readBody(body, reader, tail) };
  });
  const branch: Statement[] = blocks.length > 0 ? [{ kind: 'branch', blocks, isExhaustive: false }] : [];
  return [
    ...readAll(main, reader, otherwise ? undefined : tail),
    ...(otherwise ? readAll(otherwise.children, reader, tail) : []),
    ...branch,
    ...(ensure ? readAll(ensure.children, reader) : []),
  ];
}

const hasStatements = new Set(['body_statement', 'block_body', 'begin', 'then', 'do', 'else', 'program']);
const isClause = new Set(['rescue', 'else', 'ensure']);

function readAll(nodes: readonly SyntaxNode[], reader: Reader, tail?: Tail): Statement[] {
  const last = nodes.findLast(({ type }) => type !== 'heredoc_body');
  return nodes.flatMap((node) => {
    if (node !== last || !tail) return [...reader.statements(node)];
    return node.type === 'begin' ? readBody(node, reader, tail) : withTail(reader.statements(node), tail);
  });
}

/** The statements with the last one's value handed to `tail`, in each branch. */
function withTail(statements: readonly Statement[], tail: Tail): Statement[] {
  const last = statements.at(-1);
  const before = statements.slice(0, -1);
  if (last?.kind === 'expression') return [...before, tail(last.value)];
  if (last?.kind !== 'branch') return [...statements];
  const blocks = last.blocks.map((block) => ({ ...block, body: withTail(block.body, tail) }));
  return [...before, { ...last, blocks }];
}

/** Statements in the place of an expression: they run before, and the value is that of the last. */
export function valueOf(statements: readonly Statement[], node: SyntaxNode, reader: Reader): Expression {
  const file = fileOf(reader);
  const last = statements.at(-1);
  if (last?.kind === 'expression') {
    file.hoisted.push(...statements.slice(0, -1));
    return last.value;
  }
  file.hoisted.push(...statements);
  return { kind: 'choice', options: tailsOf(statements), start: node.start, end: node.end };
}

function tailsOf(statements: readonly Statement[]): Expression[] {
  const last = statements.at(-1);
  if (last?.kind === 'expression') return [last.value];
  return last?.kind === 'branch' ? last.blocks.flatMap(({ body }) => tailsOf(body)) : [];
}

/** Puts what was hoisted while reading in front of what was read. */
export function withHoisted(reader: Reader, read: () => readonly Statement[]): Statement[] {
  const file = fileOf(reader);
  const around = file.hoisted;
  file.hoisted = [];
  try {
    const own = read();
    return [...file.hoisted, ...own];
  } finally {
    file.hoisted = around;
  }
}
