import { type LanguageId, languageIds } from './facts';

/** Editors' ids of the languages that are analysed as programs, variants included. */
export const programLanguages = [
  'python',
  'c',
  'cpp',
  'java',
  'csharp',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'go',
  'rust',
  'php',
  'ruby',
] as const;

/** @returns the language that an editor's id stands for, `typescript` for `typescriptreact`; undefined for no program. */
export function programIdOf(editorId: string): LanguageId | undefined {
  const plain = editorId.replace(/react$/, '');
  return languageIds.find((id) => id === plain);
}
