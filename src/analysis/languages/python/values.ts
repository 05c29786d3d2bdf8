import type { Language } from '../language';
import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { fill, formatBraces, formatPercent } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import { alternativesOf, choiceOf, isHole, textValue, unknown, type Value } from '../../resolve/value';
import type { CallArguments, ValueFunction, ValueMethod, ValueOperator } from '../../resolve/valueFunction';

const none: CallArguments = { positional: [], named: new Map() };

/** `os.getenv(name, default)`: the default, or a hole named after the variable. */
const environment: ValueFunction = ({ positional, named }) => {
  const [name, otherwise = named.get('default')] = positional;
  return choiceOf([otherwise ?? unknown('value'), unknown(knownText(name) ?? 'value')]);
};

/** `field(default=…)`, `Field(…, default_factory=lambda: …)`, `typer.Option(…)`: what a field or parameter begins with. */
const declaredDefault: ValueFunction = ({ positional: [first], named }, context) => {
  const factory = named.get('default_factory') ?? named.get('factory');
  return named.get('default') ?? (factory && context.apply(factory, [])) ?? first;
};

const items: ValueFunction = ({ positional: [value] }) => value;

/** `define("events", default="tcp://…")` gives `options.events`. */
const definedBy =
  (...makers: readonly string[]): NonNullable<Language['settings']>[string] =>
  (name, callsNamed) => {
    const found = makers
      .flatMap((maker) => callsNamed(maker))
      .find(({ positional: [own] }) => knownText(own) === name);
    const value = found && (found.named.get('default') ?? found.positional[1]);
    return value && choiceOf([value, unknown(name)]);
  };

export const settings: Language['settings'] = {
  'tornado.options.options': definedBy('define'),
  'absl.flags.FLAGS': definedBy('DEFINE_string', 'DEFINE_integer', 'DEFINE_enum', 'DEFINE_list'),
};

export const functions: Readonly<Record<string, ValueFunction>> = {
  'os.getenv': environment,
  'os.environ.get': environment,
  'environ.get': environment,
  'dataclasses.field': declaredDefault,
  'pydantic.Field': declaredDefault,
  'attr.ib': declaredDefault,
  'attrs.field': declaredDefault,
  'typer.Option': declaredDefault,
  'typer.Argument': declaredDefault,
  'os.path.join': ({ positional }) =>
    combineText(positional.flatMap((part, at) => (at === 0 ? [part] : [textValue(['/']), part]))),
  list: items,
  tuple: items,
  set: items,
  sorted: items,
  reversed: items,
  enumerate: ({ positional: [list] }) => {
    if (list?.kind !== 'list') return undefined;
    return {
      kind: 'list',
      items: list.items.map((item, value) => ({ kind: 'list', items: [{ kind: 'constant', value }, item] })),
    };
  },
  zip: ({ positional }) => {
    const lists = positional.flatMap((list) => (list.kind === 'list' ? [list] : []));
    const closed = lists.filter(({ isOpen }) => !isOpen);
    if (lists.length < positional.length || closed.length === 0) return undefined;
    const length = Math.min(...closed.map(({ items }) => items.length));
    return {
      kind: 'list',
      items: Array.from({ length }, (_item, at) => ({
        kind: 'list',
        items: lists.map(({ items, isOpen }) => (isOpen ? choiceOf(items) : (items[at] ?? unknown('item')))),
      })),
    };
  },
  dict: ({ positional: [from], named }) => {
    if (!from) return { kind: 'map', entries: named };
    return from.kind === 'map' ? { ...from, entries: new Map([...from.entries, ...named]) } : undefined;
  },
  'types.MappingProxyType': items,
  'contextlib.closing': items,
  'contextlib.aclosing': items,
  'contextlib.nullcontext': items,
  'string.Template': items,
};

const format: ValueMethod = (receiver, { positional, named }, { memberOf }) =>
  receiver.kind === 'text' ? formatBraces(receiver, positional, named, memberOf) : undefined;

const get: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (!key) return undefined;
  const found = itemAt(receiver, key);
  if (!otherwise || !isHole(found)) return found;
  // of what is not known only an address or a number can be meant as the default: `parser.get(section, name)`
  const isDefault = receiver.kind === 'map' || otherwise.kind === 'constant' || isAddress(otherwise);
  return isDefault ? choiceOf([otherwise, found]) : unknown(knownText(otherwise) ?? nameOf(found));
};

function isAddress(value: Value): boolean {
  return alternativesOf(value).every((one) => knownText(one)?.includes('://'));
}

/** `parser.add_argument('--endpoint', default=…)` for each option of any parser in the file. */
const parseArguments: ValueMethod = (_receiver, _args, context) => {
  const entries = new Map<string, Value>();
  for (const { positional, named } of context.callsNamed('add_argument')) {
    const flags = positional.flatMap((flag) => knownText(flag) ?? []);
    const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
    if (long === undefined) continue;
    const name = knownText(named.get('dest')) ?? long.replace(/^-+/, '').replaceAll('-', '_');
    entries.set(name, choiceOf([named.get('default') ?? unknown(name), unknown(name)]));
  }
  return entries.size > 0 ? { kind: 'map', entries } : undefined;
};

/** `Template("tcp://$host:${port}").substitute(host=…)` */
const substitute: ValueMethod = (receiver, { positional: [map], named }) => {
  if (receiver.kind !== 'text') return undefined;
  const given = map?.kind === 'map' ? new Map([...map.entries, ...named]) : named;
  return fill(receiver, /\$(?:(\$)|(\w+)|\{(\w+)\})/g, ([, sign, bare, braced = '']) =>
    sign === undefined ? (given.get(bare ?? braced) ?? unknown(bare ?? braced)) : textValue(['$']),
  );
};

export const methods: Readonly<Record<string, ValueMethod>> = {
  format,
  substitute,
  safe_substitute: substitute,
  enter_context: (_receiver, { positional: [value] }) => value,
  enter_async_context: (_receiver, { positional: [value] }) => value,
  get,
  parse_args: parseArguments,
  parse_known_args: (receiver, args, context) => {
    const parsed = parseArguments(receiver, args, context);
    return parsed && { kind: 'list', items: [parsed, unknown('rest')] };
  },
  items: (receiver) =>
    receiver.kind === 'map'
      ? {
          kind: 'list',
          items: [...receiver.entries].map(([key, value]) => ({
            kind: 'list',
            items: [textValue([key]), value],
          })),
        }
      : undefined,
  values: (receiver) =>
    receiver.kind === 'map' ? { kind: 'list', items: [...receiver.entries.values()] } : undefined,
  keys: (receiver) =>
    receiver.kind === 'map'
      ? { kind: 'list', items: [...receiver.entries.keys()].map((key) => textValue([key])) }
      : undefined,
  join: (receiver, { positional: [list] }) =>
    receiver.kind === 'text' && list?.kind === 'list'
      ? combineText(list.items.flatMap((item, at) => (at === 0 ? [item] : [receiver, item])))
      : undefined,
  replace: (receiver, { positional: [from, to] }) => {
    const [text, search, put] = [knownText(receiver), knownText(from), knownText(to)];
    if (text === undefined || search === undefined || put === undefined || receiver.kind !== 'text')
      return undefined;
    return textValue([text.replaceAll(search, put)], receiver.origins);
  },
};

/** `"tcp://%s:%d" % (host, port)` */
const percent: ValueOperator = (left, right) => {
  if (left.kind !== 'text') return undefined;
  if (right.kind === 'map') return formatPercent(left, none.positional, right.entries);
  return formatPercent(left, right.kind === 'list' ? right.items : [right]);
};

export const operators: Readonly<Record<string, ValueOperator>> = { '%': percent };
