import type { Expression, MemberExpression, NameExpression } from '../program/expression';
import type { Definition, FunctionInfo } from '../program/program';
import type { Frame } from './frame';
import { constructorsOf } from './instances';
import type { Resolver } from './resolver';
import { isHole, type InstanceValue, type Value } from './value';

/**
 * Fields that only the construction of an object sets, to what it is given: `isServer` in
 * `constructor(isServer) { this.isServer = isServer }` and in `Options { isServer: true }`.
 */
export class SettledFields {
  private readonly known = new Map<string, Value | undefined>();

  constructor(private readonly resolver: Resolver) {}

  /** What the object that a function runs on was given for its field; undefined where that is not certain. */
  valueOf(expression: NameExpression | MemberExpression, frame: Frame): Value | undefined {
    const { program, language } = this.resolver;
    const own = expression.kind === 'member' ? expression.object : expression;
    const scope = own.kind === 'name' ? program.places.get(own)?.scope : undefined;
    const { self, fn } = frame;
    if (!scope?.fn.owner || scope.fn !== fn || self?.kind !== 'instance' || !self.made) return undefined;
    if (language.names.fieldsByName) return undefined;
    const isField =
      expression.kind === 'member'
        ? own.kind === 'name' && own.name === fn.declaration.self
        : language.names.implicitThis && !scope.definitions.has(expression.name);
    return isField ? this.field(self, expression.name) : undefined;
  }

  /** What an object was given for its field; undefined where that is not certain. */
  ofObject(object: InstanceValue, name: string): Value | undefined {
    return object.made && !this.resolver.language.names.fieldsByName ? this.field(object, name) : undefined;
  }

  private field(object: InstanceValue, name: string): Value | undefined {
    const key = `${object.key}.${name}`;
    if (this.known.has(key)) return this.known.get(key);
    const { cutsSoFar } = this.resolver;
    const value = this.find(object, name);
    if (this.resolver.cutsSoFar === cutsSoFar) this.known.set(key, value);
    return value;
  }

  private find(object: InstanceValue, name: string): Value | undefined {
    const { program } = this.resolver;
    const classes = this.resolver.withBases(object.cls);
    const cls = classes.find(({ fields }) => fields.has(name));
    if (!cls || program.looseFields.has(name) || program.looseAdditions.has(name)) return undefined;
    const definitions = cls.fields.get(name) ?? [];
    const assigned = definitions.filter(({ block: { scope } }) => scope.kind !== 'class');
    if (constructorsOf(object.cls, this.resolver).length === 0) {
      const given = assigned.length === 0 && isGivenAnything(object);
      return given ? certain(this.resolver.member(object, name, false, undefined)) : undefined;
    }
    const [only, ...more] = assigned;
    if (!only || more.length > 0) return undefined;
    const parameter = givenName(only);
    const { fn } = only.block.scope;
    if (
      parameter === undefined ||
      fn.owner !== cls ||
      fn.declaration.name !== cls.declaration.constructorName
    )
      return undefined;
    return this.argument(fn, parameter, object);
  }

  private argument(fn: FunctionInfo, name: string, object: InstanceValue): Value | undefined {
    const { frames } = this.resolver;
    const [running, ...others] = frames.constructorFrames(fn, object);
    const parameter = fn.declaration.parameters.find((one) => one.name === name);
    if (!running?.isCalled || others.length > 0 || !parameter || running.unknownArgs?.has(name))
      return undefined;
    const given = running.args.get(name);
    if (given) return certain(given);
    return parameter.default && certain(this.resolver.defaultOf(parameter.default, running));
  }
}

/** The parameter that an assignment to a field passes on. */
function givenName({ source }: Definition): string | undefined {
  const value: Expression | undefined = source.kind === 'value' ? source.value : undefined;
  if (value?.kind === 'name') return value.name;
  // a member initializer: `role_(role)` or `role_{role}`
  const [only, ...more] = value?.kind === 'call' ? value.args : [];
  return only?.value.kind === 'name' && more.length === 0 ? only.value.name : undefined;
}

function isGivenAnything({ made }: InstanceValue): boolean {
  return (made?.call.args.length ?? 0) + (made?.call.fields?.length ?? 0) > 0;
}

function certain(value: Value | undefined): Value | undefined {
  return value && !isHole(value) && value.kind !== 'choice' ? value : undefined;
}
