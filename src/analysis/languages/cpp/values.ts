import { functions as cFunctions, transparent as cTransparent } from '../c/values';
import { combineText, knownText, nameOf } from '../../resolve/combineText';
import { formatBraces, formatPercent } from '../../resolve/formatText';
import { itemAt } from '../../resolve/items';
import { choiceOf, isHole, textValue, unknown, type TextValue, type Value } from '../../resolve/value';
import type { CallArguments, ValueFunction, ValueMethod, ValueOperator } from '../../resolve/valueFunction';

const braces: ValueFunction = ({ positional: [template, ...values] }) =>
  template?.kind === 'text' ? formatBraces(template, values) : undefined;

const percent: ValueFunction = ({ positional: [template, ...values] }) =>
  template?.kind === 'text' ? formatPercent(template, values) : undefined;

const joined: ValueFunction = ({ positional }) => combineText(positional);

const environment: ValueFunction = ({ positional: [name] }) => unknown(knownText(name) ?? 'getenv');

/** With and without the `std::` that `using namespace std` spares. */
function inStd<T>(names: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, value]) => [
      [name, value],
      [`std.${name}`, value],
    ]),
  );
}

export const functions: Readonly<Record<string, ValueFunction>> = {
  ...cFunctions,
  ...inStd<ValueFunction>({ getenv: environment, format: braces, vformat: braces }),
  'fmt.format': braces,
  'fmt.sprintf': percent,
  'folly.sformat': braces,
  'absl.StrFormat': percent,
  'absl.StrCat': joined,
  'fmt.to_string': ({ positional: [value] }) => value,
};

const any: ValueMethod = (receiver) => (receiver.kind === 'list' ? choiceOf(receiver.items) : undefined);

const at: ValueMethod = (receiver, { positional: [key] }) => key && itemAt(receiver, key);

/** `%1%` or the next printf placeholder of Boost's formats, `%1` of Qt's. */
function fillNext(template: TextValue, value: Value): Value | undefined {
  const text = template.pattern.map((part) => (typeof part === 'string' ? part : '')).join('\0');
  const numbers = [...text.matchAll(/%(\d+)/g)].map(([, digits]) => Number(digits));
  const lowest = numbers.length > 0 ? Math.min(...numbers) : undefined;
  const placeholder =
    lowest === undefined ? /%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]/ : new RegExp(`%${lowest}(?!\\d)%?`);
  const parts: Value[] = [];
  let isFilled = false;
  for (const part of template.pattern) {
    const match = typeof part === 'string' && !isFilled ? placeholder.exec(part) : undefined;
    if (typeof part !== 'string' || !match) {
      parts.push(textValue([part], parts.length === 0 ? template.origins : []));
      continue;
    }
    isFilled = lowest === undefined;
    const pieces =
      lowest === undefined
        ? [part.slice(0, match.index), part.slice(match.index + match[0].length)]
        : part.split(new RegExp(placeholder, 'g'));
    pieces.forEach((piece, position) => {
      if (position > 0) parts.push(value);
      parts.push(textValue([piece], parts.length === 0 ? template.origins : []));
    });
  }
  return combineText(parts);
}

/** `program["endpoint"].as<std::string>()`: the default that an option of that name was given. */
const optionValue: ValueMethod = (receiver, _args, context) => {
  if (receiver.kind !== 'unknown') return receiver;
  const found = context.callsNamed('@option').flatMap(({ positional: [names, ...rest] }: CallArguments) => {
    const all = knownText(names)
      ?.split(',')
      .map((name) => name.trim());
    return all?.includes(receiver.name)
      ? rest.filter((value) => value.kind === 'text' || value.kind === 'constant')
      : [];
  });
  // the help is a text as well, and stands in front (cxxopts) or behind (Boost) of the default
  const [address] = found.filter(
    (value) => value.kind === 'constant' || (knownText(value)?.includes('://') ?? false),
  );
  return address ? choiceOf([address, receiver]) : receiver;
};

/** `pointer.get()` is the pointer; `socket.get(option)` is not the socket. */
const own: ValueMethod = (receiver, { positional: [argument] }) => (argument ? unknown('value') : receiver);

/** `optional.value()`; of settings `value(key, default)`, where the default is what people see. */
const valueOf: ValueMethod = (receiver, { positional: [key, otherwise] }) => {
  if (!key) return receiver;
  const found = itemAt(receiver, key);
  return otherwise && isHole(found) ? choiceOf([otherwise, found]) : found;
};

export const methods: Readonly<Record<string, ValueMethod>> = {
  get: own,
  value: valueOf,
  append: (receiver, { positional: [more] }) =>
    receiver.kind === 'text' && more ? combineText([receiver, more]) : undefined,
  '@items': (receiver) =>
    receiver.kind === 'map'
      ? {
          kind: 'list',
          items: [...receiver.entries].map(([key, value]) => ({
            kind: 'list',
            items: [textValue([key]), value],
          })),
        }
      : receiver,
  // what is left of something unknown has its name
  substr: (receiver) => (isHole(receiver) ? unknown(nameOf(receiver)) : undefined),
  at,
  find: (receiver, { positional: [key] }) =>
    receiver.kind === 'map' && key ? { kind: 'list', items: [key, itemAt(receiver, key)] } : undefined,
  back: any,
  front: any,
  top: any,
  value_or: (receiver, { positional: [otherwise] }) => otherwise && choiceOf([otherwise, receiver]),
  default_value: (_receiver, { positional: [value] }) => value,
  as: optionValue,
  arg: (receiver, { positional: [value] }) =>
    receiver.kind === 'text' && value ? fillNext(receiver, value) : undefined,
};

/** `boost::format("tcp://%1%:%2%") % host % port` */
const modulo: ValueOperator = (left, right) =>
  left.kind === 'text' && !isHole(left) ? fillNext(left, right) : undefined;

export const operators: Readonly<Record<string, ValueOperator>> = { '%': modulo };

/** Functions and methods whose value is their argument or object. */
export const transparent: ReadonlySet<string> = new Set([
  ...cTransparent,
  'to_string',
  'stoi',
  'stoul',
  'string',
  'string_view',
  'endpoint_t',
  'QString',
  'QStringLiteral',
  'QLatin1String',
  'String',
  'StringPiece',
  'FMT_STRING',
  'format',
  'path',
  'move',
  'forward',
  'ref',
  'cref',
  'as_const',
  'addressof',
  'launder',
  'GetFlag',
  'c_str',
  'data',
  'str',
  'str_c',
  'view',
  'toString',
  'toInt',
  'toStdString',
  'toUtf8',
  'constData',
  'toLatin1',
  'lock',
  'native',
  'to_string_view',
]);
