import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { formatPercent } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import { choiceOf, isHole, textValue, unknown, type ListValue, type Value } from '../../resolve/value';
import type { ValueFunction, ValueMethod, ValueOperator } from '../../resolve/valueFunction';

const maxRange = 16;

const list = (items: readonly Value[]): ListValue => ({ kind: 'list', items });
const number = (value: number): Value => ({ kind: 'constant', value });

function range(from: Value | undefined, to: Value | undefined, extra: number): Value | undefined {
  if (from?.kind !== 'constant' || to?.kind !== 'constant') return undefined;
  const first = Number(from.value);
  const length = Number(to.value) - first + extra;
  if (!(length >= 0 && length <= maxRange)) return undefined;
  return list(Array.from({ length }, (_item, at) => number(first + at)));
}

const format: ValueFunction = ({ positional: [template, ...rest], named }) => {
  if (template?.kind !== 'text') return undefined;
  const [first] = rest;
  return formatNamed(template, rest, first?.kind === 'map' ? first.entries : named);
};

/** `%s`, `%<port>d` and `%{port}` */
function formatNamed(
  template: Value,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value | undefined {
  if (template.kind !== 'text') return undefined;
  const pattern = template.pattern.map((part) =>
    typeof part === 'string' ? part.replace(/%<(\w+)>/g, '%($1)').replace(/%\{(\w+)\}/g, '%($1)s') : part,
  );
  return formatPercent({ ...template, pattern }, positional, named);
}

/** `method_option :workers, default: …` of Thor's commands gives `options[:workers]`. */
const options: ValueFunction = (_args, { callsNamed }) => {
  const found = ['class_option', 'method_option', 'option'].flatMap((maker) => callsNamed(maker));
  const entries = found.flatMap(({ positional: [own], named }): [string, Value][] => {
    const [name, value] = [knownText(own), named.get('default')];
    return name === undefined ? [] : [[name, choiceOf([value ?? unknown(name), unknown(name)])]];
  });
  return entries.length > 0 ? { kind: 'map', entries: new Map(entries), isOpen: true } : undefined;
};

export const functions: Readonly<Record<string, ValueFunction>> = {
  format,
  sprintf: format,
  '..': ({ positional: [from, to] }) => range(from, to, 1),
  '...': ({ positional: [from, to] }) => range(from, to, 0),
  'ENV.fetch': ({ positional: [name, otherwise] }) =>
    choiceOf([otherwise ?? unknown('value'), unknown(knownText(name) ?? 'value')]),
  options,
  // with a default for keys that nobody sets
  Hash: () => ({ kind: 'map', entries: new Map(), isOpen: true }),
  ...Object.fromEntries(
    ['TCPSocket', 'TCPServer', 'UDPSocket', 'UNIXSocket', 'UNIXServer'].flatMap((name) =>
      [name, `${name}.open`].map((path): [string, ValueFunction] => [
        path,
        () => ({ ...unknown(name), isForeign: true }),
      ]),
    ),
  ),
  'ZMQ.const_get': ({ positional: [constant] }) => {
    const name = knownText(constant);
    if (name === undefined) return undefined;
    return { kind: 'symbol', path: `ZMQ.${name}`, imported: { modules: ['ffi-rzmq'], name: `ZMQ.${name}` } };
  },
  'File.join': ({ positional }) =>
    combineText(positional.flatMap((part, at) => (at === 0 ? [part] : [textValue(['/']), part]))),
};

/** What a block is given for each item. */
const each: ValueMethod = (receiver) => {
  if (receiver.kind === 'list') return receiver;
  if (receiver.kind !== 'map') return undefined;
  return list([...receiver.entries].map(([key, value]) => list([textValue([key]), value])));
};

const withIndex: ValueMethod = (receiver, args, context) => {
  const items = each(receiver, args, context);
  const [start] = args.positional;
  const first = start?.kind === 'constant' ? Number(start.value) : 0;
  if (items?.kind !== 'list') return undefined;
  return { ...items, items: items.items.map((item, at) => list([item, number(first + at)])) };
};

const values: ValueMethod = (receiver) =>
  receiver.kind === 'map' ? list([...receiver.entries.values()]) : undefined;

const keys: ValueMethod = (receiver) =>
  receiver.kind === 'map' ? list([...receiver.entries.keys()].map((key) => textValue([key]))) : undefined;

const fetch: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (!key) return undefined;
  const found = itemAt(receiver, key);
  return otherwise && isHole(found) ? choiceOf([otherwise, found]) : found;
};

const slices: ValueMethod = (receiver, { positional: [size] }) => {
  if (receiver.kind !== 'list' || receiver.isOpen || size?.kind !== 'constant') return undefined;
  const step = Math.max(1, Number(size.value) || 1);
  const starts = receiver.items.flatMap((_item, at) => (at % step === 0 ? [at] : []));
  return list(starts.map((at) => list(receiver.items.slice(at, at + step))));
};

const merge: ValueMethod = (receiver, { positional, named }) => {
  if (receiver.kind !== 'map') return undefined;
  const entries = new Map(receiver.entries);
  for (const other of positional)
    if (other.kind === 'map') for (const [key, value] of other.entries) entries.set(key, value);
  for (const [key, value] of named) entries.set(key, value);
  return { ...receiver, entries };
};

const replace: ValueMethod = (receiver, { positional: [from, to] }) => {
  const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
  if (text === undefined || search === undefined || put === undefined || receiver.kind !== 'text')
    return undefined;
  return textValue([text.replaceAll(search, put)], receiver.origins);
};

const split: ValueMethod = (receiver, { positional: [by] }) => {
  const text = knownText(receiver);
  if (text === undefined || receiver.kind !== 'text') return undefined;
  const separator = knownText(by);
  const parts = separator === undefined ? text.trim().split(/\s+/) : text.split(separator);
  return list(parts.map((part) => textValue([part], receiver.origins)));
};

const lines: ValueMethod = (receiver) => {
  const text = knownText(receiver);
  if (text === undefined || receiver.kind !== 'text') return undefined;
  const parts = text.split('\n').filter((line) => line !== '');
  return list(parts.map((part) => textValue([part], receiver.origins)));
};

/** Surrounding space is no part of an address. */
const strip: ValueMethod = (receiver) => {
  if (receiver.kind !== 'text') return receiver;
  const last = receiver.pattern.length - 1;
  const pattern = receiver.pattern.map((part, at) => {
    if (typeof part !== 'string') return part;
    const head = at === 0 ? part.trimStart() : part;
    return at === last ? head.trimEnd() : head;
  });
  return textValue(pattern, receiver.origins);
};

const at =
  (position: number): ValueMethod =>
  (receiver) =>
    receiver.kind === 'list' ? itemAt(receiver, number(position)) : undefined;

export const methods: Readonly<Record<string, ValueMethod>> = {
  each,
  each_entry: each,
  each_pair: each,
  map: each,
  collect: each,
  flat_map: each,
  filter_map: each,
  each_with_object: each,
  each_with_index: withIndex,
  with_index: withIndex,
  each_value: values,
  values,
  each_key: keys,
  keys,
  each_slice: slices,
  times: (receiver) => range(number(0), receiver, 0),
  upto: (receiver, { positional: [to] }) => range(receiver, to, 1),
  step: (receiver) => (receiver.kind === 'list' ? receiver : undefined),
  fetch,
  dig: (receiver, { positional }) => positional.reduce<Value>((object, key) => itemAt(object, key), receiver),
  values_at: (receiver, { positional }) => list(positional.map((key) => itemAt(receiver, key))),
  merge,
  'merge!': merge,
  deep_merge: merge,
  reverse_merge: (receiver, args, context) =>
    args.positional[0] && merge(args.positional[0], { ...args, positional: [receiver] }, context),
  first: at(0),
  last: at(-1),
  zip: (receiver, { positional }) => {
    if (receiver.kind !== 'list' || receiver.isOpen) return undefined;
    return list(
      receiver.items.map((item, position) =>
        list([item, ...positional.map((other) => itemAt(other, number(position)))]),
      ),
    );
  },
  product: (receiver, { positional: [other] }) =>
    receiver.kind === 'list' && other?.kind === 'list'
      ? list(receiver.items.flatMap((one) => other.items.map((two) => list([one, two]))))
      : undefined,
  join: (receiver, { positional: [separator] }) =>
    receiver.kind === 'list' && !receiver.isOpen
      ? combineText(
          receiver.items.flatMap((item, position) =>
            position === 0 ? [item] : [separator ?? textValue([]), item],
          ),
        )
      : undefined,
  sub: replace,
  gsub: replace,
  split,
  lines,
  each_line: lines,
  strip,
  chomp: strip,
  succ: (receiver) => (receiver.kind === 'constant' ? number(Number(receiver.value) + 1) : undefined),
  presence: (receiver) => receiver,
  concat: (receiver, { positional }) =>
    receiver.kind === 'text' ? combineText([receiver, ...positional]) : undefined,
};

/** `'tcp://%s:%d' % [host, port]` */
const percent: ValueOperator = (left, right) => {
  const named = right.kind === 'map' ? right.entries : new Map<string, Value>();
  return formatNamed(left, right.kind === 'list' ? right.items : [right], named);
};

/** Text times a number, `list * ','`. */
const times: ValueOperator = (left, right) =>
  left.kind === 'text' || left.kind === 'list' ? unknown(nameOf(right)) : undefined;

export const operators: Readonly<Record<string, ValueOperator>> = { '%': percent, '*': times };
