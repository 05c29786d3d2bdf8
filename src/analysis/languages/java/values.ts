import { lastName } from '../../program/calledName';
import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { fill, formatPercent } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import {
  alternativesOf,
  choiceOf,
  isHole,
  keysOf,
  textValue,
  unknown,
  type Value,
} from '../../resolve/value';
import type { ValueFunction, ValueMethod } from '../../resolve/valueFunction';

/** `System.getenv(name)`, `System.getProperty(name, otherwise)` */
const environment: ValueFunction = ({ positional: [name, otherwise] }) => {
  const hole = unknown(knownText(name) ?? 'value');
  return otherwise ? choiceOf([otherwise, hole]) : hole;
};

const listOf: ValueFunction = ({ positional }, { call }) => {
  const [only] = positional;
  const given = call.args[0]?.value;
  const isListOf = given?.kind === 'call' && /^(of|asList|arguments)$/.test(lastName(given.callee) ?? '');
  // an array instead of the items
  if (positional.length === 1 && only?.kind === 'list' && !isListOf) return only;
  return { kind: 'list', items: positional };
};

const copyOfList: ValueFunction = ({ positional: [first] }) =>
  first?.kind === 'list' ? first : { kind: 'list', items: [] };

const mapOf: ValueFunction = ({ positional }) => {
  const entries = new Map<string, Value>();
  for (let at = 0; at + 1 < positional.length; at += 2) {
    const [key, value] = [keyText(positional[at]), positional[at + 1]];
    if (key !== undefined && value) entries.set(key, value);
  }
  return { kind: 'map', entries };
};

const mapOfEntries: ValueFunction = ({ positional }) => {
  const entries = new Map<string, Value>();
  for (const entry of positional) {
    const [name, value] = entry.kind === 'list' ? entry.items : [];
    const key = keyText(name);
    if (key !== undefined && value) entries.set(key, value);
  }
  return { kind: 'map', entries };
};

function keyText(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' ? String(value.value) : knownText(value);
}

/** `String.format`, with a locale in front or without; `%1$s` takes its argument by number. */
const format: ValueFunction = ({ positional }) => {
  const at = positional.findIndex(({ kind }) => kind === 'text');
  const template = at > 1 ? undefined : positional[at];
  return template?.kind === 'text' ? formatted(template, positional.slice(at + 1)) : undefined;
};

function formatted(template: Value, given: readonly Value[]): Value | undefined {
  if (template.kind !== 'text') return undefined;
  const [only] = given;
  const args = given.length === 1 && only?.kind === 'list' ? only.items : given;
  const isNumbered = template.pattern.some((part) => typeof part === 'string' && /%\d+\$/.test(part));
  if (!isNumbered) return formatPercent(template, args);
  return fill(
    template,
    /%(\d+)\$[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]/g,
    ([, position]) => args[Number(position) - 1] ?? unknown('value'),
  );
}

/** `MessageFormat.format("tcp://{0}:{1}", …)`: braces hold numbers, `'` quotes. */
const messageFormat: ValueFunction = ({ positional: [template, ...args] }) =>
  template?.kind === 'text'
    ? fill(template, /''|\{(\d+)(?:,[^}]*)?\}/g, ([, position]) =>
        position === undefined ? textValue(["'"]) : (args[Number(position)] ?? unknown('value')),
      )
    : undefined;

const joined: ValueFunction = ({ positional: [separator, ...rest] }) => {
  const [only] = rest;
  const items = rest.length === 1 && only?.kind === 'list' ? only.items : rest;
  return separator
    ? combineText(items.flatMap((item, at) => (at === 0 ? [item] : [separator, item])))
    : undefined;
};

const first: ValueFunction = ({ positional: [value] }) => value;
const second: ValueFunction = ({ positional: [value, otherwise] }) =>
  value && otherwise ? choiceOf([value, otherwise]) : value;

const builder: ValueFunction = ({ positional: [value] }) => (value?.kind === 'text' ? value : textValue([]));

/** With and without the package, since `import java.util.*` leaves it out. */
function named(
  packageName: string,
  table: Readonly<Record<string, ValueFunction>>,
): [string, ValueFunction][] {
  return Object.entries(table).flatMap(([name, value]) => [
    [name, value],
    [`${packageName}.${name}`, value],
  ]);
}

const maxRange = 16;

/** `IntStream.range(from, to)` */
const range =
  (more: number): ValueFunction =>
  ({ positional: [from, to] }) => {
    if (from?.kind !== 'constant' || to?.kind !== 'constant') return undefined;
    const first = Number(from.value);
    const count = Number(to.value) - first + more;
    if (!(count >= 0 && count <= maxRange)) return undefined;
    return {
      kind: 'list',
      items: Array.from({ length: count }, (_item, at) => ({ kind: 'constant', value: first + at })),
    };
  };

const lists = ['ArrayList', 'LinkedList', 'HashSet', 'LinkedHashSet', 'ArrayDeque', 'TreeSet', 'Vector'];
const maps = ['HashMap', 'LinkedHashMap', 'TreeMap', 'EnumMap'];
const emptyMap: ValueFunction = ({ positional: [given] }) =>
  given?.kind === 'map' ? given : { kind: 'map', entries: new Map() };

export const functions: Readonly<Record<string, ValueFunction>> = Object.fromEntries([
  ...named('java.lang', {
    'System.getenv': environment,
    'System.getProperty': environment,
    'Integer.getInteger': environment,
    'String.format': format,
    'String.join': joined,
    'String.valueOf': first,
    String: first,
    'Integer.toString': first,
    'Integer.valueOf': first,
    'Integer.parseInt': first,
    'Long.toString': first,
    'Long.parseLong': first,
    StringBuilder: builder,
    StringBuffer: builder,
  }),
  ...named('java.text', { 'MessageFormat.format': messageFormat }),
  ...named('java.net', { 'URI.create': first }),
  ...named('java.util', {
    'List.of': listOf,
    'Set.of': listOf,
    'List.copyOf': first,
    'Arrays.asList': listOf,
    'Arrays.stream': listOf,
    'Collections.singletonList': listOf,
    'Collections.emptyList': listOf,
    'Map.of': mapOf,
    'Map.ofEntries': mapOfEntries,
    'Map.entry': ({ positional }) => ({ kind: 'list', items: positional }),
    'Optional.of': first,
    'Optional.ofNullable': first,
    'Objects.requireNonNullElse': second,
    ...Object.fromEntries(lists.map((name) => [name, copyOfList])),
    ...Object.fromEntries(maps.map((name) => [name, emptyMap])),
  }),
  ...named('java.util.concurrent', { CopyOnWriteArrayList: copyOfList, ConcurrentHashMap: emptyMap }),
  ...named('java.util.stream', {
    'Stream.of': listOf,
    'IntStream.of': listOf,
    'IntStream.range': range(0),
    'IntStream.rangeClosed': range(1),
  }),
  ...named('org.junit.jupiter.params.provider', { 'Arguments.of': listOf, 'Arguments.arguments': listOf }),
  // Guava's
  ['com.google.common.collect.ImmutableList.of', listOf],
  ['com.google.common.collect.ImmutableMap.of', mapOf],
]);

/** `props.getProperty("name", "tcp://…")`, `map.get(name)`, `list.get(0)`, `optional.get()` */
const get: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (!key) return isHole(receiver) ? undefined : receiver;
  const found = itemAt(receiver, key);
  if (!otherwise) return isHole(found) ? unknown(knownText(key) ?? nameOf(found)) : found;
  const isDefault = receiver.kind === 'map' || otherwise.kind === 'constant' || isAddress(otherwise);
  if (!isHole(found)) return found;
  // what stands for the key is known as its name, what else is passed is not a default
  return isDefault || isText(otherwise)
    ? choiceOf([otherwise, found])
    : unknown(knownText(key) ?? nameOf(found));
};

function isText(value: Value): boolean {
  return knownText(value) !== undefined;
}

function isAddress(value: Value): boolean {
  return alternativesOf(value).every((one) => knownText(one)?.includes('://'));
}

const otherwise: ValueMethod = (receiver, { positional: [value] }) => {
  if (receiver.kind === 'list') return value ? choiceOf([...receiver.items, value]) : undefined;
  if (value?.kind === 'function') return undefined;
  return value ? choiceOf([receiver, value]) : undefined;
};

/** What a function makes of each item of a stream, or of what an `Optional` holds. */
const map: ValueMethod = (receiver, { positional: [each] }, { apply }) => {
  if (each?.kind !== 'function') return undefined;
  if (receiver.kind !== 'list') return isHole(receiver) ? undefined : apply(each, [receiver]);
  return { ...receiver, items: receiver.items.slice(0, maxRange).map((item) => apply(each, [item])) };
};

const firstItem: ValueMethod = (receiver) => (receiver.kind === 'list' ? receiver.items[0] : undefined);
const entryPart =
  (at: number): ValueMethod =>
  (receiver) =>
    receiver.kind === 'list' ? receiver.items[at] : undefined;

export const methods: Readonly<Record<string, ValueMethod>> = {
  formatted: (receiver, { positional }) => formatted(receiver, positional),
  concat: (receiver, { positional: [other] }) => (other ? combineText([receiver, other]) : undefined),
  append: (receiver, { positional: [other] }) =>
    receiver.kind === 'text' && other ? combineText([receiver, other]) : undefined,
  replace: (receiver, { positional: [from, to] }) => {
    const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
    if (text === undefined || search === undefined || put === undefined || receiver.kind !== 'text')
      return undefined;
    return textValue([text.replaceAll(search, put)], receiver.origins);
  },
  split: (receiver, { positional: [separator] }) => {
    const [text, by] = [knownText(receiver), knownText(separator)];
    if (text === undefined || by === undefined || by === '' || /[\\[\](){}.*+?^$|]/.test(by))
      return undefined;
    return { kind: 'list', items: text.split(by).map((part) => textValue([part])) };
  },
  map,
  mapToObj: map,
  mapToInt: map,
  get,
  getProperty: get,
  getOrDefault: get,
  getString: get,
  getOptionValue: get,
  orElse: otherwise,
  getFirst: firstItem,
  getKey: entryPart(0),
  getValue: entryPart(1),
  values: (receiver) =>
    receiver.kind === 'map' ? { kind: 'list', items: [...receiver.entries.values()] } : undefined,
  keySet: (receiver) => (receiver.kind === 'map' ? { kind: 'list', items: keysOf(receiver) } : undefined),
  entrySet: (receiver) => {
    if (receiver.kind !== 'map') return undefined;
    const keys = keysOf(receiver);
    const pairs = [...receiver.entries.values()].map((value, at): Value => ({
      kind: 'list',
      items: [keys[at] ?? unknown('key'), value],
    }));
    return { kind: 'list', items: pairs };
  },
};
