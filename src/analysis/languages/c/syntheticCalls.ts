import type { CallExpression, Expression } from '../../program/expression';
import type { TextRange } from '../../textRange';

/**
 * Calls that no program writes, made by the readers for what C says in other ways. `values.ts` computes them:
 *
 * - `@format(template, …)`: printf
 * - `@range(from, to, step)`: what a counting loop's variable takes
 * - `@length(list)`, `@used(list)`: items of an array, with and without the empty one that marks its end
 */
export type SyntheticName = '@format' | '@range' | '@length' | '@used';

export function synthetic(
  name: SyntheticName,
  args: readonly Expression[],
  { start, end }: TextRange,
): CallExpression {
  const callee = { kind: 'name', name, start, end } as const;
  return { kind: 'call', callee, args: args.map((value) => ({ value })), start, end };
}
