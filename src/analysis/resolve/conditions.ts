import { type Expression, type NameExpression } from '../program/expression';
import { type Block } from '../program/program';
import { type Frame } from './frame';
import { type Resolver } from './resolver';
import { isHole, valueKey, type Value } from './value';

/**
 * Decides conditions on a function's own parameters, as in `if bind: … else: …` of a helper that makes sockets, and on
 * the items of a loop over known ones. Conditions on anything else stay open: a constant that switches code off is
 * there to be changed.
 */
export class Conditions {
  constructor(private readonly resolver: Resolver) {}

  isDead(block: Block, frame: Frame): boolean {
    if (!frame.isCalled && !frame.round) return false;
    for (let at: Block | undefined = block; at; at = at.parent) {
      for (const { condition, is } of at.when ?? []) {
        const holds = this.decide(condition, frame);
        if (holds !== undefined && holds !== is) return true;
      }
    }
    return false;
  }

  private decide(condition: Expression, frame: Frame): boolean | undefined {
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
        const isEqual = operator === '==' || operator === '===';
        if (!isEqual && operator !== '!=' && operator !== '!==') return undefined;
        const given = this.given(left, frame);
        if (!given || isOpen(given)) return undefined;
        const other = this.resolver.evaluate(right, frame);
        if (isOpen(other)) return undefined;
        return (valueKey(given) === valueKey(other)) === isEqual;
      }
      default:
        return undefined;
    }
  }

  /** A parameter's value, or an item's or a part of it in a loop over known ones: `if peer.binds`. */
  private given(expression: Expression, frame: Frame): Value | undefined {
    switch (expression.kind) {
      case 'name':
        return this.isItem(expression, frame)
          ? this.resolver.evaluate(expression, frame)
          : this.parameter(expression, frame);
      case 'member':
        return expression.object.kind === 'name' && this.isItem(expression.object, frame)
          ? this.resolver.evaluate(expression, frame)
          : undefined;
      default:
        return undefined;
    }
  }

  private isItem(name: NameExpression, frame: Frame): boolean {
    const block = this.resolver.program.places.get(name);
    const definitions = block?.scope.definitions.get(name.name) ?? [];
    for (let at: Frame | undefined = frame; at?.round; at = at.round.before) {
      const { loop } = at.round;
      const [only] = definitions;
      if (only?.block === loop && definitions.length === 1 && only.source.kind === 'value') return true;
    }
    return false;
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
    return byDefault && this.resolver.evaluate(byDefault, frame.outer ?? frame);
  }
}

function isOpen(value: Value): boolean {
  return isHole(value) || value.kind === 'choice';
}

function truth(value: Value | undefined): boolean | undefined {
  if (value?.kind === 'constant') return Boolean(value.value);
  if (value?.kind === 'text' && !isHole(value)) return value.pattern.length > 0;
  return value?.kind === 'socket' || value?.kind === 'object' ? true : undefined;
}
