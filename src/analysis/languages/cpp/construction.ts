import type { Argument, Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import { readArguments } from '../c/calls';
import type { Reader } from '../reader';
import { cppReader } from './cppReader';
import { bareSegments, pathOf } from './names';
import { spawnedCall } from './spawnedCall';
import { declaredType, isOwnClass, templateBindings, type CppType } from './types';

const isBraces = ({ type }: SyntaxNode) => type === 'initializer_list';

/**
 * What a declaration's initialiser, a constructor's arguments or braces make.
 * @param given an `argument_list`, an `initializer_list`, or any expression
 */
export function initialValue(given: SyntaxNode, type: CppType, reader: Reader): Expression {
  return isBraces(given) || given.type === 'argument_list'
    ? construct(type, given, given, reader)
    : reader.expression(given);
}

/** `T(…)` and `T{…}`, wherever they are written. */
export function construct(type: CppType, given: SyntaxNode, range: TextRange, reader: Reader): Expression {
  const { start, end } = range;
  const values = () => readArguments(given, reader).map(({ value }) => value);
  if (type.isHandle) {
    const [only] = given.children;
    if (only && isBraces(only)) return construct({ ...type, isHandle: false }, only, range, reader);
    return values()[0] ?? { kind: 'constant', value: null, start, end };
  }
  switch (type.kind) {
    case 'object':
      return callOf(type, argumentsIn(given, type, reader), range, reader);
    case 'list':
      return listOf(type.item ?? auto, given, range, reader);
    case 'map':
      return mapOf(type.item ?? auto, given, range, reader);
    case 'tuple':
      return { kind: 'list', items: values(), start, end };
    case 'text': {
      const args = readArguments(given, reader).slice(0, 1);
      // an empty one stands for what comes later
      if (args.length === 0) return { kind: 'other', parts: [], start, end };
      const callee = type.name && pathOf(bareSegments(type.name, reader), type.name);
      const [first] = args;
      return callee || !first
        ? { kind: 'call', callee: callee ?? nothing(range), args, start, end }
        : first.value;
    }
    case 'stream':
      return values()[0] ?? { kind: 'text', parts: [''], start, end };
    case 'plain':
    case 'auto': {
      const items = values();
      const [first] = items;
      return items.length === 1 && first ? first : { kind: 'list', items, start, end };
    }
  }
}

const auto: CppType = { kind: 'auto', isHandle: false };

function nothing({ start, end }: TextRange): Expression {
  return { kind: 'other', parts: [], start, end };
}

/** `T x;`: undefined where that says nothing. */
export function defaultValue(
  type: CppType,
  { start, end }: TextRange,
  reader: Reader,
): Expression | undefined {
  if (type.isHandle) return undefined;
  switch (type.kind) {
    case 'list':
      return { kind: 'list', items: [], start, end };
    case 'map':
      return { kind: 'map', entries: [], start, end };
    case 'stream':
      return { kind: 'text', parts: [''], start, end };
    case 'object':
      return isOwnClass(type, reader) ? callOf(type, [], { start, end }, reader) : undefined;
    case 'auto':
    case 'plain':
    case 'text':
    case 'tuple':
      return undefined;
  }
}

/** The construction of an object with arguments that have been read. */
export function callOf(
  type: CppType,
  args: readonly Argument[],
  { start, end }: TextRange,
  reader: Reader,
): Expression {
  const { name } = type;
  const callee = name && pathOf(bareSegments(name, reader), name);
  if (!name || !callee) return { kind: 'other', parts: args.map(({ value }) => value), start, end };
  const call = {
    kind: 'call',
    callee,
    args: [...args, ...templateBindings(name, reader)],
    start,
    end,
  } as const;
  return { ...call, spawns: spawnedCall(call, reader) };
}

/** Arguments by position, and by name where a struct's fields are named: `{.port = 1}`. */
function argumentsIn(given: SyntaxNode, type: CppType, reader: Reader): Argument[] {
  const last = type.name && bareSegments(type.name, reader).at(-1);
  const cls = last === undefined ? undefined : cppReader(reader).file.classes.get(last);
  const hasOwnTypes = isBraces(given) && cls !== undefined && cls.initialised.length === 0;
  if (!hasOwnTypes && !given.children.some(isBraces) && !childOfType(given, 'initializer_pair')) {
    return readArguments(given, reader);
  }
  const fields = [...(cls?.fields ?? [])];
  return given.children.map((child, position): Argument => {
    const field = childOf(child, 'designator')?.children[0];
    const name = field && reader.text(field);
    const value = childOf(child, 'value') ?? child;
    const declared = name === undefined ? fields[position]?.[1] : cls?.fields.get(name);
    const fieldType =
      declared && hasOwnTypes ? declaredType(declared, reader) : parameterType(last, position, reader);
    return {
      name,
      value: initialValue(child.type === 'initializer_pair' ? value : child, fieldType, reader),
    };
  });
}

/** The arguments of a call, where braces make what the function's parameters are. */
export function argumentsOf(given: SyntaxNode, name: string | undefined, reader: Reader): Argument[] {
  const args = readArguments(given, reader);
  if (args.length !== given.children.length) return args;
  return args.map((argument, position) => {
    const child = given.children[position];
    if (!child || !isBraces(child)) return argument;
    return { value: initialValue(child, parameterType(name, position, reader), reader) };
  });
}

/** What braces make that are passed for a parameter, also for one that is a reference. */
function parameterType(name: string | undefined, position: number, reader: Reader): CppType {
  const declared =
    name === undefined ? undefined : cppReader(reader).file.parameters.get(name)?.get(position);
  return declared ? { ...declaredType(declared, reader), isHandle: false } : auto;
}

function listOf(item: CppType, given: SyntaxNode, { start, end }: TextRange, reader: Reader): Expression {
  const [first, ...others] = given.children;
  if (!isBraces(given)) {
    // `vector<T> copy(other)`; with a number it says how many
    const copied = others.length === 0 ? first : undefined;
    if (!copied || copied.type === 'number_literal') return { kind: 'list', items: [], start, end };
    return reader.expression(copied);
  }
  const isAggregate =
    item.kind === 'object' || item.kind === 'tuple' || item.kind === 'list' || item.kind === 'map';
  const isNested = first !== undefined && isBraces(first);
  // `array<int, 2>{{1, 2}}` has braces that say nothing; `array<T, 2>{{{…}, {…}}}` too
  const isDoubled = isNested && others.length === 0 && (!isAggregate || first.children.every(isBraces));
  const list = isDoubled && first.children.length > 0 ? first : given;
  const items = list.children.some(isBraces)
    ? list.children.map((child) => initialValue(child, item, reader))
    : readArguments(list, reader).map(({ value }) => value);
  return { kind: 'list', items, start, end };
}

function mapOf(item: CppType, given: SyntaxNode, { start, end }: TextRange, reader: Reader): Expression {
  const [first, ...others] = given.children;
  if (!isBraces(given))
    return first && others.length === 0 ? reader.expression(first) : { kind: 'map', entries: [], start, end };
  const isDoubled =
    first !== undefined && others.length === 0 && first.children.length > 0 && first.children.every(isBraces);
  const entries = (isDoubled ? first : given).children.flatMap((pair) => {
    const [key, value] =
      pair.type === 'call_expression' ? (childOf(pair, 'arguments')?.children ?? []) : pair.children;
    return key && value ? [{ key: reader.expression(key), value: initialValue(value, item, reader) }] : [];
  });
  return { kind: 'map', entries, start, end };
}
