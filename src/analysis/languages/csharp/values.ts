import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { formatBraces } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import { choiceOf, isHole, textValue, unknown, type Value } from '../../resolve/value';
import type { CallArguments, ValueFunction, ValueMethod } from '../../resolve/valueFunction';
import { defaultArgument, optionValueFunction } from './commandLine';

const environment: ValueFunction = ({ positional: [name] }) => unknown(knownText(name) ?? 'value');

const format: ValueFunction = ({ positional }) => {
  const at = positional.findIndex(({ kind }) => kind === 'text');
  const template = at > 1 ? undefined : positional[at];
  if (template?.kind !== 'text') return undefined;
  const given = positional.slice(at + 1);
  const [only] = given;
  return formatBraces(template, given.length === 1 && only?.kind === 'list' ? only.items : given);
};

const joined: ValueFunction = ({ positional: [separator, ...rest] }) => {
  const [only] = rest;
  const items = rest.length === 1 && only?.kind === 'list' ? only.items : rest;
  return separator
    ? combineText(items.flatMap((item, at) => (at === 0 ? [item] : [separator, item])))
    : undefined;
};

const concatenated: ValueFunction = ({ positional }) => combineText(positional);
const path: ValueFunction = ({ positional: [start, ...rest] }) =>
  start && combineText([start, ...rest.flatMap((part) => [textValue(['/']), part])]);

const optionKey = '@option';

/** `new Option<string>("--connect", () => "tcp://localhost:5555")` of System.CommandLine: its default. */
const option: ValueFunction = ({ positional: [name, ...others], named }, context) => {
  const given = named.get(defaultArgument) ?? named.get('getDefaultValue') ?? others.find(isFunction);
  const value = given && context.apply(given, [unknown('value')]);
  const hole = unknown(knownText(name ?? named.get('name'))?.replace(/^-+/, '') ?? 'value');
  return {
    kind: 'map',
    entries: new Map<string, Value>([[optionKey, value && !isHole(value) ? value : hole]]),
  };
};

function isFunction({ kind }: Value): boolean {
  return kind === 'function';
}

function optionValue(value: Value): Value | undefined {
  return value.kind === 'map' ? value.entries.get(optionKey) : undefined;
}

const first: ValueFunction = ({ positional: [value] }) => value;
const builder: ValueFunction = ({ positional: [value] }) => (value?.kind === 'text' ? value : textValue([]));

/** Times are milliseconds to libzmq. */
const milliseconds =
  (factor: number): ValueFunction =>
  ({ positional: [value] }) =>
    value?.kind === 'constant' && typeof value.value === 'number'
      ? { kind: 'constant', value: value.value * factor }
      : undefined;

/** With and without the namespace. */
function named(namespace: string, table: Readonly<Record<string, ValueFunction>>): [string, ValueFunction][] {
  return Object.entries(table).flatMap(([name, value]) => [
    [name, value],
    [`${namespace}.${name}`, value],
  ]);
}

export const functions: Readonly<Record<string, ValueFunction>> = Object.fromEntries([
  ...named('System', {
    'Environment.GetEnvironmentVariable': environment,
    'String.Format': format,
    'String.Join': joined,
    'String.Concat': concatenated,
    'Convert.ToInt32': first,
    'Convert.ToString': first,
    'TimeSpan.FromMilliseconds': milliseconds(1),
    'TimeSpan.FromSeconds': milliseconds(1000),
    'TimeSpan.FromMinutes': milliseconds(60_000),
    Uri: first,
  }),
  ['string.Format', format],
  ['string.Join', joined],
  ['string.Concat', concatenated],
  ['int.Parse', first],
  ['ushort.Parse', first],
  ...named('System.IO', { 'Path.Combine': path, 'Path.Join': path }),
  ...named('System.CommandLine', { Option: option, Argument: option }),
  [optionValueFunction, ({ positional: [one] }: CallArguments) => (one ? optionValue(one) : undefined)],
  ...named('System.Text', { StringBuilder: builder }),
]);

const get: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (!key) return undefined;
  const parsed = optionValue(key);
  if (parsed) return parsed;
  const found = itemAt(receiver, key);
  const hole = unknown(lastKey(knownText(key)) ?? nameOf(found));
  if (!isHole(found)) return found;
  return otherwise ? choiceOf([otherwise, hole]) : hole;
};

/** `Zmq:Endpoint` names the same as `Endpoint`. */
function lastKey(key: string | undefined): string | undefined {
  return key?.split(':').at(-1);
}

const append: ValueMethod = (receiver, { positional: [other] }) =>
  receiver.kind === 'text' && other ? combineText([receiver, other]) : undefined;

const at =
  (position: number): ValueMethod =>
  (receiver, { positional: [otherwise] }) => {
    if (receiver.kind !== 'list') return undefined;
    const item: Value | undefined = receiver.items.at(position);
    return item ?? otherwise;
  };

/** The items of a collection as `foreach` sees them: those of a map are pairs. */
export const itemsMethod = '@items';

function pairsOf(receiver: Value): Value {
  if (receiver.kind !== 'map') return receiver;
  return {
    kind: 'list',
    items: [...receiver.entries].map(([key, value]) => {
      const text = textValue([key]);
      // by name, and by position where it is taken apart
      const parts = { Key: text, Value: value, 0: text, 1: value };
      return { kind: 'map', entries: new Map<string, Value>(Object.entries(parts)) };
    }),
  };
}

export const properties: Readonly<Record<string, (receiver: Value) => Value | undefined>> = {
  Values: (receiver) =>
    receiver.kind === 'map' ? { kind: 'list', items: [...receiver.entries.values()] } : undefined,
  Keys: (receiver) =>
    receiver.kind === 'map'
      ? { kind: 'list', items: [...receiver.entries.keys()].map((key) => textValue([key])) }
      : undefined,
};

export const methods: Readonly<Record<string, ValueMethod>> = {
  [itemsMethod]: pairsOf,
  Append: append,
  AppendFormat: (receiver, args, context) => {
    const text = format(args, context);
    return text && receiver.kind === 'text' ? combineText([receiver, text]) : undefined;
  },
  Replace: (receiver, { positional: [from, to] }) => {
    const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
    if (text === undefined || search === undefined || search === '' || put === undefined) return undefined;
    return textValue([text.replaceAll(search, put)], receiver.kind === 'text' ? receiver.origins : []);
  },
  Split: (receiver, { positional: [separator] }) => {
    const [text, by] = [knownText(receiver), knownText(separator)];
    if (text === undefined || by === undefined || by === '') return undefined;
    return { kind: 'list', items: text.split(by).map((part) => textValue([part])) };
  },
  GetValue: get,
  GetValueOrDefault: get,
  GetValueForOption: get,
  GetValueForArgument: get,
  GetSection: (_receiver, { positional: [key] }) => unknown(lastKey(knownText(key)) ?? 'section'),
  GetConnectionString: get,
  First: at(0),
  FirstOrDefault: at(0),
  Last: at(-1),
  ElementAt: (receiver, { positional: [key] }) => (key ? itemAt(receiver, key) : undefined),
  ElementAtOrDefault: (receiver, { positional: [key] }) => (key ? itemAt(receiver, key) : undefined),
  Concat: (receiver, { positional: [other] }) =>
    receiver.kind === 'list' && other?.kind === 'list'
      ? { kind: 'list', items: [...receiver.items, ...other.items] }
      : undefined,
};
