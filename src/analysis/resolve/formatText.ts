import type { PatternPart } from '../textPattern';
import { combineText } from './combineText';
import { textValue, unknown, type TextValue, type Value } from './value';

/** printf's way: `tcp://%s:%d`, `%(name)s`, `%5.2f`, `%%`. */
export function formatPercent(
  template: TextValue,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value> = new Map(),
): Value {
  let next = 0;
  const placeholder = /%(?:\((\w+)\))?[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh?|ll?|[qjztL])?([a-zA-Z%])/g;
  return fill(template, placeholder, ([, name, conversion]) => {
    if (conversion === '%') return textValue(['%']);
    if (name !== undefined) return named.get(name) ?? unknown(name);
    return positional[next++] ?? unknown('value');
  });
}

/** `{}`, `{0}`, `{name}`, `{name.member:spec}`; `{{` and `}}` stand for one. */
export function formatBraces(
  template: TextValue,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value> = new Map(),
  memberOf?: (object: Value, name: string) => Value,
): Value {
  let next = 0;
  const placeholder = /\{\{|\}\}|\{([\w]*)((?:\.\w+|\[\w+\])*)(?:![rsa])?(?:,[^{}:]*)?(?::[^{}]*)?\}/g;
  return fill(template, placeholder, ([whole, field = '', path = '']) => {
    if (whole === '{{' || whole === '}}') return textValue([whole.charAt(0)]);
    const object =
      field === ''
        ? positional[next++]
        : /^\d+$/.test(field)
          ? positional[Number(field)]
          : (named.get(field) ?? unknown(field));
    const members = [...path.matchAll(/\w+/g)].map(([member]) => member);
    return members.reduce<Value>(
      (value, member) => memberOf?.(value, member) ?? unknown(member),
      object ?? unknown('value'),
    );
  });
}

/** Replaces the placeholders in the literal parts of a text. */
export function fill(
  { pattern, origins }: TextValue,
  placeholder: RegExp,
  replace: (match: RegExpExecArray) => Value,
): Value {
  const pieces: Value[] = [];
  const add = (part: PatternPart) => pieces.push(textValue([part], pieces.length === 0 ? origins : []));
  for (const part of pattern) {
    if (typeof part !== 'string') {
      add(part);
      continue;
    }
    let from = 0;
    for (const match of part.matchAll(placeholder)) {
      add(part.slice(from, match.index));
      pieces.push(replace(match));
      from = match.index + match[0].length;
    }
    add(part.slice(from));
  }
  return combineText(pieces);
}
