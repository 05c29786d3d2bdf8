import { type LanguageId, languageIds } from '../../analysis/facts';

/** @returns the language that an editor's id stands for, `typescript` for `typescriptreact`; undefined for no program. */
export function programIdOf(editorId: string): LanguageId | undefined {
  const plain = editorId.replace(/react$/, '');
  return languageIds.find((id) => id === plain);
}
