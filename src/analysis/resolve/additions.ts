import { type Expression } from '../program/expression';
import { type Addition, type Block } from '../program/program';
import { knownText } from './combineText';
import { alternativesOf, type Value } from './value';

/** A list or map with what is put into it later. */
export function withAdditions(
  value: Value,
  additions: readonly Addition[],
  evaluate: (expression: Expression, block: Block) => Value,
): Value {
  if (additions.length === 0 || (value.kind !== 'list' && value.kind !== 'map')) return value;
  if (value.kind === 'list') {
    const added = additions.filter(({ key }) => !key);
    const items = added.flatMap(({ value: item, block }) => alternativesOf(evaluate(item, block)));
    return { kind: 'list', items: [...value.items, ...items], isOpen: true };
  }
  const entries = new Map(value.entries);
  for (const { key, value: item, block } of additions) {
    const name = key && keyText(evaluate(key, block));
    if (name !== undefined) entries.set(name, evaluate(item, block));
  }
  return { kind: 'map', entries };
}

function keyText(value: Value): string {
  if (value.kind === 'constant') return String(value.value);
  // an unknown key: kept apart so that "any item" still finds it
  return knownText(value) ?? '{unknown}';
}
