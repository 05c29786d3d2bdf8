import { languageIds, type LanguageId, type ScaffoldLanguage } from '../language';
import { patterns } from '../catalogue/patterns';
import type { Pattern, PatternId } from '../pattern';
import { c } from './c';
import { cpp } from './cpp';
import { java } from './java';
import { javascript } from './javascript';
import { python } from './python';
import { rust } from './rust';
import { typescript } from './typescript';

const all: Readonly<Record<LanguageId, ScaffoldLanguage>> = {
  python,
  typescript,
  javascript,
  c,
  cpp,
  java,
  rust,
};

export const languages: readonly ScaffoldLanguage[] = languageIds.map((id) => all[id]);

export function scaffoldLanguage(id: LanguageId): ScaffoldLanguage {
  return all[id];
}

/** Patterns that at least one language has. */
export function offeredPatterns(): Pattern[] {
  return patterns.filter(({ id }) => languagesOf(id).length > 0);
}

export function languagesOf(pattern: PatternId): ScaffoldLanguage[] {
  return languages.filter(({ offers }) => offers.includes(pattern));
}

/** Why a language lacks a pattern; undefined where it has it. */
export function reasonAgainst(language: ScaffoldLanguage, pattern: PatternId): string | undefined {
  if (language.offers.includes(pattern)) return undefined;
  return language.reasons[pattern] ?? `There is no ${language.title} template for it yet.`;
}

/** Where a program's template is, below `media/scaffold`. */
export function templatePath(language: ScaffoldLanguage, pattern: PatternId, role: string): string {
  return `${language.id}/${pattern}/${language.fileName(role)}`;
}

export function sharedPath(language: ScaffoldLanguage, file: string): string {
  return `${language.id}/shared/${file}`;
}
