import type { Argument, CallExpression, Expression } from '../../program/expression';

/** What System.CommandLine finds for an option. */
export const optionValueFunction = '@optionValue';
/** The argument that stands for `{ DefaultValueFactory = … }`. */
export const defaultArgument = 'DefaultValueFactory';

/** `command.SetHandler((from, to) => …, fromOption, toOption)` calls its first argument with what the others give. */
export function handlerCall(
  [handler, ...options]: readonly Argument[],
  { start, end }: CallExpression,
): CallExpression | undefined {
  if (!handler || handler.value.kind === 'text') return undefined;
  const args = options.map(({ value }): Argument => {
    const at = { start: value.start, end: value.end };
    const callee: Expression = { kind: 'name', name: optionValueFunction, ...at };
    return { value: { kind: 'call', callee, args: [{ value }], ...at } };
  });
  return { kind: 'call', callee: handler.value, args, start, end };
}
