import { lastName } from '../../program/calledName';
import type { Argument, CallExpression, Expression } from '../../program/expression';
import type { TextRange } from '../../textRange';

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
  { start, end }: TextRange,
): CallExpression | undefined {
  const [first] = args;
  const isTable = callee.kind === 'call' && lastName(callee.callee) === 'each';
  if (isTable) return eachCase(callee.args[0]?.value, args.at(-1)?.value, { start, end });
  const name = lastName(callee);
  if (name === undefined) return undefined;
  const call = (to: Expression | undefined, given: readonly Argument[], each?: Expression) =>
    to && (to.kind === 'function' || to.kind === 'name' || to.kind === 'member')
      ? ({ kind: 'call', callee: to, args: given, each, start, end } as const)
      : undefined;
  const listed = forEachOf(callee, name, args);
  if (listed) return call(listed.run, [], listed.list);
  if (callee.kind === 'member' && forEachItem.has(name)) return call(first?.value, [], callee.object);
  if (callee.kind === 'member' && name === 'then' && args.length === 1) {
    return call(first?.value, [{ value: callee.object }]);
  }
  // commander and yargs hand over what they have parsed
  if (callee.kind === 'member' && name === 'action') return call(first?.value, [parsed('@commander', true)]);
  if (callee.kind === 'member' && name === 'command') return call(args[3]?.value, [parsed('@yargs', false)]);
  if (!Object.hasOwn(later, name)) return undefined;
  return call(first?.value, args.slice(later[name]));
}

/** `_.each(list, f)`, `async.eachLimit(list, 2, f, done)` */
function forEachOf(
  { kind }: Expression,
  name: string,
  [list, ...others]: readonly Argument[],
): { readonly list: Expression; readonly run: Expression } | undefined {
  if (kind !== 'member' || !/^(each|forEach|map|filter)(Series|Limit|Right|Of)?$/.test(name))
    return undefined;
  const run = others.find(({ value }) => value.kind === 'function')?.value;
  return list && run && list.value.kind !== 'function' ? { list: list.value, run } : undefined;
}

/** `test.each([[zmq.Push, zmq.Pull], …])('%o to %o', (Sender, Receiver) => …)` */
function eachCase(
  table: Expression | undefined,
  run: Expression | undefined,
  range: TextRange,
): CallExpression | undefined {
  if (!table || run?.kind !== 'function') return undefined;
  return { kind: 'call', callee: run, args: [], each: table, takesApart: true, ...range };
}

/** What a function of ours (`commandLine.ts`) gives: one argument, or a list of them. */
function parsed(name: string, isList: boolean): Argument {
  const at = { start: -1, end: -1 };
  const value: Expression = { kind: 'call', callee: { kind: 'name', name, ...at }, args: [], ...at };
  return { value: isList ? { kind: 'spread', value, ...at } : value };
}
