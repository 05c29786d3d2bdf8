import type { CallExpression } from '../program/expression';
import type { ClassInfo, FunctionInfo } from '../program/program';
import type { Frame } from './frame';
import type { Resolver } from './resolver';
import type { ClassValue, InstanceValue } from './value';

/** Some object of a class, nothing being known of it. */
export function anyInstance(cls: ClassInfo, outer: Frame): InstanceValue {
  return { kind: 'instance', cls, outer, isAny: true, key: String(cls.declaration.start) };
}

export function instanceOf({ cls, outer }: ClassValue, call: CallExpression, frame: Frame): InstanceValue {
  const key = `${cls.declaration.start}:${call.start}@${frame.key}`;
  return { kind: 'instance', cls, outer, made: { call, frame }, key };
}

/** The constructors that may run for objects of a class: its own, or those of the nearest base that has some. */
export function constructorsOf(cls: ClassInfo, resolver: Resolver): readonly FunctionInfo[] {
  for (const { declaration, methods } of resolver.withBases(cls)) {
    const constructor = declaration.constructorName && methods.get(declaration.constructorName);
    if (constructor) return constructor.overloads;
  }
  return [];
}
