import { lastName } from '../../program/calledName';
import type { Argument, CallExpression, Expression } from '../../program/expression';

/** The call that this one makes: for each item of a collection, for a map's new entry, in a thread. */
export function spawnedCall(call: CallExpression): CallExpression | undefined {
  const { callee, args } = call;
  const name = lastName(callee);
  const object = callee.kind === 'member' ? callee.object : undefined;
  if (name === 'forEach' || name === 'forEachOrdered') return forEachCall(call, object);
  if (name === 'computeIfAbsent') {
    const [key, made] = args;
    return key && made && runCall(call, made.value, [key.value], 'apply');
  }
  if (name === 'fork' && object) return forkedCall(call, object);
  if (name === 'startVirtualThread' || name === 'runAsync' || name === 'supplyAsync') {
    const [work] = args;
    return work && runCall(call, work.value, [], name === 'supplyAsync' ? 'get' : 'run');
  }
  // ZThread.start(runnable, arguments…)
  if (name === 'start' && object && lastName(object) === 'ZThread') {
    const [runnable, ...given] = args;
    return runnable && runCall(call, runnable.value, [listOf(given, call)]);
  }
  return undefined;
}

/** `new Thread(runnable, name)`, in a group or not. */
export function threadCall(call: CallExpression): CallExpression | undefined {
  if (lastName(call.callee) !== 'Thread') return undefined;
  const [first, second] = call.args;
  const runnable = first && lastName(first.value) === 'ThreadGroup' ? second : first;
  return runnable && runnable.value.kind !== 'text' ? runCall(call, runnable.value, []) : undefined;
}

/** `list.forEach(item -> …)`, `map.forEach((key, value) -> …)` */
function forEachCall(call: CallExpression, object: Expression | undefined): CallExpression | undefined {
  const [action] = call.args;
  if (!object || !action) return undefined;
  const { start, end } = object;
  const takes = action.value.kind === 'function' ? action.value.declaration.parameters.length : 1;
  const item: Expression = { kind: 'item', of: object, start, end };
  if (takes !== 2) return runCall(call, action.value, [item], 'accept');
  const entries: Expression = {
    kind: 'call',
    callee: { kind: 'member', object, name: 'entrySet', isMethod: true, start, end },
    args: [],
    start,
    end,
  };
  const run = runCall(call, action.value, [], 'accept');
  return { ...run, each: entries, takesApart: true };
}

/** `ZThread.fork(context, runnable, arguments…)`, `context.fork(runnable, arguments…)` */
function forkedCall(call: CallExpression, object: Expression): CallExpression | undefined {
  const isStatic = lastName(object) === 'ZThread';
  const [context, runnable, ...given] = isStatic ? call.args : [{ value: object }, ...call.args];
  if (!context || !runnable) return undefined;
  const pipe: Expression = { kind: 'other', parts: [], start: call.start, end: call.end };
  return runCall(call, runnable.value, [listOf(given, call), context.value, pipe]);
}

function listOf(args: readonly Argument[], { start, end }: CallExpression): Expression {
  return { kind: 'list', items: args.map(({ value }) => value), start, end };
}

function runCall(
  { start, end }: CallExpression,
  action: Expression,
  args: readonly Expression[],
  method = 'run',
): CallExpression {
  const callee: Expression =
    action.kind === 'function'
      ? action
      : { kind: 'member', object: action, name: method, isMethod: true, start, end };
  return { kind: 'call', callee, args: args.map((value) => ({ value })), start, end };
}
