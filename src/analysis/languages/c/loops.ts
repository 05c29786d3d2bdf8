import type { AssignExpression, Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { synthetic } from './syntheticCalls';

export const readFor: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const [first, test, step] = ['initializer', 'condition', 'update'].map((field) => childOf(node, field));
  const before = first ? reader.statements(first) : [];
  const condition = reader.optional(test);
  const update = reader.optional(step);
  const start = lastAssignment(before);
  const binding = start && condition && update && countedBy(start, condition, update);
  const inside: Statement[] = condition ? [{ kind: 'expression', value: condition }] : [];
  const after: Statement[] = update && !binding ? [{ kind: 'expression', value: update }] : [];
  const block = reader.block(body, inside);
  return [...before, { kind: 'loop', binding, block: { ...block, body: [...block.body, ...after] } }];
};

function lastAssignment(statements: readonly Statement[]): AssignExpression | undefined {
  const values = statements.flatMap((statement) =>
    statement.kind === 'expression' && statement.value.kind === 'assign' ? [statement.value] : [],
  );
  return values.length === 1 ? values[0] : undefined;
}

/** `for (i = 0; i < 3; i++)` and what is like it, as a loop over what `i` takes. */
function countedBy(
  { target, value: from, end }: AssignExpression,
  condition: Expression,
  update: Expression,
): AssignExpression | undefined {
  const change = assignmentIn(update);
  if (target.kind !== 'name' || !from || !change || !isName(change.target, target.name)) return undefined;
  const step = stepOf(change, target.name);
  if (step === undefined) return undefined;
  const of = rangeOver(target.name, from, condition, step);
  if (!of) return undefined;
  const at = { start: target.start, end };
  return { kind: 'assign', target: { ...target }, value: { kind: 'item', of, ...at }, ...at };
}

/** The values that the variable takes: of a count, or the items that a pointer walks over. */
function rangeOver(
  name: string,
  from: Expression,
  condition: Expression,
  step: number,
): Expression | undefined {
  const number = (value: number): Expression => ({
    kind: 'constant',
    value,
    start: from.start,
    end: from.start,
  });
  if (condition.kind === 'binary' && isName(condition.left, name)) {
    const { operator, right } = condition;
    // `p < peers + 3`
    if (right.kind === 'binary' && right.operator === '+' && isSame(right.left, from)) {
      return synthetic('@used', [from], condition);
    }
    const isUp = step > 0;
    if (operator === (isUp ? '<' : '>') || operator === '!=') {
      return right.kind === 'constant' && right.value === null
        ? undefined
        : synthetic('@range', [from, right, number(step)], condition);
    }
    if (operator !== (isUp ? '<=' : '>=')) return undefined;
    const bound = {
      kind: 'binary',
      operator: isUp ? '+' : '-',
      left: right,
      right: number(1),
      start: right.start,
      end: right.end,
    } as const;
    return synthetic('@range', [from, bound, number(step)], condition);
  }
  if (step !== 1) return undefined;
  // `endpoints[i]`, `peers[i].name != NULL`: until the item that is empty
  const list = indexedBy(condition, name);
  if (list)
    return synthetic(
      '@range',
      [from, synthetic('@length', [synthetic('@used', [list], condition)], condition), number(1)],
      condition,
    );
  const walks = from.kind === 'name' || from.kind === 'member';
  return walks && mentions(condition, name) ? synthetic('@used', [from], condition) : undefined;
}

function assignmentIn(update: Expression): AssignExpression | undefined {
  if (update.kind === 'assign') return update;
  const [only] = update.kind === 'choice' ? (update.others ?? []) : [];
  return only?.kind === 'assign' ? only : undefined;
}

function stepOf({ value }: AssignExpression, name: string): number | undefined {
  if (value?.kind !== 'binary' || !isName(value.left, name) || value.right.kind !== 'constant')
    return undefined;
  const size = Number(value.right.value);
  return value.operator === '+' ? size : value.operator === '-' ? -size : undefined;
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

function isSame(one: Expression, other: Expression): boolean {
  return one.kind === 'name' && isName(other, one.name);
}

function indexedBy(expression: Expression, name: string): Expression | undefined {
  switch (expression.kind) {
    case 'index':
      return isName(expression.index, name) ? expression.object : undefined;
    case 'member':
      return indexedBy(expression.object, name);
    case 'binary':
      return expression.operator === '!=' ? indexedBy(expression.left, name) : undefined;
    default:
      return undefined;
  }
}

/** `*p`, `p->name`, `p->name != NULL` */
function mentions(expression: Expression, name: string): boolean {
  switch (expression.kind) {
    case 'name':
      return expression.name === name;
    case 'member':
      return mentions(expression.object, name);
    case 'binary':
      return expression.operator === '!=' && mentions(expression.left, name);
    default:
      return false;
  }
}

export const readWhile: StatementReader = (node, reader) => [loopOf(node, reader)];

function loopOf(node: SyntaxNode, reader: Reader): Statement {
  const [condition, body] = [childOf(node, 'condition'), childOf(node, 'body')];
  const test: Statement[] = condition ? [reader.expressionStatement(condition)] : [];
  if (!body) return { kind: 'loop', block: { start: node.start, end: node.end, body: test } };
  const isFirst = (condition?.start ?? 0) < body.start;
  const block = reader.block(body, isFirst ? test : []);
  return { kind: 'loop', block: { ...block, body: isFirst ? block.body : [...block.body, ...test] } };
}
