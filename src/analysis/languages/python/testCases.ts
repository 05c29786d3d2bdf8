import { lastName } from '../../program/calledName';
import type { Expression } from '../../program/expression';
import type { Parameter } from '../../program/statement';

/**
 * The table of a test: pytest's `@pytest.mark.parametrize("kind, port", [(zmq.PUB, 1), …])`, by the names of the
 * parameters, and `@parameterized.expand([…])`, for all of them. A row has a place for each parameter.
 */
export function casesOf(
  parameters: readonly Parameter[],
  decorators: readonly Expression[],
): Expression | undefined {
  for (const decorator of decorators) {
    if (decorator.kind !== 'call') continue;
    const [first, second] = decorator.args.filter(({ name }) => name === undefined);
    const name = lastName(decorator.callee);
    if (name === 'expand' && first?.value.kind === 'list') return first.value;
    if (name !== 'parametrize' || !first || second?.value.kind !== 'list') continue;
    const { start, end, items } = second.value;
    const names = namesIn(first.value);
    const rows = items.map((item): Expression => {
      const given = names.length === 1 && !isParam(item) ? [item] : partsOf(item);
      const row = parameters.map(
        (parameter): Expression =>
          given[names.indexOf(parameter.name)] ?? {
            kind: 'other',
            parts: [],
            start: item.start,
            end: item.start,
          },
      );
      return { kind: 'list', items: row, start: item.start, end: item.end };
    });
    return { kind: 'list', items: rows, start, end };
  }
  return undefined;
}

function namesIn(expression: Expression): string[] {
  if (expression.kind === 'list') return expression.items.flatMap(namesIn);
  const text = expression.kind === 'text' ? expression.parts[0] : undefined;
  return typeof text === 'string' ? text.split(',').map((name) => name.trim()) : [];
}

/** `pytest.param(zmq.PUB, 1, id="pub")` */
function isParam(item: Expression): boolean {
  return item.kind === 'call' && lastName(item.callee) === 'param';
}

function partsOf(item: Expression): readonly Expression[] {
  if (item.kind === 'list') return item.items;
  return item.kind === 'call'
    ? item.args.flatMap(({ name, value }) => (name === undefined ? [value] : []))
    : [];
}
