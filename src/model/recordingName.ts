/** What a recording's file name may be made of. */
export interface NameParts {
  readonly label: string;
  readonly type: string;
  readonly time: Date;
}

/** What some file system does not take in a name: characters of control, and what Windows reserves. */
const badInNames = /[\u0000-\u001f\u007f<>:"/\\|?*]+/g;

/** Most characters of a name without its ending: file systems take 255 bytes. */
const longest = 120;

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
  const name = filled
    .replace(/\.mcap$/i, '')
    .replace(badInNames, '-')
    .replace(/^[\s.-]+|[\s.-]+$/g, '')
    .slice(0, longest);
  return `${name || 'recording'}.mcap`;
}

/** Endings of the files that are made; any other point in a name is a part of it. */
const ending = /(\.(?:mcap|jsonl|csv))?$/i;

/** @returns `name 2.mcap` and so on; the name itself for the first. */
export function numberedName(name: string, number: number): string {
  return number === 1 ? name : name.replace(ending, ` ${number}$1`);
}

/** @returns `name (2).mcap` and so on, of the first or any later part of a recording that goes on in other files. */
export function continuedName(name: string, part: number): string {
  const stem = withoutEnding(name).replace(/ \(\d{1,3}\)$/, '');
  return `${stem} (${part}).mcap`;
}

/** @returns the name without what says that it is a recording, or text that was one. */
export function withoutEnding(name: string): string {
  return name.replace(ending, '');
}

/** @returns the characters of a name that no file may have; empty where it is well. */
export function badCharacters(name: string): string {
  return (name.match(badInNames) ?? []).join('');
}
