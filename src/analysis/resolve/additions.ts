import type { Addition, Block } from '../program/program';
import { knownText } from './combineText';
import { outsideLoops, type Frame } from './frame';
import type { Resolver } from './resolver';
import { alternativesOf, choiceOf, nothing, objectKey, type ListValue, type Value } from './value';

const unknownKey = '{unknown}';

/** A list or map with what is put into it later, in all the ways in which `framesAt` says that the code there runs. */
export function withAdditions(
  value: Value,
  additions: readonly Addition[],
  resolver: Resolver,
  framesAt: (block: Block) => readonly Frame[],
): Value {
  if (additions.length === 0 || (value.kind !== 'list' && value.kind !== 'map')) return value;
  const added = additions.flatMap((addition) =>
    framesAt(addition.block)
      .filter((frame) => !resolver.isDead(addition.block, frame))
      .flatMap((frame) => resolver.frames.rounds(outsideLoops(frame, addition.block), addition.block))
      .map((frame) => {
        const given = addition.key && resolver.evaluate(addition.key, frame);
        const key = given && keyText(given);
        return { given, key, item: resolver.evaluate(addition.value, frame) };
      }),
  );
  // PHP's empty array may become either
  const isMap =
    value.kind === 'map' ||
    (value.items.length === 0 && added.some(({ key }) => key !== undefined && isWord(key)));
  if (value.kind === 'list' && !isMap) {
    return added.reduce<ListValue>(
      (list, { key, item }) => (key === undefined ? withItem(list, item) : withItemAt(list, key, item)),
      value,
    );
  }
  const entries = new Map(value.kind === 'map' ? value.entries : []);
  const objects = new Map(value.kind === 'map' ? value.keys : []);
  for (const { given, key, item } of added) {
    if (key === undefined) continue;
    if (given?.kind === 'instance') objects.set(key, given);
    const known = entries.get(key);
    entries.set(key, known ? choiceOf([known, item]) : item);
  }
  return objects.size > 0 ? { kind: 'map', entries, keys: objects } : { kind: 'map', entries };
}

/** A key that no list has. */
function isWord(key: string): boolean {
  return key !== unknownKey && !/^-?\d+$/.test(key);
}

function withItem({ items }: ListValue, item: Value): ListValue {
  return { kind: 'list', items: [...items, ...alternativesOf(item)], isOpen: true };
}

/** `list[2] = item`, which may be done before or after the others are read. */
function withItemAt(list: ListValue, key: string, item: Value): ListValue {
  const position = Number(key);
  if (!Number.isInteger(position) || position < 0 || position >= maxLength) return withItem(list, item);
  const items = Array.from({ length: Math.max(list.items.length, position + 1) }, (_item, at) =>
    at === position ? choiceOf([list.items[at] ?? nothing, item]) : (list.items[at] ?? nothing),
  );
  return { kind: 'list', items, isOpen: list.isOpen };
}

/** Longer arrays than that are no lists of sockets. */
const maxLength = 64;

function keyText(value: Value): string {
  if (value.kind === 'constant') return String(value.value);
  // an unknown key: kept apart so that "any item" still finds it
  return knownText(value) ?? objectKey(value) ?? unknownKey;
}
