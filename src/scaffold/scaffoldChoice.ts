import type { LanguageId, ScaffoldLanguage } from './language';
import { reasonAgainst, scaffoldLanguage } from './languages/languages';
import { patternOf } from './catalogue/patterns';
import type { Pattern, PatternId, PatternRole } from './pattern';
import { checkEndpoints, checkName, checkTopic } from './checkAnswers';
import { scaffoldError, type ScaffoldFault } from './scaffoldFault';

/** What a person chose. */
export interface ScaffoldChoice {
  readonly pattern: PatternId;
  /** By role; each role has one. */
  readonly languages: Readonly<Record<string, LanguageId>>;
  /** By name; those left out keep their defaults. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** For patterns that have one. */
  readonly topic?: string;
  /** Names the project in build files and tasks; the pattern's id without it. */
  readonly name?: string;
}

/** A choice that is complete and was checked. */
export interface CheckedChoice {
  readonly pattern: Pattern;
  readonly roles: readonly ChosenRole[];
  readonly endpoints: ReadonlyMap<string, string>;
  readonly topic: string | undefined;
  readonly name: string;
}

export interface ChosenRole {
  readonly role: PatternRole;
  readonly language: ScaffoldLanguage;
}

/**
 * @param platform Node's `process.platform`
 * @throws WorkbenchError with a code of `ScaffoldFaultCode`
 */
export function checkChoice(choice: ScaffoldChoice, platform: string): CheckedChoice {
  const pattern = patternOf(choice.pattern);
  const roles = pattern.roles.map((role) => chosenRole(choice, pattern, role));
  refuse(unknownRole(choice, pattern));
  const name = choice.name ?? pattern.id;
  refuse(checkName(name));
  const given = choice.endpoints ?? {};
  const languages = roles.map(({ language }) => language);
  refuse(checkEndpoints(pattern, given, { platform, languages }));
  const endpoints = pattern.endpoints.map(
    (endpoint) => [endpoint.name, (given[endpoint.name] ?? endpoint.default).trim()] as const,
  );
  if (choice.topic !== undefined) refuse(checkTopic(pattern, choice.topic));
  return { pattern, roles, endpoints: new Map(endpoints), topic: choice.topic ?? pattern.topic, name };
}

function chosenRole(choice: ScaffoldChoice, pattern: Pattern, role: PatternRole): ChosenRole {
  const id = Object.hasOwn(choice.languages, role.id) ? choice.languages[role.id] : undefined;
  if (!id) {
    throw scaffoldError({
      code: 'scaffold/unknownRole',
      message: `No language is chosen for the ${role.id} of ${pattern.title}.`,
    });
  }
  const language = scaffoldLanguage(id);
  const reason = reasonAgainst(language, pattern.id);
  if (reason !== undefined) {
    throw scaffoldError({
      code: 'scaffold/notOffered',
      message: `${pattern.title} is not offered in ${language.title}. ${reason}`,
    });
  }
  return { role, language };
}

function unknownRole(choice: ScaffoldChoice, pattern: Pattern): ScaffoldFault | undefined {
  const known = pattern.roles.map(({ id }) => id);
  const unknown = Object.keys(choice.languages).find((id) => !known.includes(id));
  if (unknown === undefined) return undefined;
  const message = `${pattern.title} has no role ${unknown}. Its roles are ${known.join(', ')}.`;
  return { code: 'scaffold/unknownRole', message };
}

function refuse(fault: ScaffoldFault | undefined): void {
  if (fault) throw scaffoldError(fault);
}
