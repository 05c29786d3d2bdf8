import type { Argument, CallExpression, Expression } from '../../program/expression';

const [rest, named] = ['@rest', '@named'];

/** `functools.partial(f, a)` is `lambda *rest, **named: f(a, *rest, **named)`. */
export function partialCall({ args, start, end }: CallExpression): Expression | undefined {
  const [callee, ...given] = args;
  if (!callee || callee.name !== undefined) return undefined;
  const at = { start: end, end };
  const spread = (name: string): Argument => ({
    value: { kind: 'spread', value: { kind: 'name', name, ...at }, ...at },
  });
  const positional = given.filter(({ name }) => name === undefined);
  const byName = given.filter(({ name }) => name !== undefined);
  const all = [...positional, spread(rest), ...byName, spread(named)];
  const value: Expression = { kind: 'call', callee: callee.value, args: all, start, end };
  const declaration = {
    parameters: [
      { name: rest, isRest: true, ...at },
      { name: named, isNamedRest: true, isKeyword: true, ...at },
    ],
    body: [{ kind: 'return', value } as const],
    start,
    end,
  };
  return { kind: 'function', declaration, start, end };
}
