import {
  encloses,
  type Block,
  type ClassInfo,
  type Definition,
  type FieldAddition,
  type FieldDefinition,
} from '../program/program';
import { withAdditions } from './additions';
import { declaredObject } from './declaredObject';
import { outsideLoops, type Frame } from './frame';
import { constructorsOf } from './instances';
import type { Resolver } from './resolver';
import { selectDefinitions } from './selectDefinitions';
import {
  alternativesOf,
  choiceOf,
  isHole,
  mayBeSame,
  unknown,
  type InstanceValue,
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

/** Finds what the fields of objects hold, by what the file assigns to them. */
export class Fields {
  constructor(private readonly resolver: Resolver) {}

  /** Undefined where no class of the file says that there is such a field. */
  field(instance: InstanceValue, name: string, place: UsePlace | undefined): Value | undefined {
    const constructed = this.constructed(instance, name);
    const cls = this.resolver.withBases(instance.cls).find(({ fields }) => fields.has(name));
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

  /** For languages whose objects have no classes, or none that assign their fields. */
  loose(name: string, object: InstanceValue | undefined, place: UsePlace | undefined): Value | undefined {
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

  /** Those of the nearest class that has the field; of its bases too where it only changes it later on (`x = null`). */
  private definitions(cls: ClassInfo, name: string): readonly Definition[] {
    const found: Definition[] = [];
    for (const { fields, declaration } of this.resolver.withBases(cls)) {
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
