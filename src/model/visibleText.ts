/**
 * Characters that show nothing, break the line or turn its direction: controls, line separators, zero-width and
 * bidirectional marks, non-characters, half surrogates. The joiners U+200C and U+200D stay: scripts and emoji
 * need them.
 */
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;
const hiddenTest = new RegExp(hidden.source, 'u');

/** Text as people write it: tab, line ends and ANSI escapes are fine, other control characters are not. */
const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\ufffe\uffff]|\u001b(?!\[)|\p{Surrogate}/u;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function symbolFor(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : unicodeEscape(character);
}

/** @returns whether the text shows exactly what it is, on one line. */
export function isPlain(text: string): boolean {
  return !hiddenTest.test(text);
}

/** @returns whether the text reads as text rather than as binary data that happens to be valid UTF-8. */
export function isPrintable(text: string): boolean {
  return !unprintable.test(text);
}

/** @returns whether at most a quarter of the text is hidden characters: it still reads as text with these escaped. */
export function isMostlyText(text: string): boolean {
  return 4 * (text.match(hidden)?.length ?? 0) <= text.length;
}

/** What escapeHidden writes, and so what it must not leave as it is. */
const escapeSequence = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/g;
const escapable = new RegExp(`${hidden.source}|\\\\(?=x[0-9a-f]{2}|u[0-9a-f]{4})`, 'gu');

/**
 * @returns the text on one line with everything hidden as `\x00` or `\u200f`. Where the text itself holds such a
 * sequence its backslash is written `\x5c`, so that unescapeHidden gives back every text as it was.
 */
export function escapeHidden(text: string): string {
  return text.replace(escapable, escapeOf);
}

/** @returns the text on one line for reading: line ends and tabs as symbols (`␊`), all else that is hidden as `\x00`. */
export function escapedLine(text: string): string {
  return text.replace(hidden, (character) =>
    /[\t\n\r]/.test(character) ? symbolFor(character) : escapeOf(character),
  );
}

function escapeOf(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(character);
}

/** The reverse of escapeHidden. */
export function unescapeHidden(text: string): string {
  return text.replace(escapeSequence, (_, byte?: string, unit?: string) =>
    String.fromCharCode(Number.parseInt(byte ?? unit ?? '', 16)),
  );
}

/** @returns where a text that escapeHidden wrote has escapes. */
export function findEscapes(text: string): { readonly from: number; readonly to: number }[] {
  return [...text.matchAll(escapeSequence)].map(({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
  }));
}

/** @returns the text on one line: control characters as symbols (`␊`, `␀`), other hidden ones as `\u202e`. */
export function visibleLine(text: string): string {
  return text.replace(hidden, symbolFor);
}

/** As visibleLine, but line feeds and tabs stay what they are. */
export function visibleBlock(text: string): string {
  return text.replace(hidden, (character) =>
    character === '\n' || character === '\t' ? character : symbolFor(character),
  );
}

/** @returns the text in double quotes, escaped as in JSON, with everything hidden escaped too. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(hidden, unicodeEscape);
}

/** @returns at most `max` UTF-16 units of the text, the last being `…` where something was cut; no half characters. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = Math.max(0, max - 1);
  const before = text.charCodeAt(end - 1);
  return `${text.slice(0, before >= 0xd800 && before < 0xdc00 ? end - 1 : end)}…`;
}
