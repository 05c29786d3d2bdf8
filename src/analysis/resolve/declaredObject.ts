import { type Expression } from '../program/expression';
import { type Frame } from './frame';
import { type Resolver } from './resolver';
import { alternativesOf, type InstanceValue, type LibraryObject } from './value';

/** What a declared type alone tells: a library's object, or some object of a class of the file. */
export function declaredObject(
  type: Expression | undefined,
  frame: Frame,
  resolver: Resolver,
): LibraryObject | InstanceValue | undefined {
  if (!type) return undefined;
  for (const value of alternativesOf(resolver.evaluate(type, frame))) {
    if (value.kind === 'symbol') {
      const declared = resolver.libraries.declaredType(value.path);
      if (declared) {
        const socketType = declared.type === 'socket' ? resolver.libraries.socketType(value.path) : undefined;
        return { kind: 'object', type: declared.type, library: declared.library.name, socketType };
      }
    }
    if (value.kind === 'class') {
      const [instance] = resolver.frames.instancesOf(value.cls);
      if (instance) return instance;
    }
  }
  return undefined;
}
