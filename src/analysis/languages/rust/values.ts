import { combineText, knownText } from '../../resolve/combineText';
import { formatBraces } from '../../resolve/formatText';
import { alternativesOf, choiceOf, isHole, textValue, unknown, type Value } from '../../resolve/value';
import type { ValueFunction, ValueMethod } from '../../resolve/valueFunction';

const environment: ValueFunction = ({ positional: [name] }) => unknown(knownText(name) ?? 'value');
const first: ValueFunction = ({ positional: [value] }) => value;

/** Smart pointers and locks are what is in them. */
const wrappers = Object.fromEntries(
  [
    'Arc',
    'Rc',
    'Box',
    'Mutex',
    'RwLock',
    'RefCell',
    'Cell',
    'std.sync.Arc',
    'std.sync.Mutex',
    'std.sync.RwLock',
    'std.rc.Rc',
    'std.cell.RefCell',
    'tokio.sync.Mutex',
    'tokio.sync.RwLock',
    'parking_lot.Mutex',
  ].map((path): [string, ValueFunction] => [`${path}.new`, first]),
);

const empty: ValueFunction = () => ({ kind: 'list', items: [] });
const emptyMap: ValueFunction = () => ({ kind: 'map', entries: new Map() });

export const functions: Readonly<Record<string, ValueFunction>> = {
  ...wrappers,
  '@format': ({ positional: [template, ...values], named }) => {
    const made = template
      ? alternativesOf(template).flatMap((one) => (one.kind === 'text' ? [one] : []))
      : [];
    return made.length > 0 ? choiceOf(made.map((one) => formatBraces(one, values, named))) : undefined;
  },
  '@concat': ({ positional }) => combineText(positional),
  'std.env.var': environment,
  'env.var': environment,
  '@env': environment,
  'Vec.new': empty,
  'Vec.with_capacity': empty,
  'HashMap.new': emptyMap,
  'std.collections.HashMap.new': emptyMap,
  'BTreeMap.new': emptyMap,
  'std.collections.BTreeMap.new': emptyMap,
};

const otherwise: ValueMethod = (receiver, { positional: [value] }) => value && choiceOf([receiver, value]);

const entries: ValueMethod = (receiver) =>
  receiver.kind === 'map'
    ? {
        kind: 'list',
        items: [...receiver.entries].map(([key, value]): Value => ({
          kind: 'list',
          items: [textValue([key]), value],
        })),
      }
    : undefined;

/** `list.iter().map(|host| …)`; of an `Option` or `Result` what the closure makes of what is inside. */
const mapped: ValueMethod = (receiver, { positional: [closure] }, { apply }) => {
  if (closure?.kind !== 'function' || isHole(receiver)) return undefined;
  if (receiver.kind !== 'list') return apply(closure, [receiver]);
  return { ...receiver, items: receiver.items.map((item) => apply(closure, [item])) };
};

/** `option.map_or("default", |text| …)`: the default first; a path (`String::as_str`) gives what is inside. */
const mappedOr: ValueMethod = (receiver, { positional: [value, closure] }, context) => {
  const inside =
    mapped(receiver, { positional: closure ? [closure] : [], named: new Map() }, context) ?? receiver;
  return value && choiceOf([inside, value]);
};

/** What a map holds that has been collected from a list of pairs. */
function pairNamed(list: Value, name: string): Value | undefined {
  const pairs = list.kind === 'list' ? list.items : [];
  for (const pair of pairs)
    if (pair.kind === 'list' && pair.items.length === 2 && knownText(pair.items[0]) === name)
      return pair.items[1];
  return undefined;
}

export const methods: Readonly<Record<string, ValueMethod>> = {
  map: mapped,
  filter: (receiver) => (receiver.kind === 'list' ? { ...receiver, isOpen: true } : receiver),
  unwrap_or: otherwise,
  unwrap_or_else: otherwise,
  map_or: mappedOr,
  map_or_else: mappedOr,
  iter: entries,
  into_iter: entries,
  values: (receiver) =>
    receiver.kind === 'map' ? { kind: 'list', items: [...receiver.entries.values()] } : undefined,
  enumerate: (receiver) =>
    receiver.kind === 'list'
      ? {
          ...receiver,
          items: receiver.items.map((item, value) => ({
            kind: 'list',
            items: [{ kind: 'constant', value }, item],
          })),
        }
      : undefined,
  zip: (receiver, { positional: [other] }) =>
    receiver.kind === 'list' && other?.kind === 'list' && !receiver.isOpen && !other.isOpen
      ? {
          kind: 'list',
          items: receiver.items
            .slice(0, other.items.length)
            .map((item, at): Value => ({ kind: 'list', items: [item, other.items[at] ?? unknown('item')] })),
        }
      : undefined,
  get: (receiver, { positional: [key] }) => {
    const name = knownText(key);
    if (receiver.kind === 'map') return name === undefined ? undefined : receiver.entries.get(name);
    const pair = name === undefined ? undefined : pairNamed(receiver, name);
    if (pair) return pair;
    const position = key?.kind === 'constant' && typeof key.value === 'number' ? key.value : undefined;
    return receiver.kind === 'list' && position !== undefined ? receiver.items[position] : undefined;
  },
  first: (receiver) => (receiver.kind === 'list' ? receiver.items[0] : undefined),
  // of a list, and of a path
  join: (receiver, { positional: [part] }) => {
    if (receiver.kind === 'list' && part)
      return combineText(receiver.items.flatMap((item, at) => (at === 0 ? [item] : [part, item])));
    const isPath = /\w/.test(knownText(part) ?? '');
    return part && isPath ? combineText([receiver, textValue(['/']), part]) : undefined;
  },
  concat: (receiver) => (receiver.kind === 'list' ? combineText(receiver.items) : undefined),
  split: (receiver, { positional: [separator] }) => {
    const [text, between] = [knownText(receiver), knownText(separator)];
    if (text === undefined || between === undefined || receiver.kind !== 'text') return undefined;
    const { origins } = receiver;
    return { kind: 'list', items: text.split(between).map((part) => textValue([part], origins)) };
  },
  replace: (receiver, { positional: [from, to] }) => {
    const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
    if (text === undefined || search === undefined || put === undefined || receiver.kind !== 'text')
      return undefined;
    return textValue([text.replaceAll(search, put)], receiver.origins);
  },
};
