import type { LanguageId } from '../facts';

const strings = String.raw`"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\[\s\S]|[^"\\\n])*"?|\x60(?:\\[\s\S]|[^\x60\\])*\x60?`;
const shortStrings = String.raw`'(?:\\[\s\S]|[^'\\\n])*'?`;
/** Rust's lifetimes and C's digit separators are no strings. */
const characters = String.raw`'(?:\\[^\n]{1,8}|[^'\\\n])'`;
const slashes = String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const hash = String.raw`#[^\n]*`;

const all = new RegExp(`${strings}|${shortStrings}|${slashes}|${hash}`, 'g');
const hashed = new RegExp(`${strings}|${shortStrings}|${hash}`, 'g');
const slashed = new RegExp(`${strings}|${shortStrings}|${slashes}`, 'g');
const slashedWithCharacters = new RegExp(`${strings}|${characters}|${slashes}`, 'g');

const skipped: Readonly<Record<LanguageId, RegExp>> = {
  python: hashed,
  ruby: hashed,
  php: all,
  javascript: slashed,
  typescript: slashed,
  c: slashedWithCharacters,
  cpp: slashedWithCharacters,
  java: slashedWithCharacters,
  csharp: slashedWithCharacters,
  go: slashedWithCharacters,
  rust: slashedWithCharacters,
};

/** Puts blanks in place of comments and strings, so that a search finds code alone. Line ends stay. */
export function blankOut(source: string, language: LanguageId): string {
  return source.replace(skipped[language], (text) => text.replace(/[^\r\n]/g, ' '));
}
