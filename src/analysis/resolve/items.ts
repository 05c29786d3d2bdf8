import type { TextPattern } from '../textPattern';
import { knownText, nameOf, patternOf } from './combineText';
import { symbolMember } from './members';
import { choiceOf, objectKey, textValue, unknown, type InstanceValue, type Value } from './value';

/** The key that a value is in maps and lists, where it is known. */
export function keyOf(value: Value): string | undefined {
  if (value.kind === 'constant') return String(value.value);
  return knownText(value);
}

/** An object of an array whose objects are not listed. */
export function instanceAt(array: InstanceValue, index: Value): InstanceValue {
  const position = keyOf(index);
  if (position === undefined) return array;
  const { cls, outer, key } = array;
  const field = `[${position}]`;
  return { kind: 'instance', cls, outer, of: { object: array, field }, key: `${key}${field}` };
}

/** What a loop over it goes through. */
export function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'map') return [...value.entries.keys()].map((key) => textValue([key]));
  return [unknown('item')];
}

/** An item by its key. Without a key that is known any item may be meant; of an unknown map the key names it. */
export function itemAt(object: Value, key: Value): Value {
  const name = keyOf(key);
  if (object.kind === 'list') {
    const position = Number(name);
    const items = object.items;
    if (name === undefined || !Number.isInteger(position)) return choiceOf(items);
    return items[position < 0 ? items.length + position : position] ?? unknown('item');
  }
  if (object.kind === 'map') {
    const known = object.entries.get(objectKey(key) ?? '');
    if (known) return known;
    if (name === undefined) return choiceOf(object.entries.values());
    return object.entries.get(name) ?? unknown(name);
  }
  if (object.kind === 'symbol' && name !== undefined && key.kind === 'text')
    return symbolMember(object, name);
  if (object.kind === 'text' || object.kind === 'constant') return unknown('item');
  // of several results of a library's call the first is the thing, the others tell of errors
  if ((object.kind === 'socket' || object.kind === 'object') && name === '0') return object;
  const isPosition = key.kind === 'constant';
  const pattern: TextPattern = isPosition ? [] : patternOf(key);
  const [part] = pattern;
  if (pattern.length === 1 && typeof part === 'string') return unknown(part);
  return unknown(nameOf(object));
}
