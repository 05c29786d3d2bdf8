import { lastName } from '../program/calledName';
import type { CallExpression, Expression, MemberExpression, NameExpression } from '../program/expression';
import { encloses, type Block } from '../program/program';
import type { Frame } from './frame';
import type { Resolver } from './resolver';
import { askText, textTestNamed } from './textTests';
import { SettledFields } from './settledFields';
import { lastSegment } from './combineText';
import { isHole, nothing, valueKey, type SymbolValue, type Value } from './value';

/** `@is(object, class)`: what a pattern asks. Readers make it. */
export const classTest = '@is';

/**
 * Decides conditions on a function's own parameters, as in `if bind: … else: …` of a helper that makes sockets, on
 * fields that hold what their object was made with, and on the items of a loop over a literal list.
 * Conditions on anything else stay open: a constant that switches code off is there to be changed.
 */
export class Conditions {
  private readonly fields: SettledFields;

  constructor(private readonly resolver: Resolver) {
    this.fields = new SettledFields(resolver);
  }

  isDead(block: Block, frame: Frame): boolean {
    for (let at: Block | undefined = block; at; at = at.parent) {
      if (!at.when) continue;
      for (const { condition, is } of at.when) {
        const holds = this.decide(condition, frame);
        if (holds !== undefined && holds !== is) return true;
      }
    }
    return false;
  }

  /** Each time the function runs in this way, so does the block. */
  isSure(block: Block, frame: Frame): boolean {
    for (let at: Block | undefined = block; at; at = at.parent) {
      if (at.kind === 'body') continue;
      if (at.kind === 'loop' || !at.when) return false;
      if (at.when.some(({ condition, is }) => this.decide(condition, frame) !== is)) return false;
    }
    return true;
  }

  /** Whether it holds each time the function runs in this way; undefined where that is not known. */
  decide(condition: Expression, frame: Frame): boolean | undefined {
    switch (condition.kind) {
      case 'name':
      case 'member':
        return truth(this.given(condition, frame));
      case 'not': {
        const holds = this.decide(condition.value, frame);
        return holds === undefined ? undefined : !holds;
      }
      case 'binary': {
        const { operator, left, right } = condition;
        if (operator === '||' || operator === '&&') {
          const sides = [this.decide(left, frame), this.decide(right, frame)];
          const decisive = operator === '||';
          if (sides.includes(decisive)) return decisive;
          return sides.includes(undefined) ? undefined : !decisive;
        }
        const isEqual = operator === '==' || operator === '===';
        const isOrder = Object.hasOwn(orders, operator);
        if (!isEqual && !isOrder && operator !== '!=' && operator !== '!==') return undefined;
        const given = this.given(left, frame);
        if (!given || isOpen(given)) return undefined;
        const other = this.resolver.evaluate(right, frame);
        if (isLabelOf(given, other)) return (valueKey(other) === `s${lastSegment(given.path)}`) === isEqual;
        if (isOpen(other)) return undefined;
        if (isOrder) return isInOrder(operator, given, other);
        return (valueKey(given) === valueKey(other)) === isEqual;
      }
      case 'call':
        return this.decideCall(condition, frame);
      default:
        return undefined;
    }
  }

  /** `address.startsWith("tcp://")`, `strings.HasPrefix(address, "tcp://")`; whether an object is of a class. */
  private decideCall({ callee, args }: CallExpression, frame: Frame): boolean | undefined {
    const [first, second] = args;
    if (!first && callee.kind === 'member') return truth(this.attribute(callee, frame));
    const test = textTestNamed(lastName(callee) ?? '');
    if (!first) return undefined;
    if (lastName(callee) === classTest && second) {
      const [object, cls] = [first, second].map(({ value }) => this.resolver.evaluate(value, frame));
      return object?.kind === 'instance' && object.made && cls?.kind === 'class'
        ? object.cls === cls.cls
        : undefined;
    }
    if (!test) return undefined;
    const isMethod = callee.kind === 'member' && this.given(callee.object, frame) !== undefined;
    const [subject, part] = isMethod ? [callee.object, first.value] : [first.value, second?.value];
    const text = this.given(subject, frame);
    return text && part && askText(test, text, this.resolver.evaluate(part, frame));
  }

  /** What a method of the object gives that only reads a field of it. */
  private attribute({ object, name }: MemberExpression, frame: Frame): Value | undefined {
    const { self, fn } = frame;
    if (self?.kind !== 'instance' || object.kind !== 'name' || object.name !== fn.declaration.self)
      return undefined;
    const method = this.resolver.member(self, name, true, undefined);
    const [only, ...others] = method?.kind === 'function' ? method.fn.returns : [];
    if (method?.kind !== 'function' || only?.value.kind !== 'member' || others.length > 0) return undefined;
    const holder = only.value.object;
    const isOwn = holder.kind === 'name' && holder.name === method.fn.declaration.self;
    return isOwn ? this.fields.ofObject(self, only.value.name) : undefined;
  }

  /** What this call passes: a parameter's value, or a part of it. */
  private given(expression: Expression, frame: Frame): Value | undefined {
    const name = rootOf(expression);
    if (!name) return undefined;
    const field =
      expression.kind === 'name' || expression.kind === 'member'
        ? this.fields.valueOf(expression, frame)
        : undefined;
    if (field) return field;
    const item = this.itemOfRound(name, frame);
    if (item) return expression.kind === 'name' ? item : partOf(this.resolver.evaluate(expression, frame));
    const { self, fn } = frame;
    if (expression.kind === 'name' && name.name === fn.declaration.self && isMember(self)) return self;
    if (!frame.isCalled) return undefined;
    const whole = this.parameter(name, frame) ?? this.takenApart(name, frame);
    if (expression.kind === 'name') return whole;
    return whole && !isHole(whole) ? partOf(this.resolver.evaluate(expression, frame)) : undefined;
  }

  /** What a loop's variable holds in this round of a loop over known items. */
  private itemOfRound(name: NameExpression, frame: Frame): Value | undefined {
    const definitions = this.resolver.program.places.get(name)?.scope.definitions.get(name.name) ?? [];
    for (let at: Frame | undefined = frame; at?.round; at = at.round.before) {
      const { loop } = at.round;
      const inside = definitions.filter(({ block }) => encloses(loop, block));
      const [only, ...more] = inside;
      if (only?.block !== loop || only.source.kind !== 'value' || more.length > 0) continue;
      return this.resolver.evaluate(only.source.value, frame);
    }
    return undefined;
  }

  /**
   * `bind` of `function make({ bind = false })`, `kind` of `const { kind } = channels[name]`: a name that is only ever a
   * part of a parameter, or of what one chooses.
   */
  private takenApart(name: NameExpression, frame: Frame): Value | undefined {
    const block = this.resolver.program.places.get(name);
    const [definition, ...more] = block?.scope.definitions.get(name.name) ?? [];
    if (block?.scope !== frame.fn.scope || definition?.source.kind !== 'value' || more.length > 0)
      return undefined;
    if (definition.at > name.start) return undefined;
    const { value } = definition.source;
    const root = rootOf(value.kind === 'choice' && value.isFallback ? value.options[0] : value);
    const whole =
      root && root !== value ? (this.parameter(root, frame) ?? this.takenApart(root, frame)) : undefined;
    return whole && !isHole(whole) ? partOf(this.resolver.evaluate(value, frame)) : undefined;
  }

  /** What this call passes, or the default; undefined where that is not known or the name has been assigned to. */
  private parameter(name: NameExpression, frame: Frame): Value | undefined {
    const block = this.resolver.program.places.get(name);
    const definitions = block?.scope.definitions.get(name.name) ?? [];
    const parameter = definitions.find(({ source }) => source.kind === 'parameter');
    const isAssigned = definitions.some(({ source, at }) => source.kind !== 'parameter' && at <= name.start);
    if (block?.scope !== frame.fn.scope || parameter?.source.kind !== 'parameter' || isAssigned)
      return undefined;
    const given = frame.args.get(name.name);
    if (given || frame.unknownArgs?.has(name.name)) return given;
    const byDefault = parameter.source.parameter.default;
    return byDefault && this.resolver.defaultOf(byDefault, frame);
  }
}

/** A member of an enumeration of a library, and the bare name of one: `case FRONT`. */
function isLabelOf(given: Value, other: Value): given is SymbolValue {
  if (given.kind !== 'symbol' || other.kind !== 'symbol' || !given.imported) return false;
  return /^[A-Z][A-Z0-9_]*$/.test(other.path) && /\.[A-Z][A-Z0-9_]*$/.test(given.path);
}

const orders: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '>': (one, other) => one > other,
  '<=': (one, other) => one <= other,
  '>=': (one, other) => one >= other,
};

function isInOrder(operator: string, one: Value, other: Value): boolean | undefined {
  if (typeof numberOf(one) !== 'number' || typeof numberOf(other) !== 'number') return undefined;
  return orders[operator]?.(Number(numberOf(one)), Number(numberOf(other)));
}

function numberOf(value: Value): unknown {
  return value.kind === 'constant' ? value.value : undefined;
}

/** The name that a part of a value begins with, or that chooses it: `options` in `options.bind`, `name` in `all[name]`. */
function rootOf(expression: Expression | undefined): NameExpression | undefined {
  if (expression?.kind === 'member') return rootOf(expression.object);
  if (expression?.kind === 'index') return rootOf(expression.index) ?? rootOf(expression.object);
  return expression?.kind === 'name' ? expression : undefined;
}

function isMember(value: Value | undefined): boolean {
  return (value?.kind === 'text' || value?.kind === 'constant') && value.memberOf !== undefined;
}

/** What a map does not have is like null, where all that it has is known. */
function partOf(value: Value): Value {
  return value.kind === 'method' && value.receiver.kind === 'map' && !value.receiver.isOpen ? nothing : value;
}

function isOpen(value: Value): boolean {
  return isHole(value) || value.kind === 'choice';
}

function truth(value: Value | undefined): boolean | undefined {
  if (value?.kind === 'constant') return Boolean(value.value);
  if (value?.kind === 'text' && !isHole(value)) return value.pattern.length > 0;
  return value && /^(socket|object|map|list|function|instance)$/.test(value.kind) ? true : undefined;
}
