import { type Expression } from '../../program/expression';
import { type Statement, type StatementBlock } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { type ExpressionReader, type Reader, type StatementReader } from '../reader';

function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return childOf(node, 'body')?.children ?? [];
}

/** `switch` as an expression: one of its values. What runs on the way to them is not told apart. */
export const switchValues: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const options = partsOf(node).flatMap((part) => part.children.flatMap((child) => valuesOf(child, reader)));
  const condition = reader.optional(childOf(node, 'condition'));
  return { kind: 'choice', options, others: condition ? [condition] : [], start, end };
};

function valuesOf(node: SyntaxNode, reader: Reader): Expression[] {
  if (node.type === 'switch_label' || node.type === 'throw_statement') return [];
  if (node.type === 'expression_statement' || node.type === 'yield_statement')
    return reader.all(node.children);
  return node.children.flatMap((child) => valuesOf(child, reader));
}

export const readSwitch: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const subject = condition && reader.expression(condition);
  const blocks = partsOf(node).flatMap((part): StatementBlock[] => {
    const body = part.children.filter(({ type }) => type !== 'switch_label');
    if (body.length === 0) return [];
    return [{ start: part.start, end: part.end, body: body.flatMap((child) => reader.statements(child)) }];
  });
  const isExhaustive = partsOf(node).some(({ children }) =>
    children.some((label) => label.type === 'switch_label' && label.children.length === 0),
  );
  const before: Statement[] = subject ? [{ kind: 'expression', value: subject }] : [];
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};
