import { lastName } from '../../program/calledName';
import type { CallExpression, Expression } from '../../program/expression';

/** `Task.Run(work)`, `Task.Factory.StartNew(work)`: the call that a thread makes for this one. */
export function spawnedCall(call: CallExpression): CallExpression | undefined {
  const { callee, args } = call;
  const [work] = args;
  if (!work || callee.kind !== 'member') return undefined;
  const isRun = callee.name === 'Run' && lastName(callee.object) === 'Task';
  return isRun || callee.name === 'StartNew' ? runCall(call, work.value) : undefined;
}

/** `new Thread(work)` */
export function threadCall(call: CallExpression): CallExpression | undefined {
  const [work] = call.args;
  return work && lastName(call.callee) === 'Thread' ? runCall(call, work.value) : undefined;
}

function runCall({ start, end }: CallExpression, work: Expression): CallExpression | undefined {
  if (work.kind !== 'function' && work.kind !== 'name' && work.kind !== 'member') return undefined;
  return { kind: 'call', callee: work, args: [], start, end };
}
