import type { LanguageId } from './facts';

/** Languages whose files are built into one program. */
const families: Partial<Record<LanguageId, LanguageId>> = { cpp: 'c', typescript: 'javascript' };

/** One name for all languages whose files may be one program, and so share a context and its `inproc` names. */
export function familyOf(language: LanguageId): LanguageId {
  return families[language] ?? language;
}
