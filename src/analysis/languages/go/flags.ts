import { lastName } from '../../program/calledName';
import type { AssignExpression, CallExpression } from '../../program/expression';

/** `flag.StringVar(&endpoint, "endpoint", "tcp://…", usage)` assigns the default to the variable. */
export function flagVariable(call: CallExpression): AssignExpression | undefined {
  const kind = /^(?:String|StringSlice|StringArray|Int|Int64|Uint|Uint16|Uint64|Bool|Duration)Var(P?)$/.exec(
    lastName(call.callee) ?? '',
  );
  if (!kind) return undefined;
  const { start, end } = call;
  const [target, flag, ...more] = call.args.map(({ value }) => value);
  const otherwise = kind[1] === 'P' ? more[1] : more[0];
  if (!target || !flag || !otherwise) return undefined;
  const callee = { kind: 'name', name: '@flag', start, end } as const;
  const value = { kind: 'call', callee, args: [{ value: flag }, { value: otherwise }], start, end } as const;
  return { kind: 'assign', target, value, start, end };
}
