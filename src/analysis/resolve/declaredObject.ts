import type { Expression } from '../program/expression';
import type { ClassInfo } from '../program/program';
import type { Frame } from './frame';
import { anyInstance } from './instances';
import type { Resolver } from './resolver';
import { alternativesOf, choiceOf, type InstanceValue, type Value } from './value';

const maxKeyLength = 200;

/** What tells an object from others of its class: the definition that makes it, or the object that it is in. */
export type ObjectIdentity = string | NonNullable<InstanceValue['of']>;

/**
 * What a declared type alone tells: a library's object, or an object of a class of the file; some object of it where no
 * identity is given.
 */
export function declaredObject(
  type: Expression | undefined,
  frame: Frame,
  resolver: Resolver,
  identity?: ObjectIdentity,
): Value | undefined {
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
      const object = objectOf(value.cls, resolver, identity);
      if (object) return object;
    }
  }
  return undefined;
}

function objectOf(
  cls: ClassInfo,
  resolver: Resolver,
  identity: ObjectIdentity | undefined,
): Value | undefined {
  const { frames, language } = resolver;
  const instances = frames.instancesOf(cls);
  if (!language.names.fieldsByName) return instances[0];
  const { main: outer } = frames;
  if (identity === undefined) return choiceOf([anyInstance(cls, outer), ...instances]);
  if (typeof identity === 'string') {
    return { kind: 'instance', cls, outer, key: `${cls.declaration.start}:${identity}` };
  }
  // lists of lists in a circle
  if (identity.object.key.length > maxKeyLength) return anyInstance(cls, outer);
  return { kind: 'instance', cls, outer, of: identity, key: `${identity.object.key}.${identity.field}` };
}
