import { utf8Encode } from '../../base/bytes';
import { ByteNeedle } from './byteNeedle';
import type { Comparison, FilterTerm, JsonStep, JsonTest } from './filterNode';
import { JsonGlance } from './jsonGlance';
import { type JsonFrames, looksLikeJson, someAtPath } from './jsonFrames';
import type { MessageView } from './messageView';
import { readJsonNumber } from './numberValue';
import { textMatcher } from './textMatcher';

const backslash = 0x5c;

/** @returns a test of one term such as `json.price > 100` against a message whose frames `frames` holds. */
export function compileJson(
  term: FilterTerm & { kind: 'json' },
  frames: JsonFrames,
  ignoreCase: boolean,
): (view: MessageView) => boolean {
  const { path, frame } = term;
  const test = compileTest(term.test, ignoreCase);
  const key = keyNeedle(path);
  const last = path.at(-1);
  const glance = term.test.kind === 'number' && last?.kind === 'key' ? new JsonGlance(last.key) : undefined;
  const frameMatches = (view: MessageView, index: number) => {
    const from = view.frameStart(index);
    const to = view.frameEnd(index);
    if (!looksLikeJson(view.bytes, from, to)) return false;
    if (key && key.indexIn(view.bytes, from, to) < 0 && !mayEscape(view.bytes, from, to)) return false;
    const number = glance?.numberIn(view.bytes, from, to);
    // Most messages are turned down for their number; whether the path leads to it matters for the others only.
    if (number !== undefined && !test(number)) return false;
    const value = frames.at(index);
    return value !== undefined && someAtPath(value, path, test);
  };
  if (frame !== undefined) {
    return (view) => {
      const index = frame < 0 ? view.frameCount + frame : frame;
      return index >= 0 && index < view.frameCount && frameMatches(view, index);
    };
  }
  return (view) => {
    for (let index = 0; index < view.frameCount; index++) if (frameMatches(view, index)) return true;
    return false;
  };
}

/** The longest key of the path in its quotes: without it, a frame that escapes nothing need not be parsed. */
function keyNeedle(path: readonly JsonStep[]): ByteNeedle | undefined {
  let longest = '';
  for (const step of path) if (step.kind === 'key' && step.key.length >= longest.length) longest = step.key;
  return path.some((step) => step.kind === 'key')
    ? new ByteNeedle(utf8Encode(`"${longest}"`), false)
    : undefined;
}

/** Keys may be written with escapes, as in "\u0070rice"; then only parsing tells. */
function mayEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === backslash) return true;
  return false;
}

function compileTest(test: JsonTest, ignoreCase: boolean): (value: unknown) => boolean {
  switch (test.kind) {
    case 'exists':
      return () => true;
    case 'number': {
      const compare = comparison(test.op, test.value);
      return (value) => {
        // Many feeds write prices as strings, to keep all their digits.
        const number = typeof value === 'string' ? readJsonNumber(value) : value;
        if (typeof number !== 'number') return test.op === '!=';
        return compare(number);
      };
    }
    case 'string': {
      const compare = comparison(test.op, test.value);
      return (value) => (typeof value === 'string' ? compare(value) : test.op === '!=');
    }
    case 'constant':
      return (value) => (value === test.value) === (test.op === '=');
    case 'text':
    case 'regex': {
      const matcher = textMatcher(test, 'inside', ignoreCase);
      return (value) => typeof value === 'string' && matcher.inText(value);
    }
  }
}

/** @returns a test of the value on the left of the operator. */
export function comparison<T extends number | string>(op: Comparison, right: T): (left: T) => boolean {
  switch (op) {
    case '=':
      return (left) => left === right;
    case '!=':
      return (left) => left !== right;
    case '<':
      return (left) => left < right;
    case '<=':
      return (left) => left <= right;
    case '>':
      return (left) => left > right;
    case '>=':
      return (left) => left >= right;
  }
}
