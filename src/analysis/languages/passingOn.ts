import type { Argument, CallExpression, Expression } from '../program/expression';
import type { FunctionDeclaration } from '../program/statement';
import type { TextRange } from '../textRange';

/** A method as a value (`socket::connect`, `socket.Connect`): a function that passes its arguments on. */
export function passingOn(callee: Expression, source: string, { start, end }: TextRange): Expression {
  const range = { start, end };
  // a name that what is called does not have
  const first = /\bvalue\b/.test(source) ? 'argument' : 'value';
  // as many as such functions usually have
  const names = [first, `${first}2`, `${first}3`];
  const args = names.map((name): Argument => ({ value: { kind: 'name', name, ...range } }));
  const call: CallExpression = { kind: 'call', callee, args, ...range };
  const declaration: FunctionDeclaration = {
    parameters: names.map((name) => ({ name, ...range })),
    body: [{ kind: 'return', value: call }],
    ...range,
  };
  return { kind: 'function', declaration, ...range };
}
