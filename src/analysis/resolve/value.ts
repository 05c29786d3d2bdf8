import type { SocketType } from '../../model/socketType';
import type { CallExpression } from '../program/expression';
import type { ClassInfo, FunctionInfo } from '../program/program';
import type { ImportedName, TextPattern } from '../textPattern';
import type { TextRange } from '../textRange';
import type { Frame } from './frame';

/** What an expression may hold when the program runs, as far as the text tells. */
export type Value =
  | TextValue
  | ConstantValue
  | ListValue
  | MapValue
  | SymbolValue
  | LibraryObject
  | SocketValue
  | MethodValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | SuperValue
  | ChoiceValue
  | UnknownValue;

export interface TextValue {
  readonly kind: 'text';
  readonly pattern: TextPattern;
  /** The literals that it is made of. */
  readonly origins: readonly TextRange[];
  readonly memberOf?: ClassValue;
}

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: number | boolean | null;
  /** The enumeration that it is a member of. */
  readonly memberOf?: ClassValue;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** How many there are is not known; the items are those that are. */
  readonly isOpen?: boolean;
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** Of keys that are objects (an enumeration's), by their text among the entries. */
  readonly keys?: ReadonlyMap<string, Value>;
  /** It may have others. */
  readonly isOpen?: boolean;
}

/** Something from outside the file, by its dotted path: `zmq.Context`, `zmq_bind`, `os.environ`. */
export interface SymbolValue {
  readonly kind: 'symbol';
  readonly path: string;
  /** The name that the file gives it, where that is another. */
  readonly local?: string;
  readonly imported?: ImportedName;
}

/** What a library made: a context, a poller, a device. The types are named by the library's table. */
export interface LibraryObject {
  readonly kind: 'object';
  readonly type: string;
  readonly library: string;
  /** Of an object whose declared type says that it is a socket, where it says which. */
  readonly socketType?: SocketType;
  /** Sockets inside it, such as a device's two. */
  readonly parts?: ReadonlyMap<string, SocketValue>;
}

export interface SocketValue {
  readonly kind: 'socket';
  readonly id: string;
  readonly call: CallExpression;
  readonly library: string;
  readonly type?: SocketType;
}

/** A method of something that is not a class of the file, not yet called. */
export interface MethodValue {
  readonly kind: 'method';
  readonly receiver: Value;
  readonly name: string;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly fn: FunctionInfo;
  /** Where its free names live. */
  readonly outer: Frame;
  readonly self?: Value;
  /** A method by its class: the object is the first argument of a call (`Base.__init__(self, …)`). */
  readonly isUnbound?: boolean;
  /** The first argument, which stands in front of the call: `socket.Open()` of an extension method. */
  readonly first?: Value;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly cls: ClassInfo;
  readonly outer: Frame;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly cls: ClassInfo;
  readonly outer: Frame;
  /** The call that made it, and where; absent for a stand-in where no call is known. */
  readonly made?: { readonly call: CallExpression; readonly frame: Frame };
  /** A struct inside another object: its field there, or `[0]` in an array. */
  readonly of?: { readonly object: InstanceValue; readonly field: string };
  /** Stands for whatever object of the class there is. */
  readonly isAny?: boolean;
  readonly key: string;
}

/** What stands among a map's entries for a key that is an object of the file. */
export function objectKey(value: Value): string | undefined {
  return value.kind === 'instance' && value.made ? `@${value.key}` : undefined;
}

/** A map's keys as the values that they are. */
export function keysOf({ entries, keys: objects }: MapValue): Value[] {
  return [...entries.keys()].map((key) => objects?.get(key) ?? textValue([key]));
}

/** Whether two may be one object, as far as the text tells. */
export function mayBeSame(one: InstanceValue, other: InstanceValue): boolean {
  if (one.key === other.key) return true;
  if (isItemOf(one, other) || isItemOf(other, one)) return true;
  if (one.cls !== other.cls) return false;
  if (one.isAny || other.isAny) return true;
  return (
    one.of !== undefined && one.of.field === other.of?.field && mayBeSame(one.of.object, other.of.object)
  );
}

function isItemOf({ of }: InstanceValue, array: InstanceValue): boolean {
  return of !== undefined && of.field.startsWith('[') && mayBeSame(of.object, array);
}

/** An object seen as one of its base classes: `super()`. */
export interface SuperValue {
  readonly kind: 'super';
  readonly instance: InstanceValue;
  /** The class whose method says `super`; what is meant comes after it. */
  readonly cls: ClassInfo;
}

/** One of several; never nested, at least two. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly values: readonly Value[];
  /** It is one of them whenever the program runs, as `bind ? a : b` is; an item of a list is each of them in turn. */
  readonly isOneOf?: boolean;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** Nearest name, for patterns. */
  readonly name: string;
  readonly imported?: ImportedName;
  /** Another package made it. */
  readonly isForeign?: boolean;
}

/** More alternatives than these are cut off. */
export const maxAlternatives = 24;

export const nothing: ConstantValue = { kind: 'constant', value: null };

export function unknown(name: string, imported?: ImportedName): UnknownValue {
  return { kind: 'unknown', name, imported };
}

export function textValue(pattern: TextPattern, origins: readonly TextRange[] = []): TextValue {
  return { kind: 'text', pattern, origins };
}

export function alternativesOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.values : [value];
}

/**
 * One of these values. What is not known and `null` count only where there is nothing better: the default of an
 * argument that a command line may change is the endpoint that people see.
 */
export function choiceOf(values: Iterable<Value>, isOneOf?: boolean): Value {
  const only = Array.isArray(values) && values.length === 1 ? (values[0] as Value) : undefined;
  if (only && (only.kind !== 'choice' || isOneOf === undefined)) return only;
  const byKey = new Map<string, Value>();
  let areOneOf = true;
  for (const value of values) {
    areOneOf &&= value.kind === 'choice' ? value.isOneOf === true : isHole(value) || isNull(value);
    for (const one of alternativesOf(value)) byKey.set(valueKey(one), one);
  }
  const all = [...byKey.values()];
  const told = all.filter((value) => !isNull(value));
  const known = told.filter((value) => !isHole(value));
  const kept = (known.length > 0 ? known : told.length > 0 ? told.slice(0, 1) : all).slice(
    0,
    maxAlternatives,
  );
  const [first] = kept;
  if (!first) return unknown('value');
  if (kept.length === 1) return first;
  return (isOneOf ?? areOneOf)
    ? { kind: 'choice', values: kept, isOneOf: true }
    : { kind: 'choice', values: kept };
}

export function isNull(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

/** Nothing is known of it but perhaps a name. */
export function isHole(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'method':
      return isHole(value.receiver);
    case 'symbol':
      return !value.imported;
    case 'text':
      return value.pattern.length > 0 && value.pattern.every((part) => typeof part !== 'string');
    default:
      return false;
  }
}

/** Another package's object, or a part of one. */
export function isForeign(value: Value): boolean {
  if (value.kind === 'method') return isForeign(value.receiver);
  return value.kind === 'unknown' && value.isForeign === true;
}

const maxKeyLength = 2000;
const keys = new WeakMap<Value, string>();

/** Equal for values that cannot be told apart. */
export function valueKey(value: Value): string {
  const known = keys.get(value);
  if (known !== undefined) return known;
  // lists in lists in a circle of names would make keys without end
  const key = keyOf(value).slice(0, maxKeyLength);
  keys.set(value, key);
  return key;
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'text':
      return `t${JSON.stringify(value.pattern)}`;
    case 'constant':
      return `c${value.value}`;
    case 'list':
      return `[${value.items.map(valueKey).join()}]`;
    case 'map':
      return `{${[...value.entries].map(([key, item]) => `${key}:${valueKey(item)}`).join()}}`;
    case 'symbol':
      return `s${value.path}`;
    case 'object':
      return `o${value.type}${value.socketType ?? ''}${value.parts ? [...value.parts.values()].map(valueKey).join() : ''}`;
    case 'socket':
      return `z${value.id}`;
    case 'method':
      return `m${valueKey(value.receiver)}.${value.name}`;
    case 'function':
      return `f${value.fn.declaration.start}@${value.outer.key}${value.self ? valueKey(value.self) : ''}`;
    case 'class':
      return `k${value.cls.declaration.start}@${value.outer.key}`;
    case 'instance':
      return `i${value.key}`;
    case 'super':
      return `u${value.cls.declaration.start}${value.instance.key}`;
    case 'choice':
      return `(${value.values.map(valueKey).join('|')})`;
    case 'unknown':
      return `?${value.name}`;
  }
}
