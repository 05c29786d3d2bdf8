import type { MemberExpression } from '../program/expression';
import type { FunctionInfo } from '../program/program';
import { declaredObject } from './declaredObject';
import type { Frame } from './frame';
import { Fields, type UsePlace } from './fields';
import { anyInstance } from './instances';
import type { Resolver } from './resolver';
import {
  alternativesOf,
  choiceOf,
  isHole,
  unknown,
  type ClassValue,
  type ConstantValue,
  type InstanceValue,
  type LibraryObject,
  type SocketValue,
  type SymbolValue,
  type TextValue,
  type Value,
} from './value';

/** Finds what members hold: of modules, objects, classes. */
export class Members {
  private readonly fields: Fields;

  constructor(private readonly resolver: Resolver) {
    this.fields = new Fields(resolver);
  }

  evaluate({ object, name, start, isMethod }: MemberExpression, frame: Frame): Value {
    const block = object.kind === 'name' ? this.resolver.program.places.get(object) : undefined;
    const place =
      block && object.kind === 'name' ? { block, offset: start, frame, holder: object.name } : undefined;
    const { names, methods, transparent } = this.resolver.language;
    const isField =
      names.fieldsByName && !/^\d+$/.test(name) && !Object.hasOwn(methods, name) && !transparent.has(name);
    const held = alternativesOf(this.resolver.evaluate(object, frame));
    // a pointer to an array's first item
    const objects = isField ? held.flatMap((one) => (one.kind === 'list' ? one.items : [one])) : held;
    const value = choiceOf(objects.map((one) => this.anyMember(one, name, place, isMethod)));
    return value.kind === 'unknown' && value.name !== name ? { ...value, name } : value;
  }

  /** Where fields are found by their names, what any function assigns counts as well. */
  private anyMember(object: Value, name: string, place: UsePlace | undefined, isMethod?: boolean): Value {
    const instance = object.kind === 'instance' ? object : undefined;
    const loose = instance || isHole(object) ? this.fields.loose(name, instance, place) : undefined;
    const own = isHole(object) && loose ? undefined : this.memberOf(object, name, place, isMethod);
    if (!loose || !own) return loose ?? own ?? unknown(name);
    // a declared type tells less than an assignment
    return isHole(own) || (own.kind === 'object' && !isHole(loose)) ? loose : choiceOf([own, loose]);
  }

  memberOf(object: Value, name: string, place: UsePlace | undefined, isMethod = false): Value {
    const isMaker = name === this.resolver.language.names.makerName;
    if (isMaker && (object.kind === 'class' || (object.kind === 'symbol' && object.path.includes('.'))))
      return object;
    switch (object.kind) {
      case 'symbol':
        return this.setting(object.path, name) ?? symbolMember(object, name);
      case 'socket':
      case 'object': {
        const type = object.kind === 'socket' ? 'socket' : object.type;
        const itself = this.resolver.libraries.named(object.library)?.itself?.[type];
        if (itself?.includes(name)) return object;
        return this.extension(object, type, name) ?? { kind: 'method', receiver: object, name };
      }
      case 'instance':
        return (
          this.member(object, name, isMethod, place) ??
          this.embedded(object, name) ??
          (!isMethod && this.resolver.language.transparent.has(name) ? object : undefined) ??
          this.inherited(object, name)
        );
      case 'super':
        return (
          this.method(object.instance, name, this.resolver.withBases(object.cls).slice(1)) ?? unknown(name)
        );
      case 'class':
        return this.classMember(object, name, isMethod) ?? { kind: 'method', receiver: object, name };
      case 'map':
        return object.entries.get(name) ?? this.property(object, name);
      // an enumeration's member and its value
      case 'constant':
      case 'text':
        return (
          this.enumerated(object, name) ??
          (name === 'value' ? object : { kind: 'method', receiver: object, name })
        );
      case 'function': {
        const { invokers } = this.resolver.language.names;
        return invokers === 'all' || invokers?.has(name)
          ? object
          : { kind: 'method', receiver: object, name };
      }
      // a tuple's
      case 'list':
        return (/^\d+$/.test(name) ? object.items[Number(name)] : undefined) ?? this.property(object, name);
      default:
        return { kind: 'method', receiver: object, name };
    }
  }

  /** A method that the file adds to a library's type. */
  private extension(object: SocketValue | LibraryObject, type: string, name: string): Value | undefined {
    const { program, libraries, frames } = this.resolver;
    for (const { isExtension, declaration, methods } of program.classes) {
      const fn = isExtension ? methods.get(name) : undefined;
      if (!fn || libraries.meaningsOfMethod(object.library, type, name).length > 0) continue;
      const sources = program.main.scope.definitions.get(declaration.name) ?? [];
      const isOf = sources.some(({ source }) => {
        if (source.kind !== 'import') return false;
        const path = source.path === '' ? source.module : `${source.module}.${source.path}`;
        return libraries.declaredType(path)?.type === type;
      });
      if (isOf) return { kind: 'function', fn, outer: frames.main, self: object };
    }
    return undefined;
  }

  /** A member of an object of another package that has what calls of the file define. */
  setting(path: string, name: string): Value | undefined {
    const { settings } = this.resolver.language;
    const of = settings && Object.hasOwn(settings, path) ? settings[path] : undefined;
    return of?.(name, (called) => this.resolver.callsNamed(called));
  }

  private property(object: Value, name: string): Value {
    const { properties = {} } = this.resolver.language;
    const value = Object.hasOwn(properties, name) ? properties[name]?.(object) : undefined;
    return value ?? { kind: 'method', receiver: object, name };
  }

  /** What the classes of the file say that an object has under the name. */
  member(
    instance: InstanceValue,
    name: string,
    isMethod: boolean | undefined,
    place: UsePlace | undefined,
  ): Value | undefined {
    return isMethod
      ? (this.method(instance, name) ?? this.fields.field(instance, name, place))
      : (this.fields.field(instance, name, place) ?? this.method(instance, name));
  }

  private method(
    instance: InstanceValue,
    name: string,
    classes = this.resolver.withBases(instance.cls),
  ): Value | undefined {
    for (const cls of classes) {
      const fn = cls.methods.get(name);
      if (fn) return this.methodValue(fn, instance);
    }
    return undefined;
  }

  private methodValue(fn: FunctionInfo, instance: InstanceValue): Value {
    const value = { kind: 'function', fn, outer: instance.outer, self: instance } as const;
    // what a property gives is read like a field
    if (!isProperty(fn)) return value;
    const frame = this.resolver.frames.frameFor(fn, undefined, instance, instance.outer);
    return this.resolver.resultOf(fn, frame);
  }

  /** A method that an enumeration gives its members, or another of them. */
  private enumerated(member: TextValue | ConstantValue, name: string): Value | undefined {
    if (!member.memberOf) return undefined;
    const { cls, outer } = member.memberOf;
    if (cls.fields.has(name)) return this.classMember(member.memberOf, name, false);
    const fn = cls.methods.get(name);
    if (!fn) return undefined;
    if (!isProperty(fn)) return { kind: 'function', fn, outer, self: member };
    return this.resolver.resultOf(fn, this.resolver.frames.frameFor(fn, undefined, member, outer));
  }

  private classMember({ cls, outer }: ClassValue, name: string, isMethod: boolean): Value | undefined {
    const standIn = anyInstance(cls, outer);
    const found = this.static(standIn, name) ?? this.member(standIn, name, isMethod, undefined);
    const isMember = cls.declaration.isEnumeration && cls.fields.has(name);
    const method =
      isMember && (found?.kind === 'text' || found?.kind === 'constant')
        ? { ...found, memberOf: { kind: 'class', cls, outer } as const }
        : found;
    return method?.kind === 'function' &&
      method.fn.declaration.self !== undefined &&
      !method.fn.declaration.isStatic
      ? { ...method, isUnbound: true }
      : method;
  }

  /** A method of the class that hides one of its objects. */
  private static(standIn: InstanceValue, name: string): Value | undefined {
    for (const cls of this.resolver.withBases(standIn.cls)) {
      const fn = cls.statics.get(name);
      if (fn && fn !== cls.methods.get(name)) return this.methodValue(fn, standIn);
    }
    return undefined;
  }

  /** A member of what a field holds, where the class embeds it. */
  private embedded(instance: InstanceValue, name: string): Value | undefined {
    for (const field of instance.cls.declaration.embeds ?? []) {
      const held = this.fields.field(instance, field, undefined);
      const members = (held ? alternativesOf(held) : []).map((one) => this.memberOf(one, name, undefined));
      const known = members.filter((member) => !isHole(member));
      if (known.length > 0) return choiceOf(known);
    }
    return undefined;
  }

  /** A member that a base class of a library may have. */
  private inherited(instance: InstanceValue, name: string): Value {
    for (const cls of this.resolver.withBases(instance.cls)) {
      for (const base of cls.declaration.bases) {
        const object = declaredObject(base, instance.outer, this.resolver);
        if (object?.kind === 'object') return { kind: 'method', receiver: object, name };
      }
    }
    return { kind: 'method', receiver: unknown(name), name };
  }
}

export function symbolMember({ path: object, imported }: SymbolValue, name: string): SymbolValue {
  const path = `${object}.${name}`;
  if (!imported) return { kind: 'symbol', path };
  const inner = imported.name === '' ? name : `${imported.name}.${name}`;
  return { kind: 'symbol', path, imported: { ...imported, name: inner } };
}

/** `@property`, `@cached_property`, `get x()`. */
function isProperty({ declaration }: FunctionInfo): boolean {
  return (declaration.decorators ?? []).some(
    (decorator) =>
      (decorator.kind === 'name' || decorator.kind === 'member') && /property$/.test(decorator.name),
  );
}
