import { type LanguageId } from '../facts';
import { c } from './c/c';
import { go } from './go/go';
import { javascript } from './javascript/javascript';
import { type Language } from './language';
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
