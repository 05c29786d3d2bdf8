import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { formatPercent } from '../../resolve/formatText';
import {
  alternativesOf,
  choiceOf,
  isHole,
  nothing,
  textValue,
  unknown,
  type Value,
} from '../../resolve/value';
import type { CallContext, ValueFunction, ValueMethod } from '../../resolve/valueFunction';

/** A default, or a hole named after what may replace it. */
function defaultOf(name: Value | undefined, otherwise: Value | undefined): Value {
  const hole = unknown(knownText(name) ?? 'value');
  const isEmpty = otherwise === undefined || knownText(otherwise) === '';
  return isEmpty ? hole : choiceOf([otherwise, hole]);
}

const environment: ValueFunction = ({ positional: [name] }) => defaultOf(name, undefined);

/** `flag.String("endpoint", "tcp://…", usage)`; pflag's short forms have one more name. */
const flag: ValueFunction = ({ positional: [name, otherwise] }) => defaultOf(name, otherwise);
const shortFlag: ValueFunction = ({ positional: [name, , otherwise] }) => defaultOf(name, otherwise);

const flagKinds = ['String', 'Int', 'Int64', 'Uint', 'Uint16', 'Uint64', 'Bool', 'Duration', 'StringSlice'];
const flagFunctions = Object.fromEntries(
  ['flag', 'github.com/spf13/pflag'].flatMap((module) =>
    flagKinds.flatMap((kind): [string, ValueFunction][] => [
      [`${module}.${kind}`, flag],
      [`${module}.${kind}P`, shortFlag],
    ]),
  ),
);

/** The keys and values of what a loop runs over. */
const range: ValueFunction = ({ positional: [list] }) => {
  if (list?.kind === 'map') {
    const items = [...list.entries].map(([key, value]): Value => ({
      kind: 'list',
      items: [textValue([key]), value],
    }));
    return { kind: 'list', items };
  }
  const lists = list ? alternativesOf(list) : [];
  if (lists.length === 0 || lists.some(({ kind }) => kind !== 'list')) return undefined;
  const pairs = lists.flatMap((one) =>
    one.kind !== 'list'
      ? []
      : one.items.map((item, value): Value => ({ kind: 'list', items: [{ kind: 'constant', value }, item] })),
  );
  const isOpen = lists.length > 1 || lists.some((one) => one.kind === 'list' && one.isOpen);
  return { kind: 'list', items: pairs, isOpen };
};

const format: ValueFunction = ({ positional: [template, ...values] }) => {
  const made = template ? alternativesOf(template).flatMap((one) => (one.kind === 'text' ? [one] : [])) : [];
  return made.length > 0 ? choiceOf(made.map((one) => formatPercent(one, values))) : undefined;
};

const path: ValueFunction = ({ positional }) =>
  combineText(positional.flatMap((part, at) => (at === 0 ? [part] : [textValue(['/']), part])));

const first: ValueFunction = ({ positional: [value] }) => value;

/** The value, and no error. */
const firstOfTwo: ValueFunction = ({ positional: [value] }) =>
  value && { kind: 'list', items: [value, nothing] };

const replace: ValueFunction = ({ positional: [value, from, to] }) => {
  const [text, search, put] = [knownText(value), knownText(from), knownText(to)];
  if (text === undefined || search === undefined || put === undefined || value?.kind !== 'text')
    return undefined;
  return textValue([text.replaceAll(search, put)], value.origins);
};

const trim =
  (cut: (text: string, part: string) => string): ValueFunction =>
  ({ positional: [value, part] }) => {
    const [text, known] = [knownText(value), knownText(part)];
    if (text === undefined || known === undefined || value?.kind !== 'text') return undefined;
    return textValue([cut(text, known)], value.origins);
  };

/** `viper.SetDefault("endpoint", "tcp://…")` for `viper.GetString("endpoint")`. */
function setting(key: Value | undefined, context: CallContext): Value {
  const name = knownText(key);
  const defaults = context
    .callsNamed('SetDefault')
    .filter(({ positional }) => name !== undefined && knownText(positional[0]) === name);
  return defaultOf(key, defaults[0]?.positional[1]);
}

/** `&cli.StringFlag{Name: "endpoint", Value: "tcp://…"}` for `command.String("endpoint")`. */
function commandOption(key: Value | undefined, kind: string, context: CallContext): Value | undefined {
  const name = knownText(key);
  const declared = context
    .callsNamed(`${kind}Flag`)
    .find(({ named }) => knownText(named.get('Name')) === name);
  return name === undefined ? undefined : defaultOf(key, declared?.named.get('Value'));
}

const optionOfKind =
  (kind: string): ValueMethod =>
  (receiver, { positional }, context) => {
    const [name, otherwise] = positional;
    if (!name || !isHole(receiver)) return undefined;
    return positional.length >= 3 ? defaultOf(name, otherwise) : commandOption(name, kind, context);
  };

export const functions: Readonly<Record<string, ValueFunction>> = {
  ...flagFunctions,
  '@flag': flag,
  '@range': range,
  'os.Getenv': environment,
  'os.LookupEnv': (args, context) => {
    const value = environment(args, context);
    return value && { kind: 'list', items: [value, unknown('ok')] };
  },
  'os.ExpandEnv': first,
  'github.com/spf13/viper.GetString': ({ positional: [key] }, context) => setting(key, context),
  'github.com/spf13/viper.GetInt': ({ positional: [key] }, context) => setting(key, context),
  'fmt.Sprintf': format,
  'fmt.Sprint': ({ positional }) => combineText(positional),
  'strconv.Itoa': first,
  'strconv.FormatInt': first,
  'strconv.Quote': first,
  'strconv.Atoi': firstOfTwo,
  'strconv.ParseInt': firstOfTwo,
  'net.JoinHostPort': ({ positional: [host, port] }) =>
    host && port && combineText([host, textValue([':']), port]),
  'path.Join': path,
  'path/filepath.Join': path,
  'strings.Join': ({ positional: [list, separator] }) =>
    list?.kind === 'list' && separator
      ? combineText(list.items.flatMap((item, at) => (at === 0 ? [item] : [separator, item])))
      : undefined,
  'strings.Split': ({ positional: [value, separator] }) => {
    const [text, between] = [knownText(value), knownText(separator)];
    if (text === undefined || between === undefined || value?.kind !== 'text') return undefined;
    const { origins } = value;
    return { kind: 'list', items: text.split(between).map((part) => textValue([part], origins)) };
  },
  'strings.Replace': replace,
  'strings.ReplaceAll': replace,
  'strings.TrimPrefix': trim((text, part) => (text.startsWith(part) ? text.slice(part.length) : text)),
  'strings.TrimSuffix': trim((text, part) =>
    part && text.endsWith(part) ? text.slice(0, -part.length) : text,
  ),
  'strings.ToLower': first,
  'strings.TrimSpace': first,
  'time.Duration': first,
};

export const methods: Readonly<Record<string, ValueMethod>> = {
  String: optionOfKind('String'),
  Int: optionOfKind('Int'),
  GetString: (receiver, { positional: [key] }, context) =>
    key && isHole(receiver) ? setting(key, context) : undefined,
  Error: (receiver) => unknown(nameOf(receiver)),
};
