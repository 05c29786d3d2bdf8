import { type Place, type PlaceBlock, type SocketOperation } from '../facts';
import { type Block } from '../program/program';

export function placeOf(block: Block): Place {
  const blocks: PlaceBlock[] = [];
  for (let at: Block | undefined = block; at; at = at.parent) {
    if (at.kind !== 'body') blocks.unshift({ kind: at.kind, start: at.start });
  }
  const { declaration, qualifiedName } = block.scope.fn;
  return { function: qualifiedName, functionStart: declaration.start, blocks };
}

/**
 * Whether, each time the second runs, the first has run before it: same function, written earlier, and no branch or
 * loop around it that is not around the second as well.
 */
export function surelyRunsBefore(first: SocketOperation, second: SocketOperation): boolean {
  if (first.place.functionStart !== second.place.functionStart || first.range.end > second.range.start)
    return false;
  return first.place.blocks.every(
    ({ kind, start }, depth) =>
      second.place.blocks[depth]?.start === start && second.place.blocks[depth]?.kind === kind,
  );
}
