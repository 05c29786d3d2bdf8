import type { MemberExpression } from '../program/expression';
import {
  encloses,
  type Block,
  type ClassInfo,
  type Definition,
  type FieldAddition,
  type FieldDefinition,
  type FunctionInfo,
} from '../program/program';
import { withAdditions } from './additions';
import { declaredObject } from './declaredObject';
import { outsideLoops, type Frame } from './frame';
import { anyInstance, constructorsOf } from './frames';
import type { Resolver } from './resolver';
import { selectDefinitions } from './selectDefinitions';
import {
  alternativesOf,
  choiceOf,
  isHole,
  mayBeSame,
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

/** Where a field is used. */
export interface UsePlace {
  readonly block: Block;
  readonly offset: number;
  readonly frame: Frame;
  /** The variable whose member it is, for a member of a variable. */
  readonly holder?: string;
}

/** Finds what members hold: of modules, objects, classes. */
export class Members {
  private readonly bases = new Map<ClassInfo, readonly ClassInfo[]>();

  constructor(private readonly resolver: Resolver) {}

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
    const loose = instance || isHole(object) ? this.looseField(name, instance, place) : undefined;
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
        return this.method(object.instance, name, this.withBases(object.cls).slice(1)) ?? unknown(name);
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
      ? (this.method(instance, name) ?? this.field(instance, name, place))
      : (this.field(instance, name, place) ?? this.method(instance, name));
  }

  /** For languages whose objects have no classes, or none that assign their fields. */
  private looseField(
    name: string,
    object: InstanceValue | undefined,
    place: UsePlace | undefined,
  ): Value | undefined {
    const { program, language } = this.resolver;
    const definitions = language.names.fieldsByName ? program.looseFields.get(name) : undefined;
    if (!definitions) return undefined;
    const possible = place ? definitions.filter((definition) => !isOthers(definition, place)) : definitions;
    const values = this.reaching(possible, place).flatMap(({ source, block, holder }) =>
      source.kind !== 'value'
        ? []
        : this.runningAt(block, place)
            .filter((frame) => !this.resolver.isDead(block, frame))
            .map((frame) => outsideLoops(frame, block))
            .filter((frame) => !object || mayHold(this.resolver.evaluate(holder, frame), object))
            .map((frame) => this.resolver.evaluate(source.value, frame)),
    );
    return values.length > 0 ? choiceOf(values) : undefined;
  }

  /** In which ways the code at a block runs; where it is the function that asks, in this one. */
  private runningAt({ scope: { fn } }: Block, place: UsePlace | undefined): readonly Frame[] {
    for (let at = place?.frame; at; at = at.outer) if (at.fn === fn) return [at];
    return this.resolver.frames.framesOf(fn);
  }

  /** What the construction says, for classes without a constructor of their own: data classes, structs. */
  private constructed({ cls, made }: InstanceValue, name: string): Value | undefined {
    const given = made?.call.fields?.find((field) => field.name === name);
    if (made && given) return this.resolver.evaluate(given.value, made.frame);
    if (!made || this.resolver.language.names.fieldsAreNoArguments) return undefined;
    if (constructorsOf(cls, this.resolver).length > 0) return undefined;
    const { positional, named } = this.resolver.argumentsOf(made.call, made.frame);
    const value = named.get(name) ?? positional[[...cls.fields.keys()].indexOf(name)];
    return value && !isHole(value) ? value : undefined;
  }

  /** Undefined where no class of the file says that there is such a field. */
  field(instance: InstanceValue, name: string, place: UsePlace | undefined): Value | undefined {
    const constructed = this.constructed(instance, name);
    const cls = this.withBases(instance.cls).find(({ fields }) => fields.has(name));
    if (!constructed && !cls) return undefined;
    const all = this.definitions(instance.cls, name);
    const definitions = constructed ? all : this.reaching(all, place);
    const built = definitions === all ? this.built(definitions, instance) : [];
    const reaching = built.length > 0 ? built : this.withoutReplaced(definitions, instance);
    const value =
      constructed && built.length === 0
        ? constructed
        : choiceOf(reaching.flatMap((definition) => this.define(name, definition, instance, place)));
    const additions = [...(cls?.additions.get(name) ?? []), ...this.looseAdditions(instance, name)];
    return withAdditions(value, additions, this.resolver, (block) =>
      this.framesAt(block, instance, undefined),
    );
  }

  /** Those of the nearest class that has the field; of its bases too where it only changes it later on (`x = null`). */
  private definitions(cls: ClassInfo, name: string): readonly Definition[] {
    const found: Definition[] = [];
    for (const { fields, declaration } of this.withBases(cls)) {
      const own = fields.get(name) ?? [];
      found.push(...own);
      const begins = ({ block: { scope } }: Definition) =>
        scope.kind === 'class' || scope.fn.declaration.name === declaration.constructorName;
      if (own.some(begins)) break;
    }
    return found;
  }

  /** What code outside of the class puts into a list or map of this object. */
  private looseAdditions(instance: InstanceValue, name: string): FieldAddition[] {
    const additions = this.resolver.program.looseAdditions.get(name) ?? [];
    return additions.filter(({ holder, block }) =>
      this.framesAt(block, instance, undefined).some((running) =>
        alternativesOf(this.resolver.evaluate(holder, outsideLoops(running, block))).some(
          (one) => one.kind === 'instance' && one.key === instance.key,
        ),
      ),
    );
  }

  /** What a builder's methods assign, where they are called: it counts in place of what the construction gives. */
  private built(definitions: readonly Definition[], instance: InstanceValue): readonly Definition[] {
    if (definitions.length < 2) return [];
    return definitions.filter(({ block }) => {
      const { fn } = block.scope;
      const { self, name } = fn.declaration;
      const isBuilder =
        fn.owner !== undefined &&
        name !== fn.owner.declaration.constructorName &&
        fn.returns.length > 0 &&
        fn.returns.every(({ value }) => value.kind === 'name' && value.name === self);
      if (!isBuilder) return false;
      return this.resolver.frames
        .framesOf(fn)
        .some(
          ({ self: object, isCalled }) =>
            isCalled && object?.kind === 'instance' && object.key === instance.key,
        );
    });
  }

  /** In the method itself what it has just assigned counts, elsewhere all that any method assigns. */
  private reaching<T extends Definition>(
    definitions: readonly T[],
    place: UsePlace | undefined,
  ): readonly T[] {
    if (!place) return definitions;
    const { block, offset } = place;
    const own = definitions.filter(({ block: at, at: end }) => at.scope === block.scope && end <= offset);
    if (own.length === 0) return definitions;
    const reaching = selectDefinitions(own, block, offset, this.resolver.blockTests(place.frame));
    const isCertain = reaching.some((definition) => encloses(definition.block, block));
    return isCertain ? reaching : definitions;
  }

  /** What a setter that is called on this very object puts in stands instead of what the field begins with. */
  private withoutReplaced(
    definitions: readonly Definition[],
    instance: InstanceValue,
  ): readonly Definition[] {
    if (!instance.made || definitions.length === 1) return definitions;
    const { frames } = this.resolver;
    const isReplaced = definitions.some(({ source, block: { scope } }) => {
      const { parameters, name } = scope.fn.declaration;
      if (source.kind !== 'value' || source.value.kind !== 'name' || scope.kind === 'class') return false;
      const given = source.value.name;
      if (name === instance.cls.declaration.constructorName) return false;
      if (!parameters.some((parameter) => parameter.name === given)) return false;
      return frames
        .framesOf(scope.fn)
        .some(({ self, args }) => self?.kind === 'instance' && self.key === instance.key && args.has(given));
    });
    return isReplaced ? definitions.filter(({ block }) => block.scope.kind !== 'class') : definitions;
  }

  private define(
    name: string,
    { source, block }: Definition,
    instance: InstanceValue,
    place: UsePlace | undefined,
  ): Value[] {
    const { resolver } = this;
    const typed = (frame: Frame) =>
      source.kind === 'value' || source.kind === 'declared'
        ? declaredObject(source.type, frame, resolver, { object: instance, field: name })
        : undefined;
    const live = this.framesAt(block, instance, place).filter((frame) => !resolver.isDead(block, frame));
    return live.map((running) => {
      const frame = outsideLoops(running, block);
      switch (source.kind) {
        case 'value': {
          const value = resolver.evaluate(source.value, frame);
          return isHole(value) ? (typed(frame) ?? value) : value;
        }
        case 'declared':
          return typed(frame) ?? unknown('value');
        case 'class':
          return { kind: 'class', cls: source.cls, outer: frame };
        case 'function':
          return { kind: 'function', fn: source.fn, outer: frame, self: instance };
        case 'parameter':
        case 'import':
          return unknown('value');
      }
    });
  }

  /** In which ways the code at a place runs for this object. */
  private framesAt(block: Block, instance: InstanceValue, place: UsePlace | undefined): readonly Frame[] {
    const { frames } = this.resolver;
    if (block.scope.kind === 'class') return [instance.outer];
    const { fn } = block.scope;
    for (let at = place?.frame; at; at = at.outer) if (at.fn === fn) return [at];
    const { owner } = fn;
    if (owner && fn.declaration.name === owner.declaration.constructorName) {
      return frames.constructorFrames(fn, instance);
    }
    const all = frames.framesOf(fn);
    const own = all.filter(({ self }) => self?.kind === 'instance' && self.key === instance.key);
    if (own.length > 0) return own;
    const isStatic = fn.declaration.self === undefined;
    return owner && !isStatic ? [frames.frameFor(fn, undefined, instance, instance.outer)] : all;
  }

  private method(
    instance: InstanceValue,
    name: string,
    classes = this.withBases(instance.cls),
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
    for (const cls of this.withBases(standIn.cls)) {
      const fn = cls.statics.get(name);
      if (fn && fn !== cls.methods.get(name)) return this.methodValue(fn, standIn);
    }
    return undefined;
  }

  /** A member of what a field holds, where the class embeds it. */
  private embedded(instance: InstanceValue, name: string): Value | undefined {
    for (const field of instance.cls.declaration.embeds ?? []) {
      const held = this.field(instance, field, undefined);
      const members = (held ? alternativesOf(held) : []).map((one) => this.memberOf(one, name, undefined));
      const known = members.filter((member) => !isHole(member));
      if (known.length > 0) return choiceOf(known);
    }
    return undefined;
  }

  /** A member that a base class of a library may have. */
  private inherited(instance: InstanceValue, name: string): Value {
    for (const cls of this.withBases(instance.cls)) {
      for (const base of cls.declaration.bases) {
        const object = declaredObject(base, instance.outer, this.resolver);
        if (object?.kind === 'object') return { kind: 'method', receiver: object, name };
      }
    }
    return { kind: 'method', receiver: unknown(name), name };
  }

  /** The class and those of the file that it extends, nearest first. */
  withBases(cls: ClassInfo): readonly ClassInfo[] {
    const known = this.bases.get(cls);
    if (known) return known;
    const { cutsSoFar } = this.resolver;
    const found = cls.declaration.bases.length > 0 ? this.findBases(cls, new Set()) : [cls];
    if (this.resolver.cutsSoFar === cutsSoFar) this.bases.set(cls, found);
    return found;
  }

  private findBases(cls: ClassInfo, seen: Set<ClassInfo>): readonly ClassInfo[] {
    if (seen.has(cls)) return [];
    seen.add(cls);
    const bases = cls.declaration.bases.flatMap((base) =>
      alternativesOf(this.resolver.evaluate(base, this.resolver.frames.main)).flatMap((value) =>
        value.kind === 'class' ? this.findBases(value.cls, seen) : [],
      ),
    );
    return [cls, ...bases];
  }
}

function mayHold(holder: Value, object: InstanceValue): boolean {
  return alternativesOf(holder).some((one) => one.kind !== 'instance' || mayBeSame(one, object));
}

/** The function assigns it to the field of another variable. */
function isOthers({ holder, block }: FieldDefinition, place: UsePlace): boolean {
  return (
    holder.kind === 'name' &&
    place.holder !== undefined &&
    holder.name !== place.holder &&
    block.scope === place.block.scope
  );
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
