import type { Meaning } from '../library/library';
import { functionKey, lastName } from '../program/calledName';
import type { CallExpression } from '../program/expression';
import type { Block, ClassInfo, FunctionInfo, Program } from '../program/program';
import { bindArguments, bindSelf, parameterFor } from './boundArguments';
import { CallWalk, type CallVisitor } from './callWalk';
import type { Frame } from './frame';
import { anyInstance, constructorsOf, instanceOf } from './instances';
import { fittingOverloads } from './overloads';
import type { Resolver } from './resolver';
import { alternativesOf, valueKey, type InstanceValue, type Value } from './value';
import type { CallArguments } from './valueFunction';

/** A function that is called in more ways is looked at once, with unknown arguments. */
const maxFrames = 24;
const maxRounds = 16;
const maxInstances = 8;
const maxAttempts = 6;

/** In which ways the file's functions run, by who calls them. */
export class Frames {
  readonly main: Frame;
  private readonly byKey = new Map<string, Frame>();
  private readonly made = new Map<FunctionInfo, readonly Frame[]>();
  private readonly attempts = new Map<object, number>();
  private readonly ofFunction = new Map<FunctionInfo, readonly Frame[]>();
  private readonly unknownCalls = new Map<FunctionInfo, Frame>();
  private readonly calls: CallWalk;
  private classNames?: ReadonlySet<string>;
  private readonly ofClass = new Map<ClassInfo, readonly InstanceValue[]>();

  constructor(
    private readonly program: Program,
    private readonly resolver: Resolver,
  ) {
    this.calls = new CallWalk(program, resolver, this);
    this.main = { fn: program.main, key: '', args: new Map(), memo: new Map() };
    this.ofFunction.set(program.main, [this.main]);
  }

  /** At least one, unless it is asked while it is being found. */
  framesOf(fn: FunctionInfo): readonly Frame[] {
    const known = this.ofFunction.get(fn);
    if (this.resolver.isTired && known?.length !== 1) return [this.unknownCall(fn)];
    if (known) {
      if (known.length === 0) this.resolver.noteCut();
      return known;
    }
    const { cutsSoFar } = this.resolver;
    this.ofFunction.set(fn, []);
    const called = this.calledFrames(fn);
    const found = called.length > 0 ? called : this.uncalledFrames(fn);
    const frames = found.length > 0 ? found : [this.frameFor(fn, undefined, undefined, this.main)];
    this.settle(this.ofFunction, fn, frames, cutsSoFar);
    return frames;
  }

  /** The frame of a call. Where the function makes an object, each call makes another. */
  frameFor(
    fn: FunctionInfo,
    args: CallArguments | undefined,
    self: Value | undefined,
    outer: Frame,
    call?: CallExpression,
  ): Frame {
    if (this.resolver.isTired) return this.unknownCall(fn);
    const { bound, unknownArgs } = bindArguments(fn, args);
    const list = [...bound].map(([name, value]) => `${name}=${valueKey(value)}`).join();
    const open = args ? [...unknownArgs].map((name) => `${name}=?`).join() : '?';
    const site = call && this.makesObject(fn) ? `@${call.start}` : '';
    const key = `${fn.declaration.start}(${list};${open})${self ? valueKey(self) : ''}<${outer.key}>${site}`;
    const known = this.byKey.get(key);
    if (known) return known;
    const made = this.made.get(fn) ?? [];
    const [first] = made;
    if (first && made.length >= maxFrames) {
      // one more than enough: with nothing known about it, or as one of the others
      return bound.size > 0 ? this.frameFor(fn, undefined, self, outer) : first;
    }
    const frame = this.keep(key, { fn, args: bound, self, outer, unknownArgs, isCalled: args !== undefined });
    this.made.set(fn, [...made, frame]);
    return frame;
  }

  /** It does nothing but make an object of a class of the file, as `NewBuilder()` does. */
  private makesObject({ returns, calls }: FunctionInfo): boolean {
    const [only, ...others] = returns;
    const name = only?.value.kind === 'call' ? lastName(only.value.callee) : undefined;
    if (name === undefined || others.length > 0 || calls.length > 1) return false;
    this.classNames ??= new Set(this.program.classes.map(({ declaration }) => declaration.name));
    return this.classNames.has(name);
  }

  /** The frame for each round of the loops over known items around a block. */
  rounds(frame: Frame, block: Block): readonly Frame[] {
    const loops = loopsAround(block);
    if (loops.length === 0 || this.resolver.isTired) return [frame];
    return this.roundsIn(loops, frame, block);
  }

  private roundsIn(loops: readonly Block[], frame: Frame, block: Block): readonly Frame[] {
    let frames: readonly Frame[] = [frame];
    for (const loop of loops)
      frames = frames.flatMap((before) => this.roundsOf(before, loop)).slice(0, maxRounds);
    return frames.filter((round) => !this.resolver.isDead(block, round));
  }

  instancesOf(cls: ClassInfo): readonly InstanceValue[] {
    const known = this.ofClass.get(cls);
    if (known) {
      if (known.length === 0) this.resolver.noteCut();
      return known;
    }
    const { cutsSoFar } = this.resolver;
    this.ofClass.set(cls, []);
    const found = new Map<string, InstanceValue>();
    const visit: CallVisitor = (callee, site, frame) => {
      if (callee.kind !== 'class' || callee.cls !== cls || found.size >= maxInstances) return;
      if (this.resolver.copied(callee, this.resolver.argumentsOf(site.call, frame))) return;
      const instance = instanceOf(callee, site.call, frame);
      found.set(instance.key, instance);
    };
    this.calls.named(cls.declaration.name, visit);
    // `cls(…)` in a method that has the class as its `self`
    const makers = [...cls.methods.values()].filter(({ declaration }) => declaration.takesClass);
    for (const name of new Set(makers.map(({ declaration }) => declaration.self)))
      if (name !== undefined) this.calls.named(name, visit);
    for (const other of this.program.classes) {
      const isSubclass = other.declaration.bases.some(
        (base) => base.kind === 'name' && base.name === cls.declaration.name,
      );
      if (isSubclass && other !== cls)
        for (const instance of this.instancesOf(other)) found.set(instance.key, instance);
    }
    const instances = [...found.values()];
    const standIn = anyInstance(cls, this.main);
    const result = instances.length > 0 ? instances : [standIn];
    this.settle(this.ofClass, cls, result, cutsSoFar);
    return result;
  }

  /** Keeps an answer, unless a circle of questions cut it short: then it is asked again, a few times. */
  private settle<K extends object, V>(answers: Map<K, V>, key: K, answer: V, cutsBefore: number): void {
    const attempts = this.attempts.get(key) ?? 0;
    if (this.resolver.cutsSoFar === cutsBefore || attempts >= maxAttempts) {
      answers.set(key, answer);
    } else {
      answers.delete(key);
      this.attempts.set(key, attempts + 1);
    }
  }

  private calledFrames(fn: FunctionInfo): Frame[] {
    const found = new Map<string, Frame>();
    const isConstructor =
      fn.owner !== undefined && fn.declaration.name === fn.owner.declaration.constructorName;
    if (isConstructor && fn.owner) {
      for (const self of this.instancesOf(fn.owner)) {
        // a subclass with a constructor of its own decides what this one gets
        if (!this.constructs(fn, self)) continue;
        const frame = this.constructorFrame(fn, self);
        found.set(frame.key, frame);
      }
    }
    this.calls.named(functionKey(fn.declaration), (callee, site, frame) => {
      if (callee.kind !== 'function' || callee.fn !== fn) return;
      for (const given of this.argumentLists(site.call, frame)) {
        const { args, self } = bindSelf(callee, given);
        const called = this.frameFor(fn, args, self, callee.outer, site.call);
        found.set(called.key, called);
      }
    });
    for (const frame of this.caseFrames(fn)) found.set(frame.key, frame);
    if (found.size === 0) {
      for (const frame of this.handedOverFrames(fn)) found.set(frame.key, frame);
    }
    if (found.size === 0 && isResult(fn)) {
      this.calls.at(this.program.parameterCalls, (callee, site, frame) => {
        if (callee.kind !== 'function' || callee.fn !== fn) return;
        const args = this.resolver.argumentsOf(site.call, frame);
        const called = this.frameFor(fn, args, callee.self, callee.outer);
        found.set(called.key, called);
      });
    }
    return [...found.values()];
  }

  /** A frame for each case of a test with a table of them. */
  private caseFrames(fn: FunctionInfo): Frame[] {
    const { cases } = fn.declaration;
    if (!cases) return [];
    return this.uncalledFrames(fn).flatMap(({ self, outer = this.main }) => {
      const table = this.resolver.evaluate(cases, outer);
      return rowsOf(table).map((row) => {
        const positional = row.kind === 'list' ? row.items : [row];
        return this.frameFor(fn, { positional, named: new Map() }, self, outer);
      });
    });
  }

  /**
   * A function that is given to one of the file's functions runs as that one calls its parameter. One that is given to
   * what makes a library's object gets that.
   */
  private handedOverFrames(fn: FunctionInfo): Frame[] {
    const given = this.program.handedOver.get(fn.declaration);
    if (!given) return [];
    const { site, argument } = given;
    const found: Frame[] = [];
    for (const running of this.framesOf(site.fn)) {
      if (this.resolver.isDead(site.block, running)) continue;
      for (const frame of this.rounds(running, site.block)) {
        if (this.resolver.meaningsOf(site.call, frame).some(({ meaning }) => isMaker(meaning))) {
          const made = this.resolver.evaluate(site.call, frame);
          found.push(this.frameFor(fn, { positional: [made], named: new Map() }, frame.self, frame));
        }
        for (const callee of this.resolver.calleesOf(site.call, frame)) {
          const taker = this.takerOf(callee, site.call, frame);
          const name = taker && parameterFor(taker.fn, argument, site.call);
          if (!taker || name === undefined) continue;
          for (const call of taker.fn.calls) {
            if (call.call.callee.kind !== 'name' || call.call.callee.name !== name) continue;
            for (const inner of this.rounds(taker, call.block)) {
              found.push(this.frameFor(fn, this.resolver.argumentsOf(call.call, inner), frame.self, frame));
            }
          }
        }
      }
    }
    return found;
  }

  private takerOf(callee: Value, call: CallExpression, frame: Frame): Frame | undefined {
    if (callee.kind === 'class') {
      const [constructor] = constructorsOf(callee.cls, this.resolver);
      return constructor && this.constructorFrame(constructor, instanceOf(callee, call, frame));
    }
    if (callee.kind !== 'function') return undefined;
    const { args, self } = bindSelf(callee, this.resolver.argumentsOf(call, frame));
    return this.frameFor(callee.fn, args, self, callee.outer);
  }

  /** One, but for what `forEach` calls: one for each item. */
  private argumentLists(call: CallExpression, frame: Frame): readonly CallArguments[] {
    if (!call.each) return [this.resolver.argumentsOf(call, frame)];
    const items = alternativesOf(this.resolver.evaluate(call.each, frame)).flatMap((list) =>
      list.kind === 'list' ? list.items.slice(0, maxRounds) : [],
    );
    const named: CallArguments['named'] = new Map();
    if (items.length === 0) return [{ positional: [], named }];
    return items.map((item, value) => ({
      positional: call.takesApart && item.kind === 'list' ? item.items : [item, { kind: 'constant', value }],
      named,
    }));
  }

  /** The ways in which a constructor runs for an object. */
  constructorFrames(fn: FunctionInfo, instance: InstanceValue): readonly Frame[] {
    if (this.constructs(fn, instance)) return [this.constructorFrame(fn, instance)];
    const own = this.framesOf(fn).filter(
      ({ self }) => self?.kind === 'instance' && self.key === instance.key,
    );
    if (own.length > 0) return own;
    const isOther = instance.made !== undefined && fn.overloads.length > 1;
    return isOther ? [] : [this.frameFor(fn, undefined, instance, instance.outer)];
  }

  /** It is the constructor that makes this object, not one that another calls. */
  private constructs(fn: FunctionInfo, { cls, made }: InstanceValue): boolean {
    const constructors = constructorsOf(cls, this.resolver);
    if (!constructors.includes(fn)) return false;
    if (constructors.length === 1 || !made) return true;
    return fittingOverloads(fn, this.resolver.argumentsOf(made.call, made.frame)).includes(fn);
  }

  private constructorFrame(fn: FunctionInfo, self: InstanceValue): Frame {
    const args = self.made && this.resolver.argumentsOf(self.made.call, self.made.frame);
    return this.frameFor(fn, args, self, self.outer);
  }

  /** For what only other files call: on each object of its class, with no argument known. */
  private uncalledFrames(fn: FunctionInfo): Frame[] {
    const around = fn.scope.parent?.fn ?? this.program.main;
    const outers = this.framesOf(around);
    const outer = outers.length > 0 ? outers : [this.main];
    // what is static runs without an object; its class's objects may be made by it
    if (!fn.owner || fn.declaration.self === undefined) {
      return outer
        .flatMap((frame) => (fn.around ? this.rounds(frame, fn.around) : [frame]))
        .map((frame) => this.frameFor(fn, undefined, undefined, frame));
    }
    return this.instancesOf(fn.owner)
      .filter((self) => !this.overrides(fn, self))
      .map((self) => this.frameFor(fn, undefined, self, self.outer));
  }

  /** The object's class has a method of its own instead. */
  private overrides(fn: FunctionInfo, { cls }: InstanceValue): boolean {
    const { name } = fn.declaration;
    if (name === undefined || cls === fn.owner || name === fn.owner?.declaration.constructorName)
      return false;
    const nearest = this.resolver.withBases(cls).find(({ methods }) => methods.has(name));
    return nearest !== undefined && nearest !== fn.owner;
  }

  private roundsOf(before: Frame, loop: Block): readonly Frame[] {
    const item = loop.binding?.value;
    if (item?.kind !== 'item') return [before];
    const list = this.resolver.evaluate(item.of, before);
    if (list.kind !== 'list' || list.isOpen || list.items.length === 0 || list.items.length > maxRounds)
      return [before];
    return list.items.map((value, position) => {
      const key = `${before.key}#${loop.start}.${position}`;
      const known = this.byKey.get(key);
      return known ?? this.keep(key, { ...before, round: { loop, item: value, before } });
    });
  }

  /** Some call, nothing being known of it. */
  private unknownCall(fn: FunctionInfo): Frame {
    const known = this.unknownCalls.get(fn);
    if (known) return known;
    const around = fn.scope.parent?.fn ?? this.program.main;
    const outer = around === this.program.main ? this.main : this.unknownCall(around);
    const frame = this.keep(`${fn.declaration.start}?`, { fn, args: new Map(), outer });
    this.unknownCalls.set(fn, frame);
    return frame;
  }

  /** Keys are numbers, so that keys made of keys stay short. */
  private keep(key: string, frame: Omit<Frame, 'key' | 'memo'>): Frame {
    const kept = { ...frame, key: String(this.byKey.size + 1), memo: new Map() };
    this.byKey.set(key, kept);
    return kept;
  }
}

const noLoops: readonly Block[] = [];

/** The loops over collections that a block is in, the outermost first. */
function loopsAround(block: Block): readonly Block[] {
  let loops: Block[] | undefined;
  for (let at: Block | undefined = block; at; at = at.parent) if (at.binding) (loops ??= []).unshift(at);
  return loops ?? noLoops;
}

/** A table of cases: a list of them, by their names, or one after another from a generator. */
function rowsOf(table: Value): readonly Value[] {
  if (table.kind === 'map') return [...table.entries.values()].slice(0, maxRounds);
  const rows = table.kind === 'list' ? table.items : table.kind === 'choice' ? table.values : [];
  return rows.slice(0, maxRounds);
}

/** What the function around it gives to its callers: `return func(s *zmq.Socket) error { … }`. */
function isResult({ declaration, scope }: FunctionInfo): boolean {
  const returns = scope.parent?.fn.returns ?? [];
  return returns.some(({ value }) => value.kind === 'function' && value.declaration === declaration);
}

function isMaker({ does }: Meaning): boolean {
  return does === 'make' || does === 'makeSocket';
}
