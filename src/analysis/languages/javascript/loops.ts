import type { Expression, NameExpression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { assignPattern, ownName } from './patterns';

/** What receives in `for await (… of socket)`; the libraries' tables know it. */
export const receivesEach = '@receive';

/** `for (const x of list)`, `for (const key in map)`, `for await (const [frame] of socket)` */
export const readLoopOver: StatementReader = (node, reader) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const body = childOf(node, 'body');
  const operator = childOf(node, 'operator');
  if (!left || !right || !body) return reader.inside(node);
  const over = ownName(right);
  const { start, end } = right;
  const before: Statement = {
    kind: 'expression',
    value: { kind: 'assign', target: over, value: reader.expression(right), declares: true, start, end },
  };
  const again: NameExpression = { ...over, start: end, end };
  const iterate: Expression = {
    kind: 'call',
    callee: { kind: 'name', name: reader.text(operator ?? node) === 'in' ? '@keys' : '@items', start, end },
    args: [{ value: again }],
    start,
    end,
  };
  const item: Expression = { kind: 'item', of: iterate, start, end };
  const isPlain = left.type === 'identifier';
  const taken = isPlain ? reader.expression(left) : ownName(left);
  const taking: NameExpression = { kind: 'name', name: ownName(left).name, start: left.end, end: left.end };
  const apart = isPlain
    ? []
    : assignPattern(left, { value: taking, declares: true, end: left.end }, reader).map(
        (value): Statement => ({ kind: 'expression', value }),
      );
  const isAwait = /^for\s+await\b/.test(reader.source.slice(node.start, node.start + 20));
  const receives = isAwait ? [receive(again, node.start, end)] : [];
  const declares = isPlain ? childOf(node, 'kind') !== undefined : true;
  return [
    before,
    {
      kind: 'loop',
      binding: { kind: 'assign', target: taken, value: item, declares, start: left.start, end: left.end },
      block: reader.block(body, [...receives, ...apart]),
    },
  ];
};

function receive(socket: NameExpression, start: number, end: number): Statement {
  const object = { ...socket };
  const callee: Expression = { kind: 'member', object, name: receivesEach, start, end };
  const call: Expression = { kind: 'call', callee, args: [], start, end };
  return { kind: 'expression', value: { kind: 'await', value: call, start, end } };
}

/** `for (let i = 0; i < 3; i++)` runs for 0, 1 and 2. */
export const readCountingLoop: StatementReader = (node, reader) => {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  const counted = countedLoop(node, reader);
  const [condition] = childrenOf(node, 'condition').filter(({ type }) => !/^(;|empty_statement)$/.test(type));
  const test: Statement[] = condition
    ? [{ kind: 'expression', value: reader.expression(condition), isUsed: true }]
    : [];
  if (counted) {
    const { name, range } = counted;
    const { start, end } = name;
    const item: Expression = { kind: 'item', of: range, start, end };
    const binding = { kind: 'assign', target: name, value: item, declares: true, start, end } as const;
    return [{ kind: 'loop', binding, block: reader.block(body, test) }];
  }
  const initializer = childOf(node, 'initializer');
  const increment = childOf(node, 'increment');
  const block = reader.block(body, test);
  const step = increment ? [reader.expressionStatement(increment)] : [];
  return [
    ...(initializer ? reader.statements(initializer) : []),
    { kind: 'loop', block: { ...block, body: [...block.body, ...step] } },
  ];
};

function countedLoop(
  node: SyntaxNode,
  reader: Reader,
): { name: NameExpression; range: Expression } | undefined {
  const declarator = childOf(node, 'initializer')?.children.find(
    ({ type }) => type === 'variable_declarator',
  );
  const condition = childrenOf(node, 'condition').find(({ type }) => type === 'binary_expression');
  const increment = childOf(node, 'increment');
  const name = declarator && childOf(declarator, 'name');
  const from = declarator && childOf(declarator, 'value');
  const left = condition && childOf(condition, 'left');
  const to = condition && childOf(condition, 'right');
  const operator = condition && childOf(condition, 'operator');
  if (!name || !from || !left || !to || !operator || increment?.type !== 'update_expression')
    return undefined;
  if (reader.text(left) !== reader.text(name) || !/\+\+/.test(reader.text(increment))) return undefined;
  const sign = reader.text(operator);
  if (sign !== '<' && sign !== '<=') return undefined;
  const { start, end } = name;
  const last: Expression[] = sign === '<=' ? [{ kind: 'constant', value: 1, start, end }] : [];
  const args = [reader.expression(from), reader.expression(to), ...last].map((value) => ({ value }));
  return {
    name: { kind: 'name', name: reader.text(name), start, end },
    range: { kind: 'call', callee: { kind: 'name', name: '@range', start, end }, args, start, end },
  };
}
