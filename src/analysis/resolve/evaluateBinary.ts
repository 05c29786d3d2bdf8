import { combineText, nameOf } from './combineText';
import { alternativesOf, choiceOf, maxAlternatives, unknown, type Value } from './value';
import type { ValueOperator } from './valueFunction';

const maxNameLength = 60;

export function evaluateBinary(
  operator: string,
  left: Value,
  right: Value,
  operators: Readonly<Record<string, ValueOperator>>,
): Value {
  const pairs = alternativesOf(left).flatMap((l) => alternativesOf(right).map((r) => [l, r] as const));
  return choiceOf(
    pairs.slice(0, maxAlternatives).map(([l, r]) => {
      const own = Object.hasOwn(operators, operator) ? operators[operator]?.(l, r) : undefined;
      return own ?? combine(operator, l, r);
    }),
  );
}

function combine(operator: string, left: Value, right: Value): Value {
  if (operator === '+') {
    if (left.kind === 'text' || right.kind === 'text') return combineText([left, right]);
    if (left.kind === 'list' && right.kind === 'list') {
      return { kind: 'list', items: [...left.items, ...right.items] };
    }
  }
  if (left.kind === 'constant' && right.kind === 'constant') {
    const value = calculate(operator, Number(left.value), Number(right.value));
    if (value !== undefined) return { kind: 'constant', value };
  }
  // `port + 1` is not `port`: the name says so
  const name = `${nameOf(left)}${operator}${nameOf(right)}`;
  return unknown(name.length <= maxNameLength ? name : 'value');
}

function calculate(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '|':
      return left | right;
    default:
      return undefined;
  }
}
