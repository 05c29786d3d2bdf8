import { type NameExpression } from '../program/expression';
import { type Block, type Definition, type FunctionInfo, type Scope } from '../program/program';
import { withAdditions } from './additions';
import { outsideLoops, type Frame } from './frame';
import { declaredObject } from './declaredObject';
import { type Resolver } from './resolver';
import { selectDefinitions } from './selectDefinitions';
import { choiceOf, isHole, unknown, type Value } from './value';

/** Finds what names hold. */
export class Names {
  constructor(private readonly resolver: Resolver) {}

  evaluate(name: NameExpression, frame: Frame): Value {
    const block = this.resolver.program.places.get(name);
    if (!block) return unknown(name.name);
    const value = this.lookUp(name, block, frame) ?? this.outside(name.name);
    return value.kind === 'unknown' ? unknown(name.name, value.imported) : value;
  }

  private lookUp({ name, start }: NameExpression, block: Block, frame: Frame): Value | undefined {
    for (let scope: Scope | undefined = block.scope; scope; scope = scope.parent) {
      const isOwn = scope === block.scope;
      const running = frameOf(frame, scope.fn) ?? this.resolver.frames.main;
      if (scope.kind === 'class' && !isOwn && !this.resolver.language.names.implicitThis) continue;
      if (isSelf(scope, name)) return this.self(scope, running);
      const definitions = scope.definitions.get(name);
      if (definitions) {
        const isDead = (at: Block) => this.resolver.isDead(at, running);
        const selected = isOwn ? selectDefinitions(definitions, block, start, isDead) : definitions;
        const value = choiceOf(selected.map((definition) => this.define(definition, running, name)));
        return withAdditions(value, scope.additions.get(name) ?? [], this.resolver, (at) =>
          at.scope.fn === running.fn ? [running] : this.resolver.frames.framesOf(at.scope.fn),
        );
      }
      if (this.resolver.language.names.implicitThis && scope.kind === 'function' && scope.cls) {
        const self = this.self(scope, running);
        const value = self.kind === 'instance' ? this.resolver.field(self, name, undefined) : undefined;
        if (value) return value;
      }
    }
    return undefined;
  }

  private define({ source, block }: Definition, running: Frame, name: string): Value {
    const frame = outsideLoops(running, block);
    const { resolver } = this;
    switch (source.kind) {
      case 'value': {
        const value = resolver.evaluate(source.value, frame);
        return isHole(value) ? (declaredObject(source.type, frame, resolver) ?? value) : value;
      }
      case 'declared':
        return declaredObject(source.type, frame, resolver) ?? unknown(name);
      case 'parameter': {
        const { parameter } = source;
        const given = frame.args.get(name);
        if (given) return given;
        const outer = frame.outer ?? frame;
        const value = parameter.default && resolver.evaluate(parameter.default, outer);
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
    if (running.self) return running.self;
    const [instance] = scope.fn.owner ? this.resolver.frames.instancesOf(scope.fn.owner) : [];
    return instance ?? unknown('self');
  }

  /** A name that the file does not define: built in, or from a module whose names are all imported. */
  private outside(name: string): Value {
    const { program, libraries } = this.resolver;
    const others: string[] = [];
    for (const module of program.wildcards) {
      const library = libraries.ofModule(module);
      if (!library) others.push(module);
      const path = `${library?.wildcardPrefix ?? ''}${name}`;
      if (library && libraries.knows(path)) {
        return { kind: 'symbol', path, imported: { modules: [module], name } };
      }
    }
    if (others.length > 0 && /^[A-Z]/.test(name)) {
      return { kind: 'unknown', name, imported: { modules: others, name } };
    }
    return { kind: 'symbol', path: name };
  }
}

function isSelf(scope: Scope, name: string): boolean {
  return scope.kind === 'function' && scope.fn.owner !== undefined && scope.fn.declaration.self === name;
}

/** The frame of a function that is, or is around, the one that runs. */
function frameOf(frame: Frame, fn: FunctionInfo): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = at.outer) if (at.fn === fn) return at;
  return undefined;
}
