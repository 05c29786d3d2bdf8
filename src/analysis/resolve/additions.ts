import { type Addition, type Block } from '../program/program';
import { knownText } from './combineText';
import { outsideLoops, type Frame } from './frame';
import { type Resolver } from './resolver';
import { alternativesOf, choiceOf, type Value } from './value';

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
      .map((frame) => ({
        key: addition.key && keyText(resolver.evaluate(addition.key, frame)),
        item: resolver.evaluate(addition.value, frame),
      })),
  );
  // PHP's empty array may become either
  const isMap =
    value.kind === 'map' || (value.items.length === 0 && added.every(({ key }) => key !== undefined));
  if (value.kind === 'list' && !isMap) {
    const items = added.flatMap(({ key, item }) => (key === undefined ? alternativesOf(item) : []));
    return { kind: 'list', items: [...value.items, ...items], isOpen: true };
  }
  const entries = new Map(value.kind === 'map' ? value.entries : []);
  for (const { key, item } of added) {
    if (key === undefined) continue;
    const known = entries.get(key);
    entries.set(key, known ? choiceOf([known, item]) : item);
  }
  return { kind: 'map', entries };
}

function keyText(value: Value): string {
  if (value.kind === 'constant') return String(value.value);
  // an unknown key: kept apart so that "any item" still finds it
  return knownText(value) ?? '{unknown}';
}
