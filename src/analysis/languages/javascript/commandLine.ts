import { knownText } from '../../resolve/combineText';
import { choiceOf, unknown, type MapValue, type Value } from '../../resolve/value';
import type { CallArguments, CallContext, ValueFunction, ValueMethod } from '../../resolve/valueFunction';

/** An option of the command line: its default where it has one, else a hole of its name. */
function optionValue(name: string, otherwise: Value | undefined): Value {
  return choiceOf([otherwise ?? unknown(name), unknown(name)]);
}

function entry(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'map' ? value.entries.get(name) : undefined;
}

function camelCase(name: string): string {
  return name.replace(/-+([A-Za-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}

/** `minimist(process.argv.slice(2), { default: { port: 5555 } })` */
export const minimist: ValueFunction = ({ positional: [, options] }) => {
  const defaults = entry(options, 'default');
  if (defaults?.kind !== 'map') return undefined;
  const entries = new Map(defaults.entries);
  const alias = entry(options, 'alias');
  for (const [name, other] of alias?.kind === 'map' ? alias.entries : []) {
    const others = other.kind === 'list' ? other.items : [other];
    const names = [name, ...others.flatMap((one) => knownText(one) ?? [])];
    const known = names.flatMap((one) => entries.get(one) ?? [])[0];
    if (known) for (const one of names) entries.set(one, known);
  }
  return { kind: 'map', entries, isOpen: true };
};

/** `parseArgs({ options: { port: { type: 'string', default: '5555' } } })` */
export const parseArgs: ValueFunction = ({ positional: [config] }) => {
  const options = entry(config, 'options');
  if (options?.kind !== 'map') return undefined;
  const values = new Map(
    [...options.entries].map(([name, option]) => [name, optionValue(name, entry(option, 'default'))]),
  );
  return {
    kind: 'map',
    entries: new Map<string, Value>([
      ['values', { kind: 'map', entries: values, isOpen: true }],
      ['positionals', unknown('positionals')],
    ]),
  };
};

/** `yargs(…).option('port', { default: 5555 }).options({ … }).default('host', '*')` */
export const yargs: ValueMethod = (receiver, _args, context) => {
  if (receiver.kind === 'map' || receiver.kind === 'text') return undefined;
  const entries = new Map<string, Value>();
  const add = (name: string, option: Value | undefined) => {
    const value = optionValue(camelCase(name), entry(option, 'default'));
    const aliases = entry(option, 'alias');
    const others = aliases?.kind === 'list' ? aliases.items : aliases ? [aliases] : [];
    for (const one of [name, camelCase(name), ...others.flatMap((other) => knownText(other) ?? [])]) {
      entries.set(one, value);
    }
  };
  for (const method of ['option', 'positional']) {
    for (const { positional } of context.callsNamed(method)) {
      const [name, option] = positional;
      const known = knownText(name);
      // commander's flags begin with a dash
      if (known !== undefined && !known.startsWith('-')) add(known, option);
    }
  }
  for (const { positional } of context.callsNamed('options')) {
    const [options] = positional;
    if (options?.kind === 'map') for (const [name, option] of options.entries) add(name, option);
  }
  for (const { positional } of context.callsNamed('default')) {
    const [name, value] = positional;
    const known = knownText(name);
    if (known !== undefined && value) entries.set(known, value);
  }
  return entries.size > 0 ? { kind: 'map', entries, isOpen: true } : undefined;
};

const flagsKey = '@flags';

/** `new Option('-p, --port <number>')` */
export const commanderOption: ValueFunction = ({ positional: [flags] }) =>
  flags && { kind: 'map', entries: new Map([[flagsKey, flags]]) };

export function isOption(value: Value | undefined): value is MapValue {
  return value?.kind === 'map' && value.entries.has(flagsKey);
}

export function withDefault(option: MapValue, otherwise: Value | undefined): MapValue {
  return otherwise ? { ...option, entries: new Map(option.entries).set('default', otherwise) } : option;
}

/** `program.option('-p, --port <number>', 'what it is', '5555').parse().opts()` */
export function commander(
  _receiver: Value,
  _args: CallArguments,
  context: CallContext,
): MapValue | undefined {
  const entries = new Map<string, Value>();
  const add = (flags: Value | undefined, otherwise: Value | undefined) => {
    const long = /--(?:no-)?([\w-]+)/.exec(knownText(flags) ?? '')?.[1];
    if (long !== undefined) entries.set(camelCase(long), optionValue(camelCase(long), otherwise));
  };
  const calls = ['option', 'requiredOption', 'Option'].flatMap((name) => context.callsNamed(name));
  for (const { positional } of calls) {
    const [flags, , ...rest] = positional;
    // a function that parses the text may stand before the default
    add(
      flags,
      rest.find(({ kind }) => kind === 'text' || kind === 'constant'),
    );
  }
  for (const { positional } of context.callsNamed('addOption')) {
    const [option] = positional;
    if (isOption(option)) add(option.entries.get(flagsKey), option.entries.get('default'));
  }
  return entries.size > 0 ? { kind: 'map', entries, isOpen: true } : undefined;
}

/** What `action` gets: `.argument('[host]', 'what it is', 'localhost')` one after the other, then the options. */
export const commanderArguments: ValueFunction = (args, context) => {
  const given = context.callsNamed('argument').map(({ positional: [name, , ...rest] }) => {
    const otherwise = rest.find(({ kind }) => kind === 'text' || kind === 'constant');
    return optionValue(camelCase((knownText(name) ?? 'argument').replace(/[^\w-]/g, '')), otherwise);
  });
  const options = commander(unknown('options'), args, context);
  return { kind: 'list', items: [...given, options ?? unknown('options')] };
};
