import { parseArgs } from 'node:util';
import { patternOf } from '../../scaffold/catalogue/patterns';
import { isLanguageId, languageIds, type LanguageId } from '../../scaffold/language';
import { isPatternId, patternIds, type Pattern, type PatternId } from '../../scaffold/pattern';
import type { ScaffoldChoice } from '../../scaffold/scaffoldChoice';

export const usage = `Usage: npm run scaffold -- --pattern P --language L[,ROLE=L2…] --out DIR [options]
       npm run scaffold -- --list

Writes runnable programs for a ZeroMQ pattern, one for each role, with build files, README and VS Code tasks.

  --pattern P         ${wrapped(patternIds)}
  --language L        ${wrapped(languageIds)};
                      ROLE=L2 behind a comma changes one role's
  --out DIR           where to write; made if it does not exist
  --endpoint NAME=A   address of an endpoint in place of its default; any number of times
  --topic T           topic in place of the default
  --name NAME         name of the project in build files and tasks (default: the pattern)
  --force             overwrites files that exist; without it nothing is written if one is in the way
  --dry-run           prints the names of the files and writes nothing
  --list              the patterns with their roles and endpoints, and the languages of each
  --help              this text

Exits with 1 if it cannot write, and with 2 if the arguments cannot be used.
`;

/** Arguments that cannot be used. */
export class UsageError extends Error {}

export type ScaffoldArguments =
  | { readonly kind: 'help' | 'list' }
  | {
      readonly kind: 'write';
      readonly choice: ScaffoldChoice;
      readonly out: string;
      readonly force: boolean;
      readonly dryRun: boolean;
    };

/** @throws UsageError. Endpoints, topic and name are not looked into. */
export function readScaffoldArguments(args: readonly string[]): ScaffoldArguments {
  const values = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  const pattern = patternOf(patternId(required(values.pattern, '--pattern')));
  const choice: ScaffoldChoice = {
    pattern: pattern.id,
    languages: languagesByRole(pattern, required(values.language, '--language')),
    endpoints: endpointsByName(values.endpoint ?? []),
    ...(values.topic !== undefined && { topic: values.topic }),
    ...(values.name !== undefined && { name: values.name }),
  };
  const out = required(values.out, '--out');
  return { kind: 'write', choice, out, force: values.force ?? false, dryRun: values['dry-run'] ?? false };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ pattern: text, language: text, out: text, topic: text, name: text },
    endpoint: { ...text, multiple: true },
    ...{ force: flag, 'dry-run': flag, list: flag, help: { ...flag, short: 'h' } },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(/[.!?]$/.test(message) ? message : `${message}.`);
  }
}

function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`${option} is missing.`);
  return value;
}

function patternId(text: string): PatternId {
  if (isPatternId(text)) return text;
  throw new UsageError(`There is no pattern "${text}". The patterns are ${patternIds.join(', ')}.`);
}

function languageId(text: string): LanguageId {
  if (isLanguageId(text)) return text;
  throw new UsageError(`There is no language "${text}". The languages are ${languageIds.join(', ')}.`);
}

/** `python,client=rust`: the first is everybody's who is not named. */
function languagesByRole(pattern: Pattern, text: string): Record<string, LanguageId> {
  const byRole: Record<string, LanguageId> = {};
  for (const part of text.split(',').map((each) => each.trim())) {
    const [name = '', language] = part.split('=');
    if (language === undefined) {
      for (const { id } of pattern.roles) byRole[id] ??= languageId(name);
      continue;
    }
    if (!pattern.roles.some(({ id }) => id === name)) {
      const known = pattern.roles.map(({ id }) => id).join(', ');
      throw new UsageError(`${pattern.title} has no role "${name}". Its roles are ${known}.`);
    }
    byRole[name] = languageId(language);
  }
  const missing = pattern.roles.filter(({ id }) => !Object.hasOwn(byRole, id)).map(({ id }) => id);
  if (missing.length > 0) throw new UsageError(`--language names none for: ${missing.join(', ')}.`);
  return byRole;
}

function endpointsByName(given: readonly string[]): Record<string, string> {
  const pairs = given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--endpoint takes NAME=ADDRESS, not "${text}".`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  const twice = pairs.find(([name], at) => pairs.slice(0, at).some(([other]) => other === name));
  if (twice) throw new UsageError(`--endpoint ${twice[0]} is given twice.`);
  return Object.fromEntries(pairs);
}

function wrapped(ids: readonly string[]): string {
  const lines = [''];
  for (const id of ids) {
    const last = lines[lines.length - 1] ?? '';
    const longer = last === '' ? id : `${last}, ${id}`;
    if (longer.length <= 90) lines[lines.length - 1] = longer;
    else lines.push(id);
  }
  return lines.join(`,\n${' '.repeat(22)}`);
}
