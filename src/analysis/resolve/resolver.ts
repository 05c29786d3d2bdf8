import { type Language } from '../languages/language';
import { LibraryIndex, type LibraryMeaning } from '../library/libraryIndex';
import {
  type CallExpression,
  type ChoiceExpression,
  type Expression,
  type MapExpression,
  type OutExpression,
} from '../program/expression';
import { type Block, type ClassInfo, type FunctionInfo, type Program } from '../program/program';
import { type TextPattern } from '../textPattern';
import { combineText, knownText, lastSegment, nameOf, patternOf } from './combineText';
import { Conditions } from './conditions';
import { evaluateBinary } from './evaluateBinary';
import { outsideLoops, type Frame } from './frame';
import { bindSelf, constructorsOf, Frames, instanceOf } from './frames';
import { Makers } from './makers';
import { Members, symbolMember } from './members';
import { Names } from './names';
import { fittingOverloads } from './overloads';
import { type BlockTests } from './selectDefinitions';
import {
  alternativesOf,
  choiceOf,
  isForeign,
  isHole,
  isNull,
  objectKey,
  textValue,
  unknown,
  type ClassValue,
  type InstanceValue,
  type ListValue,
  type MapValue,
  type Value,
} from './value';
import { type CallArguments, type CallContext } from './valueFunction';

/** Files that people write need less than half of this. */
const steps = { atLeast: 10_000, perCall: 10 };
/** Where the calls of functions are not told apart any more, so many times as much is enough for any file. */
const lastResort = 4;
const maxDepth = 150;

/** What a call does in a library, and on what. */
export interface CallMeaning extends LibraryMeaning {
  readonly receiver?: Value;
}

/**
 * Finds what expressions hold, on demand and without running anything: backwards from a use to the assignments,
 * arguments, fields and results that reach it.
 */
export class Resolver {
  readonly libraries: LibraryIndex;
  readonly frames: Frames;
  private readonly names: Names;
  private readonly members: Members;
  private readonly makers: Makers;
  private readonly conditions: Conditions;
  private readonly budget: number;
  private readonly extensions: ReadonlyMap<string, FunctionInfo>;
  private steps = 0;
  private depth = 0;
  private cuts = 0;

  constructor(
    readonly program: Program,
    readonly language: Language,
  ) {
    const calls = program.functions.reduce((sum, fn) => sum + fn.calls.length, 0);
    this.budget = steps.atLeast + steps.perCall * calls;
    this.extensions = new Map(
      program.functions.flatMap((fn) =>
        fn.declaration.isExtension && fn.declaration.name !== undefined ? [[fn.declaration.name, fn]] : [],
      ),
    );
    this.libraries = new LibraryIndex(language.libraries);
    this.frames = new Frames(program, this);
    this.names = new Names(this);
    this.members = new Members(this);
    this.makers = new Makers(this);
    this.conditions = new Conditions(this);
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
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const { name, value: expression } of call.args) {
      const value = this.evaluate(expression, frame);
      if (name !== undefined) named.set(name, value);
      else if (expression.kind !== 'spread') positional.push(value);
      else if (value.kind === 'list') positional.push(...value.items);
      else if (value.kind === 'map') for (const [key, item] of value.entries) named.set(key, item);
    }
    return { positional, named };
  }

  /** The class and those of the file that it extends, nearest first. */
  withBases(cls: ClassInfo): readonly ClassInfo[] {
    return this.members.withBases(cls);
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

  /** What a call may call; of overloaded methods those that take its arguments. */
  calleesOf(call: CallExpression, frame: Frame): readonly Value[] {
    const callees = alternativesOf(this.evaluate(call.callee, frame)).map((callee) => this.extension(callee));
    if (!callees.some((callee) => callee.kind === 'function' && callee.fn.overloads.length > 1))
      return callees;
    return callees.flatMap((callee): readonly Value[] => {
      if (callee.kind !== 'function' || callee.fn.overloads.length === 1) return [callee];
      return fittingOverloads(callee.fn, this.argumentsOf(call, frame)).map((fn) => ({ ...callee, fn }));
    });
  }

  /** A method that neither the file's classes nor the libraries have may be a function that extends its object. */
  private extension(callee: Value): Value {
    if (callee.kind !== 'method' || this.extensions.size === 0) return callee;
    const fn = this.extensions.get(callee.name);
    const { receiver } = callee;
    if (!fn || receiver.kind === 'class') return callee;
    const type =
      receiver.kind === 'socket' ? 'socket' : receiver.kind === 'object' ? receiver.type : undefined;
    const library = receiver.kind === 'socket' || receiver.kind === 'object' ? receiver.library : undefined;
    if (library && type && this.libraries.meaningsOfMethod(library, type, callee.name).length > 0)
      return callee;
    return { kind: 'function', fn, outer: this.frames.main, first: receiver };
  }

  /** What a call does by the libraries' tables. */
  meaningsOf(call: CallExpression, frame: Frame): CallMeaning[] {
    return alternativesOf(this.evaluate(call.callee, frame)).flatMap((callee): CallMeaning[] => {
      if (callee.kind === 'symbol') {
        const found = this.libraries.meaningsOfCall(callee.path);
        if (found.length > 0 || !callee.imported || !callee.path.includes('.')) return found;
        return this.makersByArgument(call, lastSegment(callee.path), frame);
      }
      if (callee.kind !== 'method') return [];
      const { receiver, name } = callee;
      if (isHole(receiver)) return this.makersByArgument(call, name, frame);
      if (receiver.kind !== 'socket' && receiver.kind !== 'object') return [];
      const type = receiver.kind === 'socket' ? 'socket' : receiver.type;
      const found = this.libraries.meaningsOfMethod(receiver.library, type, name);
      return found.map((meaning) => ({ ...meaning, receiver }));
    });
  }

  /** `context.socket(zmq.PUB)` on something unknown: the argument tells what it is. */
  private makersByArgument(call: CallExpression, method: string, frame: Frame): CallMeaning[] {
    return this.libraries
      .makersNamed(method)
      .filter(({ meaning }) => this.makers.typeOf(meaning, call, frame) !== undefined)
      .slice(0, 1);
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
        return this.call(expression, frame);
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
        return this.outOf(expression, frame);
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

  private call(call: CallExpression, frame: Frame): Value {
    const meanings = this.meaningsOf(call, frame);
    const made = meanings.flatMap((meaning) => this.makers.valueOf(call, meaning, frame) ?? []);
    if (made.length > 0) return choiceOf(made);
    return choiceOf(this.calleesOf(call, frame).map((callee) => this.callOne(call, callee, frame)));
  }

  private callOne(call: CallExpression, callee: Value, frame: Frame): Value {
    const { functions, methods, transparent } = this.language;
    const args = this.argumentsOf(call, frame);
    switch (callee.kind) {
      case 'function': {
        const { fn, outer } = callee;
        const bound = bindSelf(callee, args);
        if (fn.returns.length === 0) return unknown(fn.declaration.name ?? 'value');
        const inner = this.frames.frameFor(fn, bound.args, bound.self, outer, call);
        const value = this.resultOf(fn, inner);
        return value.kind === 'unknown' && !value.imported
          ? unknown(fn.declaration.name ?? value.name)
          : value;
      }
      case 'class':
        return this.copied(callee, args) ?? instanceOf(callee, call, frame);
      case 'symbol': {
        if (callee.path === this.language.names.superName) return this.superOf(frame);
        const value = functionNamed(functions, callee.path)?.(args, this.contextOf(call));
        const name = lastSegment(callee.path);
        if (value ?? transparent.has(name)) return value ?? args.positional[0] ?? this.ownerOf(call, frame);
        const module = callee.imported?.modules[0];
        const isForeign = module !== undefined && this.language.isPackage?.(module);
        return isForeign ? { ...unknown(name), isForeign } : unknown(name);
      }
      case 'method': {
        const { receiver, name } = callee;
        if (receiver.kind === 'class' && this.language.names.derivedMakers?.has(name))
          return instanceOf(receiver, call, frame);
        const value = functionNamed(methods, name)?.(receiver, args, this.contextOf(call));
        if (value ?? transparent.has(name)) return value ?? receiver;
        return isForeign(receiver) ? { ...unknown(name), isForeign: true } : unknown(name);
      }
      case 'text':
      case 'constant':
      case 'list':
      case 'map': {
        const isRead = this.language.names.readsByCalls && call.args.length === 0;
        return isRead ? callee : unknown(nameOf(callee));
      }
      default:
        return unknown(nameOf(callee));
    }
  }

  /** `PORT.toString()`, where another file has PORT: as good as PORT. */
  private ownerOf({ callee }: CallExpression, frame: Frame): Value {
    return callee.kind === 'member'
      ? this.evaluate(callee.object, frame)
      : unknown(nameOf(this.evaluate(callee, frame)));
  }

  /** `T(other)` where other is a T itself, which is then as good as the new one. */
  copied({ cls }: ClassValue, { positional }: CallArguments): InstanceValue | undefined {
    const [first, ...others] = positional;
    if (!this.language.names.copies || first?.kind !== 'instance' || others.length > 0) return undefined;
    const takesOne = constructorsOf(cls, this).some(({ declaration: { parameters } }) => {
      const [only, ...more] = parameters;
      const type = only?.type;
      return type?.kind === 'name' && type.name === cls.declaration.name && more.length === 0;
    });
    return !takesOne && this.withBases(first.cls).includes(cls) ? first : undefined;
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

  /** What a call assigns through one of its arguments. */
  private outOf({ call, position }: OutExpression, frame: Frame): Value {
    const values = alternativesOf(this.evaluate(call.callee, frame)).flatMap((callee): Value[] => {
      if (callee.kind !== 'function') return [];
      const { fn } = callee;
      const { args, self } = bindSelf(callee, this.argumentsOf(call, frame));
      const inner = this.frames.frameFor(fn, args, self, callee.outer);
      const assigned = fn.outs.get(fn.declaration.parameters[position]?.name ?? '') ?? [];
      return assigned
        .filter(({ block }) => !this.isDead(block, inner))
        .map(({ value, block }) => this.evaluate(value, outsideLoops(inner, block)));
    });
    return choiceOf(values);
  }

  private superOf(frame: Frame): Value {
    for (let at: Frame | undefined = frame; at; at = at.outer) {
      const { owner } = at.fn;
      if (owner && at.self?.kind === 'instance') return { kind: 'super', instance: at.self, cls: owner };
    }
    return unknown('super');
  }

  private contextOf(call: CallExpression): CallContext {
    return {
      call,
      apply: (callee, positional) =>
        choiceOf(
          alternativesOf(callee).map((one) => {
            if (one.kind !== 'function') return unknown(nameOf(one));
            const { fn, outer } = one;
            const args = { positional, named: new Map<string, Value>() };
            return this.resultOf(fn, this.frames.frameFor(fn, args, one.self, outer));
          }),
        ),
      memberOf: (object, name) => {
        const value = choiceOf(
          alternativesOf(object).map((one) =>
            one.kind === 'map' || one.kind === 'list'
              ? itemAt(one, textValue([name]))
              : this.members.memberOf(one, name, undefined),
          ),
        );
        return isHole(value) ? unknown(name) : value;
      },
      callsNamed: (name) => this.callsNamed(name),
    };
  }

  /** All calls in the file whose callee ends with the name, with their arguments. */
  callsNamed(name: string): readonly CallArguments[] {
    return (this.program.callsByName.get(name) ?? []).flatMap(({ call, fn }) =>
      this.frames.framesOf(fn).map((frame) => this.argumentsOf(call, frame)),
    );
  }
}

const inProgress = unknown('value');
const noArguments: CallArguments = { positional: [], named: new Map() };

function functionNamed<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function keyOf(value: Value): string | undefined {
  if (value.kind === 'constant') return String(value.value);
  return knownText(value);
}

/** Null, or an entry that a map does not have. */
function isMissing(value: Value): boolean {
  return isNull(value) || (value.kind === 'method' && value.receiver.kind === 'map');
}

function instanceAt(array: InstanceValue, index: Value): InstanceValue {
  const position = keyOf(index);
  if (position === undefined) return array;
  const { cls, outer, key } = array;
  const field = `[${position}]`;
  return { kind: 'instance', cls, outer, of: { object: array, field }, key: `${key}${field}` };
}

function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'map') return [...value.entries.keys()].map((key) => textValue([key]));
  return [unknown('item')];
}

/** An item by its key. Without a key that is known any item may be meant; of an unknown map the key names it. */
export function itemAt(object: Value, key: Value): Value {
  const name = keyOf(key);
  if (object.kind === 'list') {
    const position = Number(name);
    const items = object.items;
    if (name === undefined || !Number.isInteger(position)) return choiceOf(items);
    return items[position < 0 ? items.length + position : position] ?? unknown('item');
  }
  if (object.kind === 'map') {
    const known = object.entries.get(objectKey(key) ?? '');
    if (known) return known;
    if (name === undefined) return choiceOf(object.entries.values());
    return object.entries.get(name) ?? unknown(name);
  }
  if (object.kind === 'symbol' && name !== undefined && key.kind === 'text')
    return symbolMember(object, name);
  if (object.kind === 'text' || object.kind === 'constant') return unknown('item');
  // of several results of a library's call the first is the thing, the others tell of errors
  if ((object.kind === 'socket' || object.kind === 'object') && name === '0') return object;
  const isPosition = key.kind === 'constant';
  const pattern: TextPattern = isPosition ? [] : patternOf(key);
  const [part] = pattern;
  if (pattern.length === 1 && typeof part === 'string') return unknown(part);
  return unknown(nameOf(object));
}
