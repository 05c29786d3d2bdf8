import { type MemberExpression } from '../program/expression';
import { encloses, type Block, type ClassInfo, type Definition, type FunctionInfo } from '../program/program';
import { withAdditions } from './additions';
import { declaredObject } from './declaredObject';
import { outsideLoops, type Frame } from './frame';
import { constructorsOf } from './frames';
import { type Resolver } from './resolver';
import { selectDefinitions } from './selectDefinitions';
import {
  alternativesOf,
  choiceOf,
  isHole,
  unknown,
  type ClassValue,
  type InstanceValue,
  type SymbolValue,
  type Value,
} from './value';

/** Where a field is used. */
export interface UsePlace {
  readonly block: Block;
  readonly offset: number;
  readonly frame: Frame;
}

/** Finds what members hold: of modules, objects, classes. */
export class Members {
  constructor(private readonly resolver: Resolver) {}

  evaluate({ object, name, start, isMethod }: MemberExpression, frame: Frame): Value {
    const block = object.kind === 'name' ? this.resolver.program.places.get(object) : undefined;
    const place = block && { block, offset: start, frame };
    const objects = alternativesOf(this.resolver.evaluate(object, frame));
    const value = choiceOf(
      objects.map(
        (one) =>
          (isHole(one) ? this.looseField(name) : undefined) ?? this.memberOf(one, name, place, isMethod),
      ),
    );
    return value.kind === 'unknown' ? { ...value, name } : value;
  }

  memberOf(object: Value, name: string, place: UsePlace | undefined, isMethod = false): Value {
    switch (object.kind) {
      case 'symbol':
        return symbolMember(object, name);
      case 'socket':
      case 'object': {
        const type = object.kind === 'socket' ? 'socket' : object.type;
        const itself = this.resolver.libraries.named(object.library)?.itself?.[type];
        return itself?.includes(name) ? object : { kind: 'method', receiver: object, name };
      }
      case 'instance':
        return this.member(object, name, isMethod, place) ?? this.inherited(object, name);
      case 'super':
        return this.method(object.instance, name, this.withBases(object.cls).slice(1)) ?? unknown(name);
      case 'class':
        return this.classMember(object, name, isMethod) ?? { kind: 'method', receiver: object, name };
      case 'map':
        return object.entries.get(name) ?? { kind: 'method', receiver: object, name };
      case 'constant':
        // an enumeration's member and its value
        return name === 'value' ? object : { kind: 'method', receiver: object, name };
      case 'text':
        return name === 'value' ? object : { kind: 'method', receiver: object, name };
      case 'function': {
        const calls = this.resolver.language.names.invokers?.has(name);
        return calls ? object : { kind: 'method', receiver: object, name };
      }
      default:
        return { kind: 'method', receiver: object, name };
    }
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

  /** For languages whose objects have no classes. */
  private looseField(name: string): Value | undefined {
    const { program, language, frames } = this.resolver;
    const definitions = language.names.fieldsByName ? program.looseFields.get(name) : undefined;
    if (!definitions) return undefined;
    const values = definitions.flatMap(({ source, block }) =>
      source.kind !== 'value'
        ? []
        : frames
            .framesOf(block.scope.fn)
            .filter((frame) => !this.resolver.isDead(block, frame))
            .map((frame) => this.resolver.evaluate(source.value, outsideLoops(frame, block))),
    );
    return values.length > 0 ? choiceOf(values) : undefined;
  }

  /** What the construction says, for classes without a constructor of their own: data classes, structs. */
  private constructed({ cls, made }: InstanceValue, name: string): Value | undefined {
    if (!made || this.resolver.language.names.fieldsAreNoArguments) return undefined;
    if (constructorsOf(cls, this.resolver).length > 0) return undefined;
    const { positional, named } = this.resolver.argumentsOf(made.call, made.frame);
    const value = named.get(name) ?? positional[[...cls.fields.keys()].indexOf(name)];
    return value && !isHole(value) ? value : undefined;
  }

  /** Undefined where no class of the file says that there is such a field. */
  field(instance: InstanceValue, name: string, place: UsePlace | undefined): Value | undefined {
    const constructed = this.constructed(instance, name);
    if (constructed) return constructed;
    for (const cls of this.withBases(instance.cls)) {
      const definitions = cls.fields.get(name);
      if (!definitions) continue;
      const reaching = this.reaching(definitions, place);
      const built = reaching === definitions ? this.built(definitions, instance) : [];
      const value = choiceOf(
        (built.length > 0 ? built : reaching).flatMap((definition) =>
          this.define(definition, instance, place),
        ),
      );
      return withAdditions(value, cls.additions.get(name) ?? [], this.resolver, (block) =>
        this.framesAt(block, instance, undefined),
      );
    }
    return undefined;
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
  private reaching(definitions: readonly Definition[], place: UsePlace | undefined): readonly Definition[] {
    if (!place) return definitions;
    const { block, offset } = place;
    const own = definitions.filter(({ block: at, at: end }) => at.scope === block.scope && end <= offset);
    if (own.length === 0) return definitions;
    const reaching = selectDefinitions(own, block, offset, (at) => this.resolver.isDead(at, place.frame));
    const isCertain = reaching.some((definition) => encloses(definition.block, block));
    return isCertain ? reaching : definitions;
  }

  private define(
    { source, block }: Definition,
    instance: InstanceValue,
    place: UsePlace | undefined,
  ): Value[] {
    const { resolver } = this;
    const typed = (frame: Frame) =>
      source.kind === 'value' || source.kind === 'declared'
        ? declaredObject(source.type, frame, resolver)
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
    return owner ? [frames.frameFor(fn, undefined, instance, instance.outer)] : all;
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

  private classMember({ cls, outer }: ClassValue, name: string, isMethod: boolean): Value | undefined {
    const standIn: InstanceValue = { kind: 'instance', cls, outer, key: String(cls.declaration.start) };
    const method = this.member(standIn, name, isMethod, undefined);
    return method?.kind === 'function' && method.fn.declaration.self !== undefined
      ? { ...method, isUnbound: true }
      : method;
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
  withBases(cls: ClassInfo, seen = new Set<ClassInfo>()): readonly ClassInfo[] {
    if (seen.has(cls)) return [];
    seen.add(cls);
    const bases = cls.declaration.bases.flatMap((base) =>
      alternativesOf(this.resolver.evaluate(base, this.resolver.frames.main)).flatMap((value) =>
        value.kind === 'class' ? this.withBases(value.cls, seen) : [],
      ),
    );
    return [cls, ...bases];
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
