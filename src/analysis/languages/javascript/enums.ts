import type { Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf } from '../../syntax/syntaxNode';
import type { StatementReader } from '../reader';
import { propertyName } from './patterns';

/** An enumeration's members are fields of a class. */
export const readEnum: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  if (!name) return [];
  let next = 0;
  const body = (childOf(node, 'body')?.children ?? []).flatMap((member): Statement[] => {
    const key = childOf(member, 'name') ?? member;
    const given = childOf(member, 'value');
    const { start, end } = member;
    const value: Expression = given
      ? reader.expression(given)
      : { kind: 'constant', value: next, start, end };
    if (value.kind === 'constant') next = Number(value.value) + 1;
    const target: Expression = { kind: 'name', name: propertyName(key, reader), start, end };
    return [{ kind: 'expression', value: { kind: 'assign', target, value, start, end } }];
  });
  const { start, end } = node;
  return [{ kind: 'class', declaration: { name: reader.text(name), bases: [], body, start, end } }];
};

/** A namespace's names are members of a class. */
export const readNamespace: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (!name || !body || name.type === 'string') return reader.inside(body);
  const { start, end } = node;
  const inner = reader.inside(body);
  const declaration = { name: reader.text(name), bases: [], body: inner, isNamespace: true, start, end };
  return [{ kind: 'class', declaration }];
};
