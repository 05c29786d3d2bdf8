import { lastName } from '../program/calledName';
import type { Expression, NameExpression } from '../program/expression';
import {
  encloses,
  type Block,
  type Definition,
  type DefinitionSource,
  type FunctionInfo,
  type Scope,
} from '../program/program';
import { withAdditions } from './additions';
import { outsideLoops, type Frame } from './frame';
import { declaredObject } from './declaredObject';
import { anyInstance } from './instances';
import type { UsePlace } from './fields';
import type { Resolver } from './resolver';
import { selectDefinitions } from './selectDefinitions';
import { choiceOf, isHole, unknown, type Value } from './value';

/** Finds what names hold. */
export class Names {
  private readonly outer = new Map<string, Value>();

  constructor(private readonly resolver: Resolver) {}

  evaluate(name: NameExpression, frame: Frame): Value {
    const block = this.resolver.program.places.get(name);
    // a name that a language's reader made up for a function of its own
    if (!block) return name.name.startsWith('@') ? { kind: 'symbol', path: name.name } : unknown(name.name);
    const value = this.lookUp(name, block, frame) ?? this.outside(name.name);
    return value.kind === 'unknown' && value.name !== name.name ? { ...value, name: name.name } : value;
  }

  private lookUp({ name, start, isMethod }: NameExpression, block: Block, frame: Frame): Value | undefined {
    const { implicitThis } = this.resolver.language.names;
    for (let scope: Scope | undefined = block.scope; scope; scope = scope.parent) {
      const isOwn = scope === block.scope;
      const running = frameOf(frame, scope.fn) ?? this.resolver.frames.main;
      if (scope.kind === 'class' && !isOwn) {
        const isKnown = implicitThis || scope.cls?.declaration.isNamespace;
        const value = isKnown ? this.member(scope, name, isMethod, running, undefined) : undefined;
        if (value) return value;
        continue;
      }
      if (isSelf(scope, name)) return this.self(scope, running);
      const definitions = scope.definitions
        .get(name)
        ?.filter(({ source }) => !isMethod || isCallable(source));
      if (definitions && definitions.length > 0) {
        const selected = isOwn
          ? selectDefinitions(definitions, block, start, this.resolver.blockTests(running))
          : this.justAssigned(definitions, block, start, frame);
        if (selected.length > 1 && selected.some((definition) => isCount(definition, name)))
          return unknown(name);
        const type = definitions.map(({ source }) => typeOf(source)).find(Boolean);
        const value = choiceOf(
          selected.flatMap((definition) =>
            this.assignedIn(definition, frame, running).map((at) => this.define(definition, at, name, type)),
          ),
        );
        return withAdditions(value, scope.additions.get(name) ?? [], this.resolver, (at) =>
          at.scope.fn === running.fn ? [running] : this.resolver.frames.framesOf(at.scope.fn),
        );
      }
      if (implicitThis || (scope.kind === 'class' && scope.cls?.declaration.isNamespace)) {
        const place = { block, offset: start, frame: running };
        const value = this.member(scope, name, isMethod, running, isOwn ? place : undefined);
        if (value) return value;
      }
    }
    return undefined;
  }

  /** Of an outer name what the function itself has certainly assigned; without that all that anybody assigns. */
  private justAssigned(
    definitions: readonly Definition[],
    block: Block,
    offset: number,
    frame: Frame,
  ): readonly Definition[] {
    const own = definitions.filter(({ block: at, at: end }) => at.scope === block.scope && end <= offset);
    if (own.length === 0) return definitions;
    const tests = this.resolver.blockTests(frame);
    const reaching = selectDefinitions(own, block, offset, tests);
    const isCertain = reaching.some(({ block: at }) => encloses(at, block) || tests.isSure(at));
    return isCertain ? reaching : definitions;
  }

  /** In which ways the code that assigns a name runs: other functions assign to outer names. */
  private assignedIn({ block }: Definition, frame: Frame, running: Frame): readonly Frame[] {
    const { fn } = block.scope;
    if (fn === running.fn) return [running];
    const own = frameOf(frame, fn);
    if (own) return [own];
    const frames = this.resolver.frames.framesOf(fn).filter((at) => !this.resolver.isDead(block, at));
    return frames.length > 0 ? frames : [running];
  }

  /** What a bare name stands for in a class: a member of the object that runs, or of any object of a class around. */
  private member(
    { cls, kind, fn }: Scope,
    name: string,
    isMethod: boolean | undefined,
    running: Frame,
    place: UsePlace | undefined,
  ): Value | undefined {
    if (!cls) return undefined;
    const { frames } = this.resolver;
    const own = kind === 'function' && fn.owner === cls ? running.self : undefined;
    const selves = own?.kind === 'instance' ? [own] : frames.instancesOf(cls);
    const values = selves.flatMap((self) => this.resolver.member(self, name, isMethod, place) ?? []);
    return values.length > 0 ? choiceOf(values) : undefined;
  }

  /** @param type that any of the name's definitions declares */
  private define(
    { source, block, at }: Definition,
    running: Frame,
    name: string,
    type: Expression | undefined,
  ): Value {
    const frame = outsideLoops(running, block);
    const { resolver } = this;
    const own = `${at}@${frame.key}`;
    switch (source.kind) {
      case 'value': {
        const value = resolver.evaluate(source.value, frame);
        if (!isHole(value)) return value;
        return declaredObject(type, frame, resolver, makesObject(source.value) ? own : undefined) ?? value;
      }
      case 'declared':
        return declaredObject(source.type, frame, resolver, own) ?? unknown(name);
      case 'parameter': {
        const { parameter } = source;
        const given = frame.args.get(name);
        if (given) return given;
        const outer = frame.outer ?? frame;
        const value = parameter.default && resolver.defaultOf(parameter.default, frame);
        if (value && !isHole(value) && !(value.kind === 'constant' && value.value === null)) return value;
        return declaredObject(parameter.type, outer, resolver) ?? unknown(name);
      }
      case 'function':
        return { kind: 'function', fn: source.fn, outer: frame };
      case 'class':
        return { kind: 'class', cls: source.cls, outer: frame };
      case 'import': {
        const { module, path } = source;
        const full = path === '' ? module : `${module}.${path}`;
        return { kind: 'symbol', path: full, local: name, imported: { modules: [module], name: path } };
      }
    }
  }

  private self(scope: Scope, running: Frame): Value {
    if (running.self?.kind === 'instance' && scope.fn.declaration.takesClass) {
      const { cls, outer } = running.self;
      return { kind: 'class', cls, outer };
    }
    if (running.self) return running.self;
    const [instance] = scope.fn.owner ? this.resolver.frames.instancesOf(scope.fn.owner) : [];
    return instance ?? unknown('self');
  }

  /** A name that the file does not define: built in, or from a module whose names are all imported. */
  private outside(name: string): Value {
    const known = this.outer.get(name) ?? this.fromElsewhere(name);
    this.outer.set(name, known);
    return known;
  }

  /** `using static Plant.Ports`, `import static plant.Ports.*` of a class that this file has. */
  private staticMember(module: string, name: string): Value | undefined {
    const simple = module.slice(module.lastIndexOf('.') + 1);
    const cls = this.resolver.program.classes.find(({ declaration }) => declaration.name === simple);
    if (!cls || cls.declaration.isNamespace) return undefined;
    if (!cls.fields.has(name) && !cls.methods.has(name) && !cls.statics.has(name)) return undefined;
    return this.resolver.member(anyInstance(cls, this.resolver.frames.main), name, false, undefined);
  }

  private fromElsewhere(name: string): Value {
    const { program, libraries } = this.resolver;
    const others: string[] = [];
    for (const module of program.wildcards) {
      const own = this.staticMember(module, name);
      if (own) return own;
      const library = libraries.ofModule(module);
      if (!library) others.push(module);
      const path = `${library?.wildcardPrefix ?? ''}${name}`;
      if (library && libraries.knows(path)) {
        return { kind: 'symbol', path, imported: { modules: [module], name } };
      }
    }
    const owner = libraries.withoutPrefix(name) ?? libraries.ofNamespace(name);
    if (owner) return { kind: 'symbol', path: name, imported: { modules: owner.modules, name } };
    const { included = /^[A-Z]/ } = this.resolver.language.names;
    if (others.length > 0 && included.test(name)) {
      const isNamespace = name.endsWith('::');
      const path = isNamespace ? name.slice(0, -2) : name;
      return { kind: 'symbol', path, imported: { modules: others, name: isNamespace ? '' : name } };
    }
    return { kind: 'symbol', path: name };
  }
}

function typeOf(source: DefinitionSource): Expression | undefined {
  return source.kind === 'value' || source.kind === 'declared' ? source.type : undefined;
}

/** `malloc (…)`, `foo_new (…)` of another file */
function makesObject(value: Expression): boolean {
  return value.kind === 'call' && /alloc|new|create/i.test(lastName(value.callee) ?? '');
}

function isCallable({ kind }: DefinitionSource): boolean {
  return kind === 'function' || kind === 'import' || kind === 'class';
}

/** `port += 1`, `retry++`: which of its values a counter has is not known. */
function isCount({ source }: Definition, name: string): boolean {
  const value = source.kind === 'value' ? source.value : undefined;
  return (
    value?.kind === 'binary' &&
    value.left.kind === 'name' &&
    value.left.name === name &&
    value.right.kind === 'constant'
  );
}

function isSelf(scope: Scope, name: string): boolean {
  return scope.kind === 'function' && scope.fn.owner !== undefined && scope.fn.declaration.self === name;
}

/** The frame of a function that is, or is around, the one that runs. */
function frameOf(frame: Frame, fn: FunctionInfo): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = at.outer) if (at.fn === fn) return at;
  return undefined;
}
