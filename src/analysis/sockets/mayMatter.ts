import { lastName } from '../program/calledName';
import type { CallSite, Scope } from '../program/program';
import type { Resolver } from '../resolve/resolver';

/** By its name alone a call may be a library's; finding out what others are would be most of the work. */
export function mayMatter({ call: { callee }, block }: CallSite, { libraries, program }: Resolver): boolean {
  const name = lastName(callee);
  if (name === undefined) return true;
  if (libraries.calledNames.has(name) || program.aliases.has(name)) return true;
  // a method that has been put into a variable or passed on
  if (callee.kind !== 'name') return false;
  const definitions = block.scope.definitions.get(name) ?? [];
  if (definitions.some(({ source }) => source.kind === 'value' || source.kind === 'parameter')) return true;
  // a property that gives a class: a type parameter
  for (let scope: Scope | undefined = block.scope; scope; scope = scope.parent) {
    if (scope.cls?.methods.get(name)?.declaration.decorators) return true;
  }
  return false;
}
