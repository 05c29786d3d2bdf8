import type { Expression } from './expression';
import type { FunctionDeclaration } from './statement';

/** `connect` for `a.b.connect`. */
export function lastName(expression: Expression): string | undefined {
  return expression.kind === 'name' || expression.kind === 'member' ? expression.name : undefined;
}

/** The key in `callsByName` of calls of this. */
export function calledName(callee: Expression): string | undefined {
  return callee.kind === 'function' ? functionKey(callee.declaration) : lastName(callee);
}

/** The key in `callsByName` of calls to a function that has no name. */
export function functionKey(declaration: FunctionDeclaration): string {
  return declaration.name ?? `@${declaration.start}`;
}
