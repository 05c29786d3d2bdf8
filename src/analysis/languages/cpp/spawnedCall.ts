import { lastName } from '../../program/calledName';
import type { CallExpression, Expression } from '../../program/expression';
import type { Reader } from '../reader';
import { cppReader } from './cppReader';

/** What runs its first argument with the others; a list that is declared elsewhere may be one of threads. */
const runners = new Set([
  'thread',
  'jthread',
  'async',
  'invoke',
  'create_thread',
  'packaged_task',
  'run',
  'emplace_back',
]);
/** What calls its last argument with each item. */
const walkers = new Set(['for_each', 'for_each_n', 'transform']);

/** The call that a thread or an algorithm makes for this one. */
export function spawnedCall(call: CallExpression, reader: Reader): CallExpression | undefined {
  const name = lastName(call.callee);
  if (name === undefined) return undefined;
  const values = call.args.flatMap((argument) => (argument.name === undefined ? [argument.value] : []));
  if (walkers.has(name)) return walked(values, call);
  if (!runners.has(name)) return undefined;
  // std::launch::async, std::ref(executor)
  const from = values.findIndex(canRun);
  return from < 0 || from > 1 ? undefined : runOf(values.slice(from), call, reader);
}

function canRun(value: Expression): boolean {
  if (value.kind === 'member') return lastName(value.object) !== 'launch';
  return value.kind === 'name' || value.kind === 'function' || isBind(value);
}

function isBind(value: Expression): value is CallExpression {
  return value.kind === 'call' && /^bind(?:_front)?$/.test(lastName(value.callee) ?? '');
}

/** `f, a, b`, `&C::method, &object, a`, and the same in `std::bind(…)`. */
function runOf(
  values: readonly Expression[],
  { start, end }: CallExpression,
  reader: Reader,
): CallExpression | undefined {
  const [first, ...rest] = values;
  if (!first) return undefined;
  if (isBind(first))
    return runOf(
      first.args.map(({ value }) => value),
      first,
      reader,
    );
  const [object, ...others] = rest;
  const cls = first.kind === 'member' ? lastName(first.object) : undefined;
  if (first.kind === 'member' && object && cls !== undefined && cppReader(reader).file.classes.has(cls)) {
    const callee: Expression = { ...first, object: unwrapped(object) };
    return { kind: 'call', callee, args: others.map((value) => ({ value })), start, end };
  }
  return { kind: 'call', callee: first, args: rest.map((value) => ({ value })), start, end };
}

/** `std::ref(object)` */
function unwrapped(value: Expression): Expression {
  const [only] = value.kind === 'call' && /^c?ref$/.test(lastName(value.callee) ?? '') ? value.args : [];
  return only?.value ?? value;
}

/** `std::for_each(list.begin(), list.end(), f)` */
function walked(values: readonly Expression[], { start, end }: CallExpression): CallExpression | undefined {
  const callee = values.at(-1);
  const [from] = values;
  const of =
    from?.kind === 'call' && from.callee.kind === 'member'
      ? from.callee.object
      : from?.kind === 'call'
        ? from.args[0]?.value
        : from;
  if (!of || !callee || values.length < 2) return undefined;
  const item: Expression = { kind: 'item', of, start: of.start, end: of.end };
  return { kind: 'call', callee, args: [{ value: item }], start, end };
}
