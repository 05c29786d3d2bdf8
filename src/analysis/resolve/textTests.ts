import { isCompletePattern, type TextPattern } from '../textPattern';
import { knownText } from './combineText';
import type { Value } from './value';

type TextTest = (text: TextPattern, part: string) => boolean | undefined;

const starts: TextTest = (text, part) => begins(text[0], part, (one, other) => one.startsWith(other));
const ends: TextTest = (text, part) => begins(text.at(-1), part, (one, other) => one.endsWith(other));

const contains: TextTest = (text, part) => {
  if (text.some((one) => typeof one === 'string' && one.includes(part))) return true;
  return isCompletePattern(text) ? false : undefined;
};

/** An empty text has no first part; a part that is not known may be anything. */
function begins(
  edge: TextPattern[number] | undefined,
  part: string,
  has: (one: string, other: string) => boolean,
): boolean | undefined {
  const known = edge ?? '';
  if (typeof known !== 'string') return undefined;
  if (has(known, part)) return true;
  return edge !== undefined && has(part, known) ? undefined : false;
}

/** Methods and functions that ask a text about a part of it, as the languages call them. */
const tests: Readonly<Record<string, TextTest>> = {
  startsWith: starts,
  StartsWith: starts,
  starts_with: starts,
  startswith: starts,
  HasPrefix: starts,
  'start_with?': starts,
  str_starts_with: starts,
  endsWith: ends,
  EndsWith: ends,
  ends_with: ends,
  endswith: ends,
  HasSuffix: ends,
  'end_with?': ends,
  str_ends_with: ends,
  includes: contains,
  contains: contains,
  Contains: contains,
  'include?': contains,
  str_contains: contains,
};

export function textTestNamed(name: string): TextTest | undefined {
  return Object.hasOwn(tests, name) ? tests[name] : undefined;
}

/** Undefined where what is known of the text does not decide it. */
export function askText(test: TextTest, text: Value, part: Value): boolean | undefined {
  const known = knownText(part);
  return text.kind === 'text' && known !== undefined ? test(text.pattern, known) : undefined;
}
