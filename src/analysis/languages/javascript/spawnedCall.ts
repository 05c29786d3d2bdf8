import { lastName } from '../../program/buildProgram';
import { type Argument, type CallExpression, type Expression } from '../../program/expression';

/** Methods of lists that call a function for each item. */
const forEachItem = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find', 'findIndex']);
/** Functions that call another later, with the arguments from this position on. */
const later: Readonly<Record<string, number>> = {
  setTimeout: 2,
  setInterval: 2,
  setImmediate: 1,
  nextTick: 1,
  queueMicrotask: 1,
};

/** The call that a callback gets: of `forEach`, `then`, timers. */
export function spawnedCall(
  callee: Expression,
  args: readonly Argument[],
  { start, end }: { start: number; end: number },
): CallExpression | undefined {
  const name = lastName(callee);
  if (name === undefined) return undefined;
  const call = (to: Expression | undefined, given: readonly Argument[], each?: Expression) =>
    to && (to.kind === 'function' || to.kind === 'name' || to.kind === 'member')
      ? ({ kind: 'call', callee: to, args: given, each, start, end } as const)
      : undefined;
  const [first] = args;
  if (callee.kind === 'member' && forEachItem.has(name)) return call(first?.value, [], callee.object);
  if (callee.kind === 'member' && name === 'then' && args.length === 1) {
    return call(first?.value, [{ value: callee.object }]);
  }
  if (!Object.hasOwn(later, name)) return undefined;
  return call(first?.value, args.slice(later[name]));
}
