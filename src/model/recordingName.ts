/** What a recording's file name may be made of. */
export interface NameParts {
  readonly label: string;
  readonly type: string;
  readonly time: Date;
}

/** What some file system does not take in a name: characters of control, halves of others, and what Windows reserves. */
const badInNames = /[\u0000-\u001f\u007f<>:"/\\|?*\p{Cs}]+/gu;

/** What Windows takes for a device, whatever follows the first point. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;

/** File systems take names of so many bytes in UTF-8. */
const mostBytes = 255;

/** Most bytes of a name that is made, without its ending: there is room for the numbers of copies and of parts. */
const mostStemBytes = 200;

/**
 * Fills in a pattern such as `{label} {date} {time}`: what the session is called, its `{type}`, and the local date and
 * time of the start. What no file system likes becomes a hyphen.
 *
 * @returns a file name that ends in .mcap
 */
export function recordingName(pattern: string, { label, type, time }: NameParts): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const parts: Readonly<Record<string, string>> = {
    label,
    type,
    date: `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`,
    time: `${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`,
  };
  const filled = pattern.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
  const sound = filled
    .replace(/\.mcap$/i, '')
    .replace(badInNames, '-')
    .replace(/^[\s.-]+/, '');
  const name = cut(sound, mostStemBytes).replace(/[\s.-]+$/, '');
  if (isDeviceName(name)) return `_${name}.mcap`;
  return `${name || 'recording'}.mcap`;
}

/** @returns as much of the beginning as fits in so many bytes of UTF-8, in whole code points. */
function cut(text: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Endings of the files that are made; any other point in a name is a part of it. */
const ending = /(\.(?:mcap|jsonl|csv))?$/i;

/** @returns `name 2.mcap` and so on, cut where it would be too long; the name itself for the first. */
export function numberedName(name: string, number: number): string {
  return number === 1 ? name : withTail(withoutEnding(name), ` ${number}${ending.exec(name)?.[1] ?? ''}`);
}

/** @returns `name (2).mcap` and so on, of the first or any later part of a recording that goes on in other files. */
export function continuedName(name: string, part: number): string {
  const stem = withoutEnding(name).replace(/ \(\d{1,3}\)$/, '');
  return withTail(stem, ` (${part}).mcap`);
}

/** @param tail of ASCII. */
function withTail(stem: string, tail: string): string {
  return cut(stem, mostBytes - tail.length) + tail;
}

/** @returns the name without what says that it is a recording, or text that was one. */
export function withoutEnding(name: string): string {
  return name.replace(ending, '');
}

/** @returns the characters of a name that no file may have; empty where it is well. */
export function badCharacters(name: string): string {
  return (name.match(badInNames) ?? []).join('');
}

/** @returns whether Windows takes the name for a device, with any ending. */
export function isDeviceName(name: string): boolean {
  return deviceName.test(name);
}
