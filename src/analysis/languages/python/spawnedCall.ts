import { lastName } from '../../program/calledName';
import type { Argument, CallExpression, Expression } from '../../program/expression';

/** Functions that run another: where in their arguments it is, its own arguments following as they are. */
const runners: Readonly<Record<string, number>> = {
  submit: 0,
  to_thread: 0,
  spawn: 0,
  call_soon: 0,
  call_soon_threadsafe: 0,
  add_callback: 0,
  run_in_executor: 1,
  call_later: 1,
  spawn_later: 1,
  assertRaises: 1,
  assertRaisesRegex: 2,
  raises: 1,
};

/** The same, with the arguments in one tuple behind it. */
const tupleRunners: Readonly<Record<string, number>> = {
  start_new_thread: 0,
  apply_async: 0,
  apply: 0,
  Timer: 1,
};

/** The call that a thread, process or executor makes for this one. */
export function spawnedCall(call: CallExpression): CallExpression | undefined {
  const { start, end } = call;
  const named = (name: string) => call.args.find((argument) => argument.name === name)?.value;
  const target = named('target');
  if (target) {
    const args = [...tupleArguments(named('args')), ...keywordArguments(named('kwargs'))];
    return { kind: 'call', callee: target, args, start, end };
  }
  const name = lastName(call.callee);
  if (name === undefined) return undefined;
  if (name === 'set_defaults') return subcommand(call);
  const at = positionIn(runners, name) ?? positionIn(tupleRunners, name);
  const callee = at === undefined ? undefined : call.args[at]?.value;
  if (at === undefined || !callee || !canBeCalled(callee)) return undefined;
  const args = Object.hasOwn(runners, name)
    ? call.args.slice(at + 1)
    : tupleArguments(call.args[at + 1]?.value ?? named('args'));
  return { kind: 'call', callee, args, start, end };
}

/** `parser.set_defaults(func=run)`: `args.func(args)` then runs the function with what the parser finds. */
function subcommand({ callee, args, start, end }: CallExpression): CallExpression | undefined {
  const work = args.find(({ name, value }) => name !== undefined && canBeCalled(value))?.value;
  if (!work || callee.kind !== 'member') return undefined;
  const parse = { kind: 'member', object: callee.object, name: 'parse_args', start, end } as const;
  const parsed = { kind: 'call', callee: parse, args: [], start, end } as const;
  return { kind: 'call', callee: work, args: [{ value: parsed }], start, end };
}

function positionIn(table: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function canBeCalled({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'member' || kind === 'function';
}

function tupleArguments(value: Expression | undefined): Argument[] {
  if (!value) return [];
  if (value.kind === 'list') return value.items.map((item) => ({ value: item }));
  return [{ value: { kind: 'spread', value, start: value.start, end: value.end } }];
}

function keywordArguments(value: Expression | undefined): Argument[] {
  if (value?.kind !== 'map') return [];
  return value.entries.flatMap(({ key, value: item }) => {
    const name = key.kind === 'text' ? key.parts[0] : undefined;
    return typeof name === 'string' ? [{ name, value: item }] : [];
  });
}
