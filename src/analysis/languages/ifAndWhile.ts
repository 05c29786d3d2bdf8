import type { Expression } from '../program/expression';
import type { BlockCondition, Statement, StatementBlock } from '../program/statement';
import { childOf, type SyntaxNode } from '../syntax/syntaxNode';
import type { StatementReader } from './reader';

/** `if … else if … else` of the grammars that nest them as `condition`, `consequence` and `alternative`. */
export const readIf: StatementReader = (node, reader) => {
  const before: Statement[] = [];
  const blocks: StatementBlock[] = [];
  const failed: BlockCondition[] = [];
  let at: SyntaxNode | undefined = node;
  let isExhaustive = false;
  while (at) {
    const test: Expression | undefined = reader.optional(childOf(at, 'condition'));
    const body: SyntaxNode | undefined = childOf(at, 'consequence');
    const otherwise: SyntaxNode | undefined = childOf(at, 'alternative');
    const when = test ? [...failed, { condition: test, is: true }] : [...failed];
    if (body) blocks.push({ ...reader.block(body), when });
    if (test) {
      before.push({ kind: 'expression', value: test });
      failed.push({ condition: test, is: false });
    }
    if (otherwise && otherwise.type !== 'if_statement') {
      blocks.push({ ...reader.block(otherwise), when: [...failed] });
      isExhaustive = true;
    }
    at = otherwise?.type === 'if_statement' ? otherwise : undefined;
  }
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};

/** `while (condition) body`, and `do body while (condition)` as if it were the same. */
export const readWhile: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const before = condition ? [reader.expressionStatement(condition)] : [];
  return [{ kind: 'loop', block: reader.block(body, before) }];
};
