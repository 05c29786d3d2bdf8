import { lastName } from '../../program/calledName';
import type { Expression } from '../../program/expression';
import type { ClassStatement, Statement } from '../../program/statement';

/** `Room = namedtuple('Room', 'name port')` is a class with fields. */
export function namedTupleClass(expression: Expression): ClassStatement | undefined {
  if (expression.kind !== 'assign' || expression.target.kind !== 'name') return undefined;
  const { target, value: call, start, end } = expression;
  if (call?.kind !== 'call' || lastName(call.callee) !== 'namedtuple') return undefined;
  const fields = call.args[1] ? fieldNames(call.args[1].value) : [];
  if (fields.length === 0) return undefined;
  const body = fields.map((name): Statement => {
    const at = { start: call.start, end: call.start };
    return { kind: 'expression', value: { kind: 'assign', target: { kind: 'name', name, ...at }, ...at } };
  });
  return { kind: 'class', declaration: { name: target.name, bases: [], body, start, end } };
}

function fieldNames(expression: Expression): string[] {
  if (expression.kind === 'list') return expression.items.flatMap(fieldNames);
  const [text] = expression.kind === 'text' ? expression.parts : [];
  return typeof text === 'string' ? text.split(/[\s,]+/).filter(Boolean) : [];
}
