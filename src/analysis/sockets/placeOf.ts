import type { Place, PlaceBlock, SocketOperation } from '../facts';
import type { CallExpression } from '../program/expression';
import type { Block, Program } from '../program/program';

export function placeOf(block: Block): Place {
  const blocks: PlaceBlock[] = [];
  for (let at: Block | undefined = block; at; at = at.parent) {
    if (at.kind !== 'body') blocks.unshift({ kind: at.kind, start: at.start });
  }
  const { declaration, qualifiedName } = block.scope.fn;
  return { function: qualifiedName, functionStart: declaration.start, blocks };
}

/** Where the calls stand that make the sockets. */
export function placesOfCalls(
  program: Program,
  sockets: readonly { readonly call: CallExpression }[],
): ReadonlyMap<CallExpression, Place> {
  const wanted = new Set(sockets.map(({ call }) => call));
  const places = new Map<CallExpression, Place>();
  if (wanted.size === 0) return places;
  for (const fn of program.functions) {
    for (const { call, block } of fn.calls) if (wanted.has(call)) places.set(call, placeOf(block));
  }
  return places;
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
