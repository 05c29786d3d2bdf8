import type { Expression } from '../../program/expression';
import type { Statement, StatementBlock } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { caseConditions } from '../caseConditions';
import type { ExpressionReader, Reader, StatementReader } from '../reader';

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
  const cases = partsOf(node).map(({ type, start, end, children }) => {
    const labels = children.filter((child) => child.type === 'switch_label');
    const body = children.filter((child) => child.type !== 'switch_label');
    return {
      labels: labels.flatMap((label) => reader.all(label.children)),
      isDefault: labels.some((label) => label.children.length === 0),
      fallsThrough: type !== 'switch_rule' && !/^(break|return|throw|continue)/.test(body.at(-1)?.type ?? ''),
      start,
      end,
      body: body.flatMap((child) => reader.statements(child)),
    };
  });
  const subject = condition && reader.expression(condition);
  const when = subject && caseConditions(subject, cases);
  const blocks = cases.map(({ start, end, body }, at): StatementBlock => ({
    start,
    end,
    when: when?.[at],
    body,
  }));
  const walked = [...(subject ? [subject] : []), ...cases.flatMap(({ labels }) => labels)];
  const before = walked.map((part): Statement => ({ kind: 'expression', value: part }));
  const isExhaustive = cases.some(({ isDefault }) => isDefault);
  return [...before, { kind: 'branch', blocks, isExhaustive }];
};
