import type { Expression } from '../program/expression';
import type { FunctionInfo } from '../program/program';
import { lastName } from '../program/calledName';
import type { Value } from './value';
import type { CallArguments } from './valueFunction';

const textTypes = /^(String|string|CharSequence|string_view|char)$/;
const numberTypes = /^(u?int\d*(_t)?|u?long|u?short|s?byte|Integer|Long|Short|double|float|size_t)$/;

/** Of the methods of one name those that take the arguments; at least one. */
export function fittingOverloads(fn: FunctionInfo, args: CallArguments): readonly FunctionInfo[] {
  const count = args.positional.length + args.named.size;
  const byCount = fn.overloads.filter((other) => takes(other, count));
  const exact = byCount.filter(({ declaration }) => !declaration.parameters.at(-1)?.isRest);
  const counted = exact.length > 0 ? exact : byCount.length > 0 ? byCount : fn.overloads;
  const typed = counted.filter(({ declaration }) =>
    args.positional.every((value, at) => mayHold(declaration.parameters[at]?.type, value)),
  );
  return typed.length > 0 ? typed : counted;
}

function takes({ declaration: { parameters } }: FunctionInfo, count: number): boolean {
  const least = parameters.filter((parameter) => !parameter.default && !parameter.isRest).length;
  return count >= least && (count <= parameters.length || parameters.at(-1)?.isRest === true);
}

/** Only what is plain: no text is a number, and no number a text. */
function mayHold(type: Expression | undefined, value: Value): boolean {
  const name = type && lastName(type);
  if (name === undefined) return true;
  if (value.kind === 'text') return !numberTypes.test(name);
  return value.kind !== 'constant' || typeof value.value !== 'number' || !textTypes.test(name);
}
