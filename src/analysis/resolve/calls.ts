import type { LibraryMeaning } from '../library/libraryIndex';
import type { CallExpression, OutExpression } from '../program/expression';
import type { FunctionInfo } from '../program/program';
import { lastSegment, nameOf } from './combineText';
import { outsideLoops, type Frame } from './frame';
import { bindSelf } from './boundArguments';
import { constructorsOf, instanceOf } from './instances';
import { itemAt } from './items';
import type { Makers } from './makers';
import type { Members } from './members';
import { fittingOverloads } from './overloads';
import type { Resolver } from './resolver';
import {
  alternativesOf,
  choiceOf,
  isForeign,
  isHole,
  textValue,
  unknown,
  type ClassValue,
  type InstanceValue,
  type Value,
} from './value';
import type { CallArguments, CallContext } from './valueFunction';

/** What a call does in a library, and on what. */
export interface CallMeaning extends LibraryMeaning {
  readonly receiver?: Value;
}

/** Finds what calls call, and what they give. */
export class Calls {
  private readonly extensions: ReadonlyMap<string, FunctionInfo>;

  constructor(
    private readonly resolver: Resolver,
    private readonly members: Members,
    private readonly makers: Makers,
  ) {
    this.extensions = new Map(
      resolver.program.functions.flatMap((fn) =>
        fn.declaration.isExtension && fn.declaration.name !== undefined ? [[fn.declaration.name, fn]] : [],
      ),
    );
  }

  argumentsOf(call: CallExpression, frame: Frame): CallArguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const { name, value: expression } of call.args) {
      const value = this.resolver.evaluate(expression, frame);
      if (name !== undefined) named.set(name, value);
      else if (expression.kind !== 'spread') positional.push(value);
      else if (value.kind === 'list') positional.push(...value.items);
      else if (value.kind === 'map') for (const [key, item] of value.entries) named.set(key, item);
    }
    return { positional, named };
  }

  /** What a call may call; of overloaded methods those that take its arguments. */
  calleesOf(call: CallExpression, frame: Frame): readonly Value[] {
    const callees = alternativesOf(this.resolver.evaluate(call.callee, frame)).map((callee) =>
      this.extension(callee),
    );
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
    if (library && type && this.resolver.libraries.meaningsOfMethod(library, type, callee.name).length > 0)
      return callee;
    return { kind: 'function', fn, outer: this.resolver.frames.main, first: receiver };
  }

  /** What a call does by the libraries' tables. */
  meaningsOf(call: CallExpression, frame: Frame): CallMeaning[] {
    return alternativesOf(this.resolver.evaluate(call.callee, frame)).flatMap((callee): CallMeaning[] => {
      if (callee.kind === 'symbol') {
        const found = this.resolver.libraries.meaningsOfCall(callee.path);
        if (found.length > 0 || !callee.imported || !callee.path.includes('.')) return found;
        return this.makersByArgument(call, lastSegment(callee.path), frame);
      }
      if (callee.kind !== 'method') return [];
      const { receiver, name } = callee;
      if (isHole(receiver)) return this.makersByArgument(call, name, frame);
      if (receiver.kind !== 'socket' && receiver.kind !== 'object') return [];
      const type = receiver.kind === 'socket' ? 'socket' : receiver.type;
      const found = this.resolver.libraries.meaningsOfMethod(receiver.library, type, name);
      return found.map((meaning) => ({ ...meaning, receiver }));
    });
  }

  /** `context.socket(zmq.PUB)` on something unknown: the argument tells what it is. */
  private makersByArgument(call: CallExpression, method: string, frame: Frame): CallMeaning[] {
    return this.resolver.libraries
      .makersNamed(method)
      .filter(({ meaning }) => this.makers.typeOf(meaning, call, frame) !== undefined)
      .slice(0, 1);
  }

  /** What a call gives. */
  valueOf(call: CallExpression, frame: Frame): Value {
    const meanings = this.meaningsOf(call, frame);
    const made = meanings.flatMap((meaning) => this.makers.valueOf(call, meaning, frame) ?? []);
    if (made.length > 0) return choiceOf(made);
    return choiceOf(this.calleesOf(call, frame).map((callee) => this.callOne(call, callee, frame)));
  }

  private callOne(call: CallExpression, callee: Value, frame: Frame): Value {
    const { functions, methods, transparent } = this.resolver.language;
    const args = this.argumentsOf(call, frame);
    switch (callee.kind) {
      case 'function': {
        const { fn, outer } = callee;
        const bound = bindSelf(callee, args);
        if (fn.returns.length === 0) return unknown(fn.declaration.name ?? 'value');
        const inner = this.resolver.frames.frameFor(fn, bound.args, bound.self, outer, call);
        const value = this.resolver.resultOf(fn, inner);
        return value.kind === 'unknown' && !value.imported
          ? unknown(fn.declaration.name ?? value.name)
          : value;
      }
      case 'class':
        return this.copied(callee, args) ?? instanceOf(callee, call, frame);
      case 'symbol': {
        if (callee.path === this.resolver.language.names.superName) return this.superOf(frame);
        const value = functionNamed(functions, callee.path)?.(args, this.contextOf(call));
        const name = lastSegment(callee.path);
        if (value ?? transparent.has(name)) return value ?? args.positional[0] ?? this.ownerOf(call, frame);
        const module = callee.imported?.modules[0];
        const isForeign = module !== undefined && this.resolver.language.isPackage?.(module);
        return isForeign ? { ...unknown(name), isForeign } : unknown(name);
      }
      case 'method': {
        const { receiver, name } = callee;
        if (receiver.kind === 'class' && this.resolver.language.names.derivedMakers?.has(name))
          return instanceOf(receiver, call, frame);
        const value = functionNamed(methods, name)?.(receiver, args, this.contextOf(call));
        if (value ?? transparent.has(name)) return value ?? receiver;
        return isForeign(receiver) ? { ...unknown(name), isForeign: true } : unknown(name);
      }
      case 'text':
      case 'constant':
      case 'list':
      case 'map': {
        const isRead = this.resolver.language.names.readsByCalls && call.args.length === 0;
        return isRead ? callee : unknown(nameOf(callee));
      }
      default:
        return unknown(nameOf(callee));
    }
  }

  /** `PORT.toString()`, where another file has PORT: as good as PORT. */
  private ownerOf({ callee }: CallExpression, frame: Frame): Value {
    return callee.kind === 'member'
      ? this.resolver.evaluate(callee.object, frame)
      : unknown(nameOf(this.resolver.evaluate(callee, frame)));
  }

  /** `T(other)` where other is a T itself, which is then as good as the new one. */
  copied({ cls }: ClassValue, { positional }: CallArguments): InstanceValue | undefined {
    const [first, ...others] = positional;
    if (!this.resolver.language.names.copies || first?.kind !== 'instance' || others.length > 0)
      return undefined;
    const takesOne = constructorsOf(cls, this.resolver).some(({ declaration: { parameters } }) => {
      const [only, ...more] = parameters;
      const type = only?.type;
      return type?.kind === 'name' && type.name === cls.declaration.name && more.length === 0;
    });
    return !takesOne && this.resolver.withBases(first.cls).includes(cls) ? first : undefined;
  }

  /** What a call assigns through one of its arguments. */
  outOf({ call, position }: OutExpression, frame: Frame): Value {
    const values = alternativesOf(this.resolver.evaluate(call.callee, frame)).flatMap((callee): Value[] => {
      if (callee.kind !== 'function') return [];
      const { fn } = callee;
      const { args, self } = bindSelf(callee, this.argumentsOf(call, frame));
      const inner = this.resolver.frames.frameFor(fn, args, self, callee.outer);
      const assigned = fn.outs.get(fn.declaration.parameters[position]?.name ?? '') ?? [];
      return assigned
        .filter(({ block }) => !this.resolver.isDead(block, inner))
        .map(({ value, block }) => this.resolver.evaluate(value, outsideLoops(inner, block)));
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
            return this.resolver.resultOf(fn, this.resolver.frames.frameFor(fn, args, one.self, outer));
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
    return (this.resolver.program.callsByName.get(name) ?? []).flatMap(({ call, fn }) =>
      this.resolver.frames.framesOf(fn).map((frame) => this.argumentsOf(call, frame)),
    );
  }
}

function functionNamed<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
