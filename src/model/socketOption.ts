import { utf8Encode } from '../base/bytes';
import { nearestName } from './nearestName';
import type { OptionValue, OptionValues } from './sessionDefinition';
import { type SocketOption, socketOptions } from './socketOptionCatalogue';
import type { SocketType } from './socketType';
import { parseSubscription } from './subscription';

const byName = new Map(socketOptions.map((option) => [option.name, option]));

export interface OptionFault {
  /** The name as it was given. */
  readonly option: string;
  readonly code: 'option/unknown' | 'option/notForType' | 'option/badValue';
  /** What is wrong and what to write instead. */
  readonly message: string;
  /** The name that was probably meant. */
  readonly suggestion?: string;
}

export function socketOption(name: string): SocketOption | undefined {
  return byName.get(name);
}

/** The options a socket of this type has, in the catalogue's order. */
export function optionsOf(type: SocketType): readonly SocketOption[] {
  return socketOptions.filter((option) => option.types.includes(type));
}

/** @returns what is wrong with the values, in their order; null stands for the default and is always right. */
export function checkOptions(type: SocketType, values: OptionValues): OptionFault[] {
  return Object.entries(values).flatMap(([name, value]) => checkOption(type, name, value) ?? []);
}

/** @returns the names of options whose values may not be kept: pass them as arguments each time. */
export function secretOptions(values: OptionValues): string[] {
  return Object.keys(values).filter((name) => byName.get(name)?.secret);
}

/** @returns the values without the secret ones: what may be shown, kept and recorded. */
export function withoutSecrets(values: OptionValues): OptionValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !byName.get(name)?.secret));
}

/** The sentence that refuses a secret in the settings. */
export function secretRefusal(name: string): string {
  return (
    `${name} is a secret and is not read from the settings, which are plain text and often shared. Remove it there ` +
    'and pass it to the command that opens the session.'
  );
}

/** `100 ms`, `no limit` and the like, for pickers. */
export function defaultLabelOf(option: SocketOption): string {
  if (option.fromSettings) return 'from the settings';
  if (option.defaultValue === null) return 'none';
  return option.unit ? `${option.defaultValue} ${option.unit}` : String(option.defaultValue);
}

function checkOption(type: SocketType, name: string, value: OptionValue): OptionFault | undefined {
  const option = byName.get(name);
  if (!option) return unknownOption(type, name);
  if (!option.types.includes(type)) {
    const message = `A ${type} socket has no option ${name}; it is for ${listOf(option.types)}.`;
    return { option: name, code: 'option/notForType', message };
  }
  if (value === null) return undefined;
  const wanted = expectationOf(option, value);
  if (!wanted) return undefined;
  const given = option.secret ? 'the given value' : JSON.stringify(value);
  return { option: name, code: 'option/badValue', message: `${name} takes ${wanted}, not ${given}.` };
}

function unknownOption(type: SocketType, name: string): OptionFault {
  const constant = name.toUpperCase().replace(/^ZMQ_/, '');
  const meant =
    socketOptions.find((option) => option.constant === `ZMQ_${constant}`)?.name ??
    nearestName(
      name,
      optionsOf(type).map((option) => option.name),
    );
  const hint = meant ? ` Did you mean ${meant}?` : '';
  const fault = {
    option: name,
    code: 'option/unknown',
    message: `There is no option "${name}".${hint}`,
  } as const;
  return meant ? { ...fault, suggestion: meant } : fault;
}

/** @returns what the option takes, where the value is not that. */
function expectationOf(option: SocketOption, value: string | number | boolean): string | undefined {
  switch (option.kind) {
    case 'bool':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'int': {
      const { min = -Infinity, max = Infinity } = option;
      if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)
        return undefined;
      const unit = option.unit ? ` (${option.unit})` : '';
      return `a whole number from ${min} to ${max}${unit}`;
    }
    case 'enum': {
      const { values = [] } = option;
      return typeof value === 'string' && values.includes(value)
        ? undefined
        : `${listOf(values, ' or ')} or null`;
    }
    case 'string':
      if (typeof value !== 'string') return 'a text';
      return lengthExpectation(option, utf8Encode(value).length, 'characters');
    case 'bytes': {
      if (typeof value !== 'string') return 'a text, or bytes as hex:00ff';
      const parsed = parseSubscription(value);
      return 'fault' in parsed
        ? 'a text, or bytes as hex:00ff'
        : lengthExpectation(option, parsed.bytes.length, 'bytes');
    }
  }
}

function lengthExpectation(option: SocketOption, length: number, unit: string): string | undefined {
  const { minBytes = 0, maxBytes = Infinity } = option;
  if (length >= minBytes && length <= maxBytes) return undefined;
  return minBytes === maxBytes ? `exactly ${minBytes} ${unit}` : `${minBytes} to ${maxBytes} ${unit}`;
}

function listOf(names: readonly string[], last = ' and '): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')}${last}${names.at(-1)}`;
}
