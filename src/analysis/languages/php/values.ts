import { combineText, knownText } from '../../resolve/combineText';
import { fill, formatPercent } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import { choiceOf, isHole, textValue, unknown, type ListValue, type Value } from '../../resolve/value';
import type { ValueFunction, ValueOperator } from '../../resolve/valueFunction';

const maxRange = 16;

const list = (items: readonly Value[]): ListValue => ({ kind: 'list', items });
const number = (value: number): Value => ({ kind: 'constant', value });

const range =
  (extra: number): ValueFunction =>
  ({ positional: [from, to] }) => {
    if (from?.kind !== 'constant' || to?.kind !== 'constant') return undefined;
    const first = Number(from.value);
    const length = Number(to.value) - first + extra;
    if (!(length >= 0 && length <= maxRange)) return undefined;
    return list(Array.from({ length }, (_item, at) => number(first + at)));
  };

const valuesOf: ValueFunction = ({ positional: [value] }) =>
  value?.kind === 'map' && !value.isOpen
    ? list([...value.entries.values()])
    : value?.kind === 'list'
      ? value
      : undefined;

const pairsOf: ValueFunction = ({ positional: [value] }) => {
  if (value?.kind === 'list')
    return { ...value, items: value.items.map((item, at) => list([number(at), item])) };
  if (value?.kind !== 'map' || value.isOpen) return undefined;
  return list([...value.entries].map(([key, item]) => list([textValue([key]), item])));
};

const format: ValueFunction = ({ positional: [template, ...values] }) =>
  template?.kind === 'text' ? formatPlaces(template, values) : undefined;

/** `%1$s` takes the first, wherever it stands. */
function formatPlaces(template: Value & { kind: 'text' }, values: readonly Value[]): Value {
  const named = new Map(values.map((value, at) => [String(at + 1), value]));
  const pattern = template.pattern.map((part) =>
    typeof part === 'string' ? part.replace(/%(\d+)\$/g, '%($1)') : part,
  );
  return formatPercent({ ...template, pattern }, values, named);
}

const first: ValueFunction = ({ positional: [value] }) => value;

/** `strtr($text, [':host' => $host])` */
const translate: ValueFunction = ({ positional: [text, pairs] }) => {
  if (text?.kind !== 'text' || pairs?.kind !== 'map' || pairs.isOpen) return undefined;
  const names = [...pairs.entries.keys()].filter(Boolean).sort((one, other) => other.length - one.length);
  if (names.length === 0) return text;
  const places = new RegExp(names.map((name) => name.replace(/[^\w]/g, '\\$&')).join('|'), 'g');
  return fill(text, places, ([name]) => pairs.entries.get(name) ?? unknown(name));
};

export const functions: Readonly<Record<string, ValueFunction>> = {
  '@values': valuesOf,
  '@pairs': pairsOf,
  '@until': range(0),
  range: range(1),
  sprintf: format,
  vsprintf: ({ positional: [template, values] }) =>
    template?.kind === 'text' && values?.kind === 'list' ? formatPlaces(template, values.items) : undefined,
  getenv: ({ positional: [name] }) => unknown(knownText(name) ?? 'value'),
  env: ({ positional: [name, otherwise] }) =>
    choiceOf([otherwise ?? unknown('value'), unknown(knownText(name) ?? 'value')]),
  constant: ({ positional: [name] }) => {
    const path = knownText(name)?.replace('::', '.');
    return path === undefined
      ? undefined
      : { kind: 'symbol', path, imported: { modules: ['ZMQ'], name: path } };
  },
  array_values: valuesOf,
  array_keys: ({ positional: [value] }) =>
    value?.kind === 'map' ? list([...value.entries.keys()].map((key) => textValue([key]))) : undefined,
  array_map: ({ positional: [callee, values] }, context) =>
    callee && values?.kind === 'list'
      ? { ...values, items: values.items.map((item) => context.apply(callee, [item])) }
      : undefined,
  array_merge: ({ positional }) => {
    if (positional.every(({ kind }) => kind === 'list'))
      return list(positional.flatMap((one) => (one.kind === 'list' ? one.items : [])));
    const entries = new Map(positional.flatMap((one) => (one.kind === 'map' ? [...one.entries] : [])));
    return { kind: 'map', entries };
  },
  array_replace: ({ positional }) => {
    const entries = new Map(positional.flatMap((one) => (one.kind === 'map' ? [...one.entries] : [])));
    return { kind: 'map', entries };
  },
  array_combine: ({ positional: [keys, values] }) => {
    if (keys?.kind !== 'list' || values?.kind !== 'list') return undefined;
    const entries = keys.items.map((key, at) => [knownText(key) ?? '', itemAt(values, number(at))] as const);
    return { kind: 'map', entries: new Map(entries) };
  },
  array_filter: first,
  array_unique: first,
  array_reverse: first,
  array_shift: ({ positional: [value] }) => (value?.kind === 'list' ? itemAt(value, number(0)) : undefined),
  explode: ({ positional: [separator, value] }) => {
    const [by, text] = [knownText(separator), knownText(value)];
    if (by === undefined || by === '' || text === undefined || value?.kind !== 'text') return undefined;
    return list(text.split(by).map((part) => textValue([part], value.origins)));
  },
  implode: ({ positional: [separator, values] }) =>
    separator && values?.kind === 'list' && !values.isOpen
      ? combineText(values.items.flatMap((item, at) => (at === 0 ? [item] : [separator, item])))
      : undefined,
  strtr: translate,
  str_replace: ({ positional: [from, to, value] }) => {
    const [search, put, text] = [knownText(from), knownText(to), knownText(value)];
    if (search === undefined || put === undefined || text === undefined || value?.kind !== 'text')
      return undefined;
    return textValue([text.replaceAll(search, put)], value.origins);
  },
};

const concat: ValueOperator = (left, right) => combineText([left, right]);

/** `[…] + $defaults` */
const plus: ValueOperator = (left, right) => {
  if (right.kind !== 'map') return undefined;
  if (left.kind === 'map') return { kind: 'map', entries: new Map([...right.entries, ...left.entries]) };
  return isHole(left) || left.kind === 'list' ? { ...right, isOpen: true } : undefined;
};

export const operators: Readonly<Record<string, ValueOperator>> = { '.': concat, '+': plus };
