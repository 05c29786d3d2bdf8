import { type DefinitionProblem, parseDefinitions } from '../../model/parseDefinition';
import type { SessionDefinition } from '../../model/sessionDefinition';
import { withoutSecrets } from '../../model/socketOption';

/** A definition and where in the list it was read from. */
export interface ListedDefinition {
  readonly definition: SessionDefinition;
  readonly index: number;
}

export interface DefinitionList {
  readonly listed: readonly ListedDefinition[];
  readonly problems: readonly DefinitionProblem[];
}

/** Reads the raw value of `zeromq.sessions`, which is whatever somebody wrote there. */
export function readDefinitions(raw: unknown): DefinitionList {
  const { definitions, problems } = parseDefinitions(raw);
  // Definitions come in the order of their entries; an entry without a usable type or shape gives none.
  const left = new Set(
    problems.filter(({ field }) => field === '' || field === 'type').map(({ index }) => index),
  );
  const indexes = Array.isArray(raw) ? raw.map((_, index) => index).filter((index) => !left.has(index)) : [];
  const listed = definitions.map((definition, at) => ({ definition, index: indexes[at] ?? at }));
  return { listed, problems };
}

/**
 * Puts a definition into the raw list: in place of the entry with its id, or at the end. Only what differs from what
 * was read is written, so that parts of an entry that could not be read stay for their author to correct. Secrets
 * are never written.
 */
export function withDefinition(raw: readonly unknown[], changed: SessionDefinition): readonly unknown[] {
  const definition = { ...changed, options: withoutSecrets(changed.options) };
  const known = readDefinitions(raw).listed.find((listed) => listed.definition.id === definition.id);
  if (!known) return [...raw, newEntry(definition)];
  const entry: Record<string, unknown> = { id: definition.id, ...(raw[known.index] as object) };
  entry['id'] = definition.id;
  for (const field of ['name', 'type', 'endpoints', 'subscriptions', 'options'] as const) {
    const value = definition[field];
    if (JSON.stringify(value) === JSON.stringify(known.definition[field])) continue;
    if (value === undefined) delete entry[field];
    else entry[field] = value;
  }
  return raw.with(known.index, entry);
}

export function withoutDefinition(raw: readonly unknown[], id: string): readonly unknown[] {
  const known = readDefinitions(raw).listed.find(({ definition }) => definition.id === id);
  return known ? raw.toSpliced(known.index, 1) : raw;
}

/** As short as it can be, since people read it in diffs. */
function newEntry({ id, name, type, endpoints, subscriptions, options }: SessionDefinition): object {
  return {
    id,
    ...(name && { name }),
    type,
    endpoints,
    ...(subscriptions.length > 0 && { subscriptions }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}
