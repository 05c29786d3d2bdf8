import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { formatPercent } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import {
  alternativesOf,
  choiceOf,
  isHole,
  nothing,
  textValue,
  unknown,
  type ListValue,
  type MapValue,
  type Value,
} from '../../resolve/value';
import type { CallArguments, ValueFunction, ValueMethod } from '../../resolve/valueFunction';
import {
  commander,
  commanderArguments,
  commanderOption,
  isOption,
  minimist,
  parseArgs,
  withDefault,
  yargs,
} from './commandLine';

const maxRange = 16;

function listOf(items: readonly Value[], isOpen?: boolean): ListValue {
  return isOpen ? { kind: 'list', items, isOpen } : { kind: 'list', items };
}

function pairsOf({ entries, isOpen }: MapValue): ListValue {
  return listOf(
    [...entries].map(([key, value]) => listOf([textValue([key]), value])),
    isOpen,
  );
}

/** The first argument: what wraps a value for JavaScript only. */
const same: ValueFunction = ({ positional: [value] }) => value;

const moduleNamed: ValueFunction = ({ positional: [module] }) => {
  const path = knownText(module);
  return path === undefined ? undefined : { kind: 'symbol', path, imported: { modules: [path], name: '' } };
};

const format: ValueFunction = ({ positional: [template, ...values] }) =>
  template?.kind === 'text' ? formatPercent(template, values) : undefined;

const array: ValueFunction = ({ positional: [value] }) => {
  if (value?.kind !== 'map') return value;
  const length = value.entries.get('length');
  if (length?.kind === 'constant' && value.entries.size === 1) {
    const count = Number(length.value);
    if (count <= maxRange) return listOf(Array.from({ length: count }, () => nothing));
  }
  return listOf([], true);
};

const assign: ValueFunction = ({ positional }) => {
  const maps = positional.flatMap((value) => (value.kind === 'map' ? [value] : []));
  const isOpen = maps.length < positional.length || maps.some((map) => map.isOpen);
  const entries = new Map(maps.flatMap((map) => [...map.entries]));
  return isOpen ? { kind: 'map', entries, isOpen } : { kind: 'map', entries };
};

function valuesOf({ positional: [map] }: CallArguments): ListValue | undefined {
  return map?.kind === 'map' ? listOf([...map.entries.values()], map.isOpen) : undefined;
}

const path: ValueFunction = ({ positional }) =>
  combineText(positional.flatMap((part, at) => (at === 0 ? [part] : [textValue(['/']), part])));

/** `config.get('zmq.port')` of the package `config`: named after the setting. */
const setting: ValueFunction = ({ positional: [key] }) => {
  const name = knownText(key);
  return name === undefined ? undefined : unknown(name.slice(name.lastIndexOf('.') + 1));
};

/** Schemas of settings as the settings that they give where nobody sets any. */
const settingsSchemas = Object.fromEntries(
  ['zod', 'zod/v4', 'yup', 'joi'].flatMap((module) =>
    ['', '.z', '.default'].flatMap((part) =>
      ['object', 'strictObject', 'looseObject'].map((name) => [`${module}${part}.${name}`, same]),
    ),
  ),
);

/** The first that has a key counts. */
const defaults: ValueFunction = ({ positional, named }, context) =>
  assign({ positional: [...positional].reverse(), named }, context);

const lodash = Object.fromEntries(
  ['lodash', 'lodash.default', 'underscore', 'underscore.default'].flatMap(
    (module): [string, ValueFunction][] => [
      [`${module}.defaults`, defaults],
      [`${module}.defaultsDeep`, defaults],
      [`${module}.assign`, assign],
      [`${module}.extend`, assign],
      [`${module}.merge`, assign],
      [`${module}.values`, valuesOf],
      [`${module}.keys`, ({ positional: [map] }) => keysOf(map)],
    ],
  ),
);

export const functions: Readonly<Record<string, ValueFunction>> = {
  require: moduleNamed,
  'Promise.all': same,
  'Promise.allSettled': same,
  'Promise.race': same,
  'Promise.resolve': same,
  'String.raw': same,
  'path.join': path,
  'path.resolve': path,
  'path.default.join': path,
  'path.default.resolve': path,
  'node:path.join': path,
  'node:path.resolve': path,
  'node:path.default.join': path,
  'node:path.default.resolve': path,
  import: moduleNamed,
  'util.format': format,
  'node:util.format': format,
  'config.get': setting,
  'config.default.get': setting,
  'Object.freeze': same,
  'Object.assign': assign,
  'Object.values': valuesOf,
  'Object.keys': ({ positional: [map] }) => keysOf(map),
  'Object.entries': ({ positional: [map] }) => (map?.kind === 'map' ? pairsOf(map) : undefined),
  'Object.fromEntries': ({ positional: [list] }) => mapOf(list),
  Map: ({ positional: [list] }) => mapOf(list) ?? { kind: 'map', entries: new Map() },
  Set: ({ positional: [list] }) => list ?? listOf([]),
  Array: ({ positional }) => (positional.length > 1 ? listOf(positional) : listOf([], true)),
  'Array.of': ({ positional }) => listOf(positional),
  'Array.from': array,
  '@array': array,
  '@keys': ({ positional: [value] }) => keysOf(value),
  // what `for (… of …)` goes through: a Map gives pairs
  '@items': ({ positional: [value] }) => (value?.kind === 'map' ? pairsOf(value) : value),
  '@range': ({ positional: [from, to, last] }) => {
    if (from?.kind !== 'constant' || to?.kind !== 'constant') return undefined;
    const first = Number(from.value);
    const count = Number(to.value) - first + (last ? 1 : 0);
    if (!(count <= maxRange)) return undefined;
    const items = Array.from({ length: Math.max(0, count) }, (_item, at) => first + at);
    return listOf(items.map((value) => ({ kind: 'constant', value })));
  },
  '@yargs': (args, context) => yargs(unknown('argv'), args, context),
  '@commander': commanderArguments,
  minimist,
  ...settingsSchemas,
  ...lodash,
  'commander.Option': commanderOption,
  'minimist.default': minimist,
  'util.parseArgs': parseArgs,
  'node:util.parseArgs': parseArgs,
};

function keysOf(value: Value | undefined): Value | undefined {
  if (value?.kind === 'map')
    return listOf(
      [...value.entries.keys()].map((key) => textValue([key])),
      value.isOpen,
    );
  if (value?.kind !== 'list') return undefined;
  return listOf(
    value.items.map((_item, at) => ({ kind: 'constant', value: at })),
    value.isOpen,
  );
}

function mapOf(list: Value | undefined): MapValue | undefined {
  if (list?.kind === 'map') return list;
  if (list?.kind !== 'list') return undefined;
  const entries = list.items.flatMap((pair): [string, Value][] => {
    const key = pair.kind === 'list' ? pair.items[0] : undefined;
    const value = pair.kind === 'list' ? pair.items[1] : undefined;
    const name = key?.kind === 'constant' ? String(key.value) : knownText(key);
    return name !== undefined && value ? [[name, value]] : [];
  });
  return { kind: 'map', entries: new Map(entries), isOpen: list.isOpen };
}

type Apply = (callee: Value, positional: readonly Value[]) => Value;

function mapped(list: ListValue, each: Value, apply: Apply): ListValue {
  const items = list.items
    .slice(0, maxRange)
    .map((item, value) => apply(each, [item, { kind: 'constant', value }]));
  return listOf(items, list.isOpen);
}

const map: ValueMethod = (receiver, { positional: [each] }, context) =>
  receiver.kind === 'list' && each ? mapped(receiver, each, context.apply) : undefined;

/** Methods that leave a list as it is, as far as the text tells. */
const sameList: ValueMethod = (receiver) =>
  receiver.kind === 'list' || receiver.kind === 'function' ? receiver : undefined;

const joined: ValueMethod = (receiver, { positional: [separator = textValue([','])] }) =>
  receiver.kind === 'list' && !receiver.isOpen
    ? combineText(receiver.items.flatMap((item, at) => (at === 0 ? [item] : [separator, item])))
    : undefined;

const concatenated: ValueMethod = (receiver, { positional }) => {
  if (receiver.kind === 'text') return combineText([receiver, ...positional]);
  if (receiver.kind !== 'list') return undefined;
  return listOf(
    [...receiver.items, ...positional.flatMap((value) => (value.kind === 'list' ? value.items : [value]))],
    receiver.isOpen,
  );
};

const replaced: ValueMethod = (receiver, { positional: [from, to] }) => {
  const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
  if (text === undefined || search === undefined || put === undefined || receiver.kind !== 'text')
    return undefined;
  return textValue([text.replace(search, () => put)], receiver.origins);
};

const split: ValueMethod = (receiver, { positional: [separator] }) => {
  const [text, by] = [knownText(receiver), knownText(separator)];
  if (text === undefined || by === undefined || receiver.kind !== 'text') return undefined;
  return listOf(text.split(by).map((part) => textValue([part], receiver.origins)));
};

const found: ValueMethod = (receiver) =>
  receiver.kind === 'list' ? choiceOf(receiver.items.flatMap(alternativesOf)) : undefined;

/** An item, or a setting: `config.get('quotes.port', 5700)`. */
const get: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (receiver.kind === 'map' && key && !receiver.entries.has('get')) return itemAt(receiver, key);
  const name = knownText(key);
  if (name === undefined || !isHole(receiver)) return undefined;
  const hole = unknown(name.slice(name.lastIndexOf('.') + 1));
  const isDefault = otherwise?.kind === 'constant' || otherwise?.kind === 'text';
  return isDefault ? choiceOf([otherwise, hole]) : hole;
};

export const methods: Readonly<Record<string, ValueMethod>> = {
  map,
  flatMap: (receiver, args, context) => {
    const list = map(receiver, args, context);
    return list?.kind === 'list'
      ? listOf(
          list.items.flatMap((item) => (item.kind === 'list' ? item.items : [item])),
          list.isOpen,
        )
      : undefined;
  },
  filter: sameList,
  slice: sameList,
  reverse: sameList,
  sort: sameList,
  flat: sameList,
  bind: (receiver) => (receiver.kind === 'function' ? receiver : undefined),
  find: found,
  pop: found,
  shift: found,
  at: (receiver, { positional: [at] }) => (receiver.kind === 'list' && at ? itemAt(receiver, at) : undefined),
  get,
  getOrThrow: get,
  set: (receiver) => (receiver.kind === 'map' ? receiver : undefined),
  entries: (receiver) => {
    if (receiver.kind === 'map') return pairsOf(receiver);
    if (receiver.kind !== 'list') return undefined;
    return listOf(
      receiver.items.map((item, value) => listOf([{ kind: 'constant', value }, item])),
      receiver.isOpen,
    );
  },
  values: (receiver) => {
    if (receiver.kind === 'list') return receiver;
    return receiver.kind === 'map' ? listOf([...receiver.entries.values()], receiver.isOpen) : undefined;
  },
  keys: (receiver) => keysOf(receiver),
  join: joined,
  concat: concatenated,
  replace: replaced,
  replaceAll: (receiver, { positional: [from, to] }) => {
    const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
    if (text === undefined || !search || put === undefined || receiver.kind !== 'text') return undefined;
    return textValue([text.replaceAll(search, () => put)], receiver.origins);
  },
  split,
  // `new Option('--port <n>').env('PORT').default(5555)`, `z.string().default('tcp://*:5555').describe('…')`
  default: (receiver, { positional: [otherwise, ...more] }) => {
    if (isOption(receiver)) return withDefault(receiver, otherwise);
    return isHole(receiver) && more.length === 0 ? otherwise : undefined;
  },
  ...Object.fromEntries(
    ['env', 'choices', 'argParser', 'conflicts', 'implies', 'preset', 'makeOptionMandatory', 'hideHelp'].map(
      (name) => [name, (receiver: Value) => (isOption(receiver) ? receiver : undefined)],
    ),
  ),
  ...Object.fromEntries(
    ['describe', 'optional', 'nullable', 'readonly', 'refine', 'meta', 'strict', 'passthrough', 'loose'].map(
      (name) => [name, (receiver: Value) => (isHole(receiver) ? undefined : receiver)],
    ),
  ),
  safeParse: (receiver) =>
    receiver.kind === 'map'
      ? { kind: 'map', entries: new Map<string, Value>([['data', receiver]]) }
      : undefined,
  opts: (receiver, args, context) => commander(receiver, args, context),
  argv: yargs,
  parse: (receiver, args, context) => (receiver.kind === 'map' ? receiver : yargs(receiver, args, context)),
  parseSync: yargs,
  parseAsync: yargs,
  then: (receiver, { positional: [each] }, context) => {
    if (each?.kind !== 'function') return undefined;
    const value = context.apply(each, [receiver]);
    return isHole(value) ? unknown(nameOf(value)) : value;
  },
};
