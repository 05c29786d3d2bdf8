import type { Language } from '../languages/language';
import { LibraryIndex } from '../library/libraryIndex';
import type { CallExpression, ChoiceExpression, Expression, MapExpression } from '../program/expression';
import type { Block, ClassInfo, FunctionInfo, Program } from '../program/program';
import { combineText, knownText } from './combineText';
import { Calls, type CallMeaning } from './calls';
import { Conditions } from './conditions';
import { evaluateBinary } from './evaluateBinary';
import type { Frame } from './frame';
import { Bases } from './bases';
import { Frames } from './frames';
import { instanceAt, itemAt, itemsOf, keyOf } from './items';
import { Makers } from './makers';
import { Members } from './members';
import { Names } from './names';
import type { BlockTests } from './selectDefinitions';
import {
  alternativesOf,
  choiceOf,
  isHole,
  isNull,
  textValue,
  unknown,
  type ClassValue,
  type InstanceValue,
  type ListValue,
  type MapValue,
  type Value,
} from './value';
import type { CallArguments } from './valueFunction';

/** Files that people write need less than half of this. */
const steps = { atLeast: 10_000, perCall: 10 };
/** Where the calls of functions are not told apart any more, so many times as much is enough for any file. */
const lastResort = 4;
const maxDepth = 150;

/**
 * Finds what expressions hold, on demand and without running anything: backwards from a use to the assignments,
 * arguments, fields and results that reach it.
 */
export class Resolver {
  readonly libraries: LibraryIndex;
  readonly frames: Frames;
  private readonly names: Names;
  private readonly bases: Bases;
  private readonly members: Members;
  private readonly makers: Makers;
  private readonly conditions: Conditions;
  private readonly budget: number;
  private readonly calls: Calls;
  private steps = 0;
  private depth = 0;
  private cuts = 0;

  constructor(
    readonly program: Program,
    readonly language: Language,
  ) {
    const calls = program.functions.reduce((sum, fn) => sum + fn.calls.length, 0);
    this.budget = steps.atLeast + steps.perCall * calls;
    this.libraries = new LibraryIndex(language.libraries);
    this.frames = new Frames(program, this);
    this.names = new Names(this);
    this.members = new Members(this);
    this.bases = new Bases(this);
    this.makers = new Makers(this);
    this.conditions = new Conditions(this);
    this.calls = new Calls(this, this.members, this.makers);
  }

  evaluate(expression: Expression, frame: Frame): Value {
    const known = frame.memo.get(expression);
    if (known) {
      if (known === inProgress) this.noteCut();
      return known;
    }
    if (++this.steps > this.budget * lastResort) return unknown('value');
    if (this.depth >= maxDepth) {
      this.noteCut();
      return unknown('value');
    }
    const cuts = this.cuts;
    frame.memo.set(expression, inProgress);
    this.depth++;
    const value = this.compute(expression, frame);
    this.depth--;
    // what a cycle cut short may be known better from elsewhere
    if (this.cuts === cuts || this.depth === 0) frame.memo.set(expression, value);
    else frame.memo.delete(expression);
    return value;
  }

  /**
   * So much has been looked at (functions that call each other in loops in loops) that from here on each function is
   * looked at once only, with nothing known of its arguments: what depends on them is a hole.
   */
  get isTired(): boolean {
    return this.steps > this.budget;
  }

  /** Grows with every answer that a circle cut short. */
  get cutsSoFar(): number {
    return this.cuts;
  }

  /** Somebody was told "unknown" only because the question is still being answered. */
  noteCut(): void {
    this.cuts++;
  }

  /** Objects of the file's classes as they look in a text, where their class says so; anything else as it is. */
  asText(value: Value): Value {
    const { textMethod } = this.language.names;
    const values = alternativesOf(value);
    if (textMethod === undefined || !values.some(({ kind }) => kind === 'instance')) return value;
    return choiceOf(
      values.map((one) => {
        const method =
          one.kind === 'instance' ? this.members.member(one, textMethod, true, undefined) : undefined;
        if (method?.kind !== 'function' || method.fn.returns.length === 0) return one;
        return this.resultOf(method.fn, this.frames.frameFor(method.fn, noArguments, one, method.outer));
      }),
    );
  }

  /** What a parameter has where a call of the function passes nothing. */
  defaultOf(expression: Expression, frame: Frame): Value {
    const isOwn = this.language.names.ownDefaults ?? false;
    return this.evaluate(expression, isOwn ? frame : (frame.outer ?? frame));
  }

  member(...args: Parameters<Members['member']>): Value | undefined {
    return this.members.member(...args);
  }

  argumentsOf(call: CallExpression, frame: Frame): CallArguments {
    return this.calls.argumentsOf(call, frame);
  }

  /** What a call may call; of overloaded methods those that take its arguments. */
  calleesOf(call: CallExpression, frame: Frame): readonly Value[] {
    return this.calls.calleesOf(call, frame);
  }

  /** What a call does by the libraries' tables. */
  meaningsOf(call: CallExpression, frame: Frame): CallMeaning[] {
    return this.calls.meaningsOf(call, frame);
  }

  /** `T(other)` where other is a T itself, which is then as good as the new one. */
  copied(cls: ClassValue, args: CallArguments): InstanceValue | undefined {
    return this.calls.copied(cls, args);
  }

  /** All calls in the file whose callee ends with the name, with their arguments. */
  callsNamed(name: string): readonly CallArguments[] {
    return this.calls.callsNamed(name);
  }

  /** What a function gives when it runs in this way: the returns up to the first that is certain to be reached. */
  resultOf(fn: FunctionInfo, frame: Frame): Value {
    const values: Value[] = [];
    for (const { value, block, goesOn } of fn.returns) {
      if (this.isDead(block, frame)) continue;
      values.push(this.evaluate(value, frame));
      if (!goesOn && this.conditions.isSure(block, frame)) break;
    }
    const isGenerator = fn.returns.some(({ goesOn }) => goesOn);
    return choiceOf(values, isGenerator ? undefined : true);
  }

  /** The class and those of the file that it extends, nearest first. */
  withBases(cls: ClassInfo): readonly ClassInfo[] {
    return this.bases.of(cls);
  }

  /** The value of the part of a call that a library's table points to. */
  refer(...args: Parameters<Makers['refer']>): Value | undefined {
    return this.makers.refer(...args);
  }

  /** The arguments of this call of the function keep the block from running. */
  isDead(block: Block, frame: Frame): boolean {
    return this.conditions.isDead(block, frame);
  }

  blockTests(frame: Frame): BlockTests {
    return {
      isDead: (block) => this.conditions.isDead(block, frame),
      isSure: (block) => this.conditions.isSure(block, frame),
    };
  }

  private compute(expression: Expression, frame: Frame): Value {
    switch (expression.kind) {
      case 'text':
        return this.text(expression.parts, frame, expression);
      case 'constant':
        return { kind: 'constant', value: expression.value };
      case 'name':
        return this.names.evaluate(expression, frame);
      case 'member':
        return this.members.evaluate(expression, frame);
      case 'index':
        return this.index(expression.object, expression.index, frame);
      case 'call':
        return this.calls.valueOf(expression, frame);
      case 'list':
        return this.list(expression.items, frame);
      case 'map':
        return this.map(expression, frame);
      case 'choice':
        return this.choice(expression, frame);
      case 'binary':
        return evaluateBinary(
          expression.operator,
          this.asText(this.evaluate(expression.left, frame)),
          this.asText(this.evaluate(expression.right, frame)),
          this.language.operators ?? {},
        );
      case 'not':
        return unknown('value');
      case 'assign':
        return expression.value ? this.evaluate(expression.value, frame) : unknown('value');
      case 'await':
      case 'spread':
        return this.evaluate(expression.value, frame);
      case 'function': {
        const fn = this.program.functionsByDeclaration.get(expression.declaration);
        return fn ? { kind: 'function', fn, outer: frame } : unknown('value');
      }
      case 'item':
        return this.item(expression, expression.of, frame);
      case 'each':
        return { kind: 'list', items: alternativesOf(this.evaluate(expression.value, frame)), isOpen: true };
      case 'out':
        return this.calls.outOf(expression, frame);
      case 'other':
        return unknown('value');
    }
  }

  private text(parts: readonly (string | Expression)[], frame: Frame, origin: Expression): Value {
    const { start, end } = origin;
    const own = parts.some((part) => typeof part === 'string' && part !== '') ? [{ start, end }] : [];
    if (parts.length === 0) return textValue([], [{ start, end }]);
    return combineText(
      parts.map((part) =>
        typeof part === 'string' ? textValue([part], own) : this.asText(this.evaluate(part, frame)),
      ),
    );
  }

  private firstTold(options: readonly Expression[], frame: Frame): Value {
    const values: Value[] = [];
    for (const option of options) {
      const value = this.evaluate(option, frame);
      if (!isHole(value) && !isMissing(value)) return value;
      values.push(value);
    }
    return choiceOf(values);
  }

  private list(items: readonly Expression[], frame: Frame): ListValue {
    return {
      kind: 'list',
      items: items.flatMap((item) => {
        const value = this.evaluate(item, frame);
        return item.kind === 'spread' && value.kind === 'list' ? value.items : [value];
      }),
    };
  }

  private map({ entries }: MapExpression, frame: Frame): MapValue {
    const values = new Map<string, Value>();
    let isOpen = false;
    for (const { key, value } of entries) {
      if (value.kind === 'spread') {
        const inner = this.evaluate(value, frame);
        if (inner.kind === 'map') for (const [name, item] of inner.entries) values.set(name, item);
        if (inner.kind !== 'map' || inner.isOpen) isOpen = true;
        continue;
      }
      const name = keyOf(this.evaluate(key, frame));
      if (name !== undefined) values.set(name, this.evaluate(value, frame));
    }
    return isOpen ? { kind: 'map', entries: values, isOpen } : { kind: 'map', entries: values };
  }

  private choice({ options, isFallback, condition }: ChoiceExpression, frame: Frame): Value {
    if (isFallback) return this.firstTold(options, frame);
    const holds = condition && this.conditions.decide(condition, frame);
    const possible = holds === undefined ? options : options.slice(holds ? 0 : 1, holds ? 1 : 2);
    return choiceOf(
      possible.map((option) => this.evaluate(option, frame)),
      true,
    );
  }

  private index(object: Expression, index: Expression, frame: Frame): Value {
    const key = this.evaluate(index, frame);
    const objects = alternativesOf(this.evaluate(object, frame));
    const name = knownText(key);
    return choiceOf(
      objects.map((one) => {
        // an array of structs that is declared without items
        if (one.kind === 'instance' && this.language.names.fieldsByName) return instanceAt(one, key);
        if (one.kind === 'symbol' && name !== undefined)
          return this.members.setting(one.path, name) ?? itemAt(one, key);
        return name !== undefined && (one.kind === 'class' || one.kind === 'instance')
          ? this.members.memberOf(one, name, undefined)
          : itemAt(one, key);
      }),
    );
  }

  private item(expression: Expression, of: Expression, frame: Frame): Value {
    for (let at: Frame | undefined = frame; at?.round; at = at.round.before) {
      if (at.round.loop.binding?.value === expression) return at.round.item;
    }
    const lists = alternativesOf(this.evaluate(of, frame));
    return choiceOf(lists.flatMap((list) => itemsOf(list)));
  }
}

const inProgress = unknown('value');
const noArguments: CallArguments = { positional: [], named: new Map() };

/** Null, or an entry that a map does not have. */
function isMissing(value: Value): boolean {
  return isNull(value) || (value.kind === 'method' && value.receiver.kind === 'map');
}
