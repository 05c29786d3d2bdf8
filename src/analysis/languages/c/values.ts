import { formatPercent } from '../../resolve/formatText';
import { knownText } from '../../resolve/combineText';
import { choiceOf, unknown, type Value } from '../../resolve/value';
import type { ValueFunction, ValueOperator } from '../../resolve/valueFunction';
import type { SyntheticName } from './syntheticCalls';

/** Loops over more are not run through. */
const maxRange = 16;

function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}

const length: ValueFunction = ({ positional: [list] }) => {
  if (list?.kind === 'text') return undefined;
  return list?.kind === 'list' && !list.isOpen ? { kind: 'constant', value: list.items.length } : undefined;
};

const readersOf: Readonly<Record<SyntheticName, ValueFunction>> = {
  '@format': ({ positional: [template, ...values] }) => {
    if (!template) return undefined;
    // a pointer that walks over a list
    const given = values.map((value) => (value.kind === 'list' ? choiceOf(value.items) : value));
    return template.kind === 'text' ? formatPercent(template, given) : template;
  },
  '@range': ({ positional }) => {
    const [from, to, step] = positional.map(numberOf);
    if (from === undefined || to === undefined || !step) return undefined;
    const count = Math.ceil((to - from) / step);
    if (count <= 0 || count > maxRange) return undefined;
    return {
      kind: 'list',
      items: Array.from({ length: count }, (_item, at) => ({ kind: 'constant', value: from + at * step })),
    };
  },
  '@length': length,
  '@used': ({ positional: [list] }) => {
    if (list?.kind !== 'list') return undefined;
    const end = list.items.findIndex(isEmpty);
    return end < 0 ? list : { ...list, items: list.items.slice(0, end) };
  },
};

/** `NULL`, `0`, `{ NULL, 0 }` */
function isEmpty(value: Value): boolean {
  if (value.kind === 'constant') return value.value === null || value.value === 0;
  if (value.kind !== 'instance') return false;
  const args = value.made?.call.args ?? [];
  return args.every(({ value: arg }) => arg.kind === 'constant' && (arg.value === null || arg.value === 0));
}

/** `get (where, what, otherwise)`: the default, or a hole named after what is asked for. */
const setting: ValueFunction = ({ positional: [, path, otherwise] }) => {
  const name = knownText(path)?.split(/[/:.]/).at(-1);
  return choiceOf([otherwise ?? unknown('value'), unknown(name ?? 'value')]);
};

export const functions: Readonly<Record<string, ValueFunction>> = {
  ...readersOf,
  getenv: ({ positional: [name] }) => unknown(knownText(name) ?? 'getenv'),
  secure_getenv: ({ positional: [name] }) => unknown(knownText(name) ?? 'getenv'),
  zconfig_get: setting,
  zconfig_resolve: setting,
  iniparser_getstring: setting,
  iniparser_getint: setting,
  ARRAY_SIZE: length,
  ARRAY_LENGTH: length,
  G_N_ELEMENTS: length,
  NELEMS: length,
  countof: length,
  _countof: length,
};

/** Adding to a pointer does not add to the text; of an array it gives the item. */
const offset: ValueOperator = (left, right) => {
  const position = numberOf(right);
  if (left.kind === 'list' && position !== undefined) return left.items[position] ?? unknown('item');
  return left.kind === 'text' || right.kind === 'text' ? unknown('value') : undefined;
};

export const operators: Readonly<Record<string, ValueOperator>> = { '+': offset };

/** Functions whose value is their first argument. */
export const transparent: ReadonlySet<string> = new Set([
  'strdup',
  'strndup',
  '_strdup',
  'xstrdup',
  'g_strdup',
  'g_strndup',
  'atoi',
  'atol',
  'strtol',
  'strtoul',
  'assert',
]);
