import type { EndpointDefinition, OptionValue, OptionValues, SessionDefinition } from './sessionDefinition';
import { nearestName } from './nearestName';
import { checkOptions, secretOptions, secretRefusal, withoutSecrets } from './socketOption';
import { isSocketType, socketTypes, traitsOf, type SocketType } from './socketType';
import { parseSubscription } from './subscription';
import { quoted, shorten } from './visibleText';

export interface DefinitionProblem {
  /** Index in the settings' list, or -1 where the list itself is wrong. */
  readonly index: number;
  /** `type`, `endpoints[1].role`, `options.linger` …; empty for the whole entry. */
  readonly field: string;
  /** What is wrong, what became of it, and what to write. */
  readonly message: string;
}

export interface ParsedDefinitions {
  readonly definitions: readonly SessionDefinition[];
  readonly problems: readonly DefinitionProblem[];
}

/** More is a mistake of whatever wrote the settings. */
export const maxDefinitions = 1000;
const maxText = 4096;
const fields = ['id', 'name', 'type', 'endpoints', 'subscriptions', 'options'];

type Report = (field: string, message: string) => void;

/**
 * Reads the session definitions of the settings, which people edit by hand. One bad entry or field costs only
 * itself: entries without a usable type are left out, other bad parts are dropped, and every loss is a problem that
 * names its place. Addresses are not checked here, since that depends on the machine (see endpoint.ts).
 */
export function parseDefinitions(json: unknown): ParsedDefinitions {
  const problems: DefinitionProblem[] = [];
  const definitions: SessionDefinition[] = [];
  if (json === undefined || json === null) return { definitions, problems };
  if (!Array.isArray(json)) {
    const message = 'Session definitions must be a list. It was ignored.';
    return { definitions, problems: [{ index: -1, field: '', message }] };
  }
  const entries: readonly unknown[] = json;
  const ids = new Set<string>();
  for (const [index, entry] of entries.slice(0, maxDefinitions).entries()) {
    const report: Report = (field, message) => problems.push({ index, field, message });
    const parsed = parseEntry(entry, report);
    if (!parsed) continue;
    const id = uniqueId(parsed.id ?? derivedId(parsed), ids);
    if (parsed.id !== undefined && id !== parsed.id) {
      report('id', `The id ${quoted(parsed.id)} is taken by an entry before it. This one goes by "${id}".`);
    }
    ids.add(id);
    definitions.push({ ...parsed, id });
  }
  if (entries.length > maxDefinitions) {
    const message = `Only the first ${maxDefinitions} of ${entries.length} session definitions were read.`;
    problems.push({ index: -1, field: '', message });
  }
  return { definitions, problems };
}

type Entry = Omit<SessionDefinition, 'id'> & { readonly id: string | undefined };

function parseEntry(entry: unknown, report: Report): Entry | undefined {
  if (!isRecord(entry)) {
    report('', `A session definition must be an object with a type, not ${sample(entry)}. It was left out.`);
    return undefined;
  }
  const type = parseType(entry['type'], report);
  if (!type) return undefined;
  for (const field of Object.keys(entry)) {
    if (!fields.includes(field)) report(field, unknownField(field));
  }
  return {
    id: parseText(entry['id'], 'id', report),
    name: parseText(entry['name'], 'name', report),
    type,
    endpoints: parseEndpoints(entry['endpoints'], report),
    subscriptions: parseSubscriptions(entry['subscriptions'], type, report),
    options: parseOptions(entry['options'], type, report),
  };
}

function parseType(value: unknown, report: Report): SocketType | undefined {
  if (isSocketType(value)) return value;
  if (value === undefined) {
    report('type', `The type is missing, one of ${socketTypes.join(', ')}. The definition was left out.`);
    return undefined;
  }
  const upper = typeof value === 'string' ? value.toUpperCase() : '';
  const meant = isSocketType(upper) ? upper : upper && nearestName(upper, socketTypes);
  const hint = meant ? ` Did you mean ${meant}?` : ` Use one of ${socketTypes.join(', ')}.`;
  report('type', `${sample(value)} is not a socket type.${hint} The definition was left out.`);
  return undefined;
}

function parseText(value: unknown, field: string, report: Report): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.trim() !== '' && value.length <= maxText) return value.trim();
  report(field, `The ${field} must be a text that is not empty, not ${sample(value)}. It was ignored.`);
  return undefined;
}

function parseEndpoints(value: unknown, report: Report): EndpointDefinition[] {
  return parseList(value, 'endpoints', report).flatMap((item, at) => {
    const field = `endpoints[${at}]`;
    if (!isRecord(item)) {
      report(
        field,
        `An endpoint must be an object with role and address, not ${sample(item)}. It was dropped.`,
      );
      return [];
    }
    const { role, address } = item;
    if (role !== 'bind' && role !== 'connect') {
      report(
        `${field}.role`,
        `The role must be "bind" or "connect", not ${sample(role)}. The endpoint was dropped.`,
      );
      return [];
    }
    if (typeof address !== 'string' || address.trim() === '' || address.length > maxText) {
      const message = `The address must be a text such as tcp://127.0.0.1:5555, not ${sample(address)}.`;
      report(`${field}.address`, `${message} The endpoint was dropped.`);
      return [];
    }
    return [{ role, address: address.trim() }];
  });
}

function parseSubscriptions(value: unknown, type: SocketType, report: Report): string[] {
  const list = parseList(value, 'subscriptions', report);
  if (list.length > 0 && !traitsOf(type).subscribes) {
    report('subscriptions', `A ${type} socket takes no subscriptions. They were dropped.`);
    return [];
  }
  return list.flatMap((item, at) => {
    const field = `subscriptions[${at}]`;
    if (typeof item !== 'string' || item.length > maxText) {
      report(field, `A subscription must be a text or hex:…, not ${sample(item)}. It was dropped.`);
      return [];
    }
    const parsed = parseSubscription(item);
    if ('bytes' in parsed) return [item];
    report(field, `${parsed.fault} It was dropped.`);
    return [];
  });
}

function parseOptions(value: unknown, type: SocketType, report: Report): OptionValues {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    report('options', `The options must be an object, not ${sample(value)}. They were dropped.`);
    return {};
  }
  const plain: Record<string, OptionValue> = {};
  for (const [name, option] of Object.entries(value)) {
    if (isOptionValue(option)) plain[name] = option;
    else report(`options.${name}`, `An option must be a text, number, boolean or null. It was dropped.`);
  }
  for (const name of secretOptions(plain)) report(`options.${name}`, secretRefusal(name));
  const options = withoutSecrets(plain);
  const faults = checkOptions(type, options);
  for (const fault of faults) report(`options.${fault.option}`, `${fault.message} It was dropped.`);
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => !faults.some((fault) => fault.option === name)),
  );
}

function parseList(value: unknown, field: string, report: Report): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  report(field, `The ${field} must be a list, not ${sample(value)}. They were dropped.`);
  return [];
}

/** From what the entry says, so that it stays the same over reloads and wherever the entry stands in the list. */
function derivedId({ type, name, endpoints }: Entry): string {
  const from = name ?? endpoints[0]?.address ?? '';
  const slug = from
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [type.toLowerCase(), slug.slice(0, 80)].filter(Boolean).join('-');
}

function uniqueId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  return id;
}

function unknownField(field: string): string {
  const meant = nearestName(field, fields);
  return `There is no field ${quoted(shorten(field, 60))}.${meant ? ` Did you mean ${meant}?` : ''} It was ignored.`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOptionValue(value: unknown): value is OptionValue {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  );
}

/** A short piece of the value for a message; never a whole structure. */
function sample(value: unknown): string {
  if (typeof value === 'string') return quoted(shorten(value, 60));
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
