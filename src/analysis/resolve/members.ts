import { type MemberExpression } from '../program/expression';
import { encloses, type Block, type ClassInfo, type Definition, type FunctionInfo } from '../program/program';
import { withAdditions } from './additions';
import { declaredObject } from './declaredObject';
import { outsideLoops, type Frame } from './frame';
import { constructorOf } from './frames';
import { type Resolver } from './resolver';
import { selectDefinitions } from './selectDefinitions';
import {
  alternativesOf,
  choiceOf,
  isHole,
  unknown,
  type ClassValue,
  type InstanceValue,
  type Value,
} from './value';

interface UsePlace {
  readonly block: Block;
  readonly offset: number;
  readonly frame: Frame;
}

/** Finds what members hold: of modules, objects, classes. */
export class Members {
  constructor(private readonly resolver: Resolver) {}

  evaluate({ object, name, start }: MemberExpression, frame: Frame): Value {
    const block = object.kind === 'name' ? this.resolver.program.places.get(object) : undefined;
    const place = block && { block, offset: start, frame };
    const objects = alternativesOf(this.resolver.evaluate(object, frame));
    const value = choiceOf(
      objects.map(
        (one) => (isHole(one) ? this.looseField(name) : undefined) ?? this.memberOf(one, name, place),
      ),
    );
    return value.kind === 'unknown' ? unknown(name, value.imported) : value;
  }

  memberOf(object: Value, name: string, place: UsePlace | undefined): Value {
    switch (object.kind) {
      case 'symbol': {
        const { imported } = object;
        const path = `${object.path}.${name}`;
        if (!imported) return { kind: 'symbol', path };
        const inner = imported.name === '' ? name : `${imported.name}.${name}`;
        return { kind: 'symbol', path, imported: { ...imported, name: inner } };
      }
      case 'socket':
      case 'object': {
        const type = object.kind === 'socket' ? 'socket' : object.type;
        const itself = this.resolver.libraries.named(object.library)?.itself?.[type];
        return itself?.includes(name) ? object : { kind: 'method', receiver: object, name };
      }
      case 'instance':
        return this.field(object, name, place) ?? this.method(object, name) ?? this.inherited(object, name);
      case 'super':
        return this.method(object.instance, name, this.withBases(object.cls).slice(1)) ?? unknown(name);
      case 'class':
        return this.classMember(object, name) ?? { kind: 'method', receiver: object, name };
      case 'map':
        return object.entries.get(name) ?? { kind: 'method', receiver: object, name };
      case 'constant':
        // an enumeration's member and its value
        return name === 'value' ? object : { kind: 'method', receiver: object, name };
      case 'text':
        return name === 'value' ? object : { kind: 'method', receiver: object, name };
      default:
        return { kind: 'method', receiver: object, name };
    }
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
    if (!made || constructorOf(cls, this.resolver)) return undefined;
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
      const value = choiceOf(
        this.reaching(definitions, place).flatMap((definition) => this.define(definition, instance, place)),
      );
      return withAdditions(value, cls.additions.get(name) ?? [], this.resolver, (block) =>
        this.framesAt(block, instance, undefined),
      );
    }
    return undefined;
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
    return choiceOf(fn.returns.map((expression) => this.resolver.evaluate(expression, frame)));
  }

  private classMember({ cls, outer }: ClassValue, name: string): Value | undefined {
    const standIn: InstanceValue = { kind: 'instance', cls, outer, key: String(cls.declaration.start) };
    const field = this.field(standIn, name, undefined);
    if (field) return field;
    const method = this.method(standIn, name);
    return method?.kind === 'function' &&
      method.fn.declaration.self !== undefined &&
      !method.fn.declaration.isStatic
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

/** `@property`, `@cached_property`, `get x()`. */
function isProperty({ declaration }: FunctionInfo): boolean {
  return (declaration.decorators ?? []).some(
    (decorator) =>
      (decorator.kind === 'name' || decorator.kind === 'member') && /property$/.test(decorator.name),
  );
}
