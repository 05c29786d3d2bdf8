import type { LanguageId } from '../facts';
import { c } from './c/c';
import { go } from './go/go';
import { programIdOf } from '../programLanguages';
import { javascript } from './javascript/javascript';
import type { Language } from './language';
import { cpp } from './cpp/cpp';
import { csharp } from './csharp/csharp';
import { java } from './java/java';
import { php } from './php/php';
import { python } from './python/python';
import { ruby } from './ruby/ruby';
import { rust } from './rust/rust';
import { tsx, typescript } from './typescript/typescript';

/** Every language that can be analysed. One with two grammars (TypeScript and its TSX) is there twice. */
export const languages: readonly Language[] = [
  python,
  c,
  cpp,
  csharp,
  java,
  go,
  rust,
  php,
  ruby,
  javascript,
  typescript,
  tsx,
];

/** A language by its id: of TypeScript's two the one without JSX. */
export function languageOf(id: LanguageId): Language | undefined {
  return languages.find((language) => language.id === id);
}

/** By the extension of a file's name, in any case, and where languages share one by the text. */
export function languageOfFile(name: string, source?: string): Language | undefined {
  const extension = /\.[^./\\]+$/.exec(name)?.[0].toLowerCase();
  if (extension === undefined) return undefined;
  const claimed =
    source === undefined ? undefined : languages.find(({ claims }) => claims?.(extension, source) ?? false);
  return claimed ?? languages.find((language) => language.extensions.includes(extension));
}

/**
 * What a text in an editor is written in. Its file's name tells first, so that it is the same as on the disk; where the
 * name does not (a text that was never saved, a notebook's cell) the editor's id does.
 *
 * @param editorId VS Code's `languageId`; undefined for a file from the disk.
 */
export function languageOfText(name: string, source: string, editorId?: string): Language | undefined {
  const named = languageOfFile(name, source);
  if (named || editorId === undefined) return named;
  if (editorId === 'typescriptreact') return tsx;
  const id = programIdOf(editorId);
  return id && languageOf(id);
}
