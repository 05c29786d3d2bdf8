import type { Argument, CallExpression } from '../program/expression';
import type { FunctionInfo } from '../program/program';
import type { Parameter } from '../program/statement';
import { isHole, type FunctionValue, type Value } from './value';
import type { CallArguments } from './valueFunction';

/** Takes the object out of the arguments, where a method is called by its class. */
export function bindSelf(
  { self, isUnbound, first: receiver }: FunctionValue,
  args: CallArguments,
): { readonly self?: Value; readonly args: CallArguments } {
  if (receiver) return { self, args: { ...args, positional: [receiver, ...args.positional] } };
  const [first, ...positional] = args.positional;
  if (!isUnbound || first?.kind !== 'instance') return { self, args };
  return { self: first, args: { ...args, positional } };
}

/** The parameter that takes an argument. */
export function parameterFor(
  { declaration }: FunctionInfo,
  argument: Argument,
  call: CallExpression,
): string | undefined {
  if (argument.name !== undefined) {
    return declaration.parameters.find(({ name }) => name === argument.name)?.name;
  }
  const position = call.args.filter(({ name }) => name === undefined).indexOf(argument);
  return declaration.parameters.filter(({ isKeyword }) => !isKeyword)[position]?.name;
}

interface BoundArguments {
  readonly bound: ReadonlyMap<string, Value>;
  /** Left out, so that the parameter's default or name stands for them. */
  readonly unknownArgs: ReadonlySet<string>;
}

/** What a function's parameters are in a call; nothing is known of them where `args` is left out. */
export function bindArguments(
  { declaration }: FunctionInfo,
  args: CallArguments | undefined,
): BoundArguments {
  const bound = new Map<string, Value>();
  const unknownArgs = new Set<string>();
  const { parameters } = declaration;
  const byPosition = parameters.filter(({ isKeyword }) => !isKeyword);
  parameters.forEach((parameter) => {
    if (!args) return;
    const position = byPosition.indexOf(parameter);
    const value = parameter.isRest
      ? ({ kind: 'list', items: args.positional.slice(position) } as const)
      : (args.named.get(parameter.name) ??
        args.positional[position] ??
        (parameter.isNamedRest ? restOf(args.named, parameters) : undefined));
    if (!value) return;
    if (isHole(value) && !(value.kind === 'unknown' && value.imported)) unknownArgs.add(parameter.name);
    else bound.set(parameter.name, value);
  });
  return { bound, unknownArgs };
}

function restOf(named: ReadonlyMap<string, Value>, parameters: readonly Parameter[]): Value | undefined {
  const rest = [...named].filter(([name]) => !parameters.some((parameter) => parameter.name === name));
  return rest.length > 0 ? { kind: 'map', entries: new Map(rest) } : undefined;
}
