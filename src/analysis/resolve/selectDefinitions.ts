import { encloses, type Block, type Definition, type DefinitionSource } from '../program/program';
import type { BranchStatement } from '../program/statement';

/** What the way that a function runs tells of its blocks. */
export interface BlockTests {
  readonly isDead: (block: Block) => boolean;
  readonly isSure: (block: Block) => boolean;
}

/**
 * The definitions that may give a name its value at a place of the same function: backwards to the first that is
 * certain to have run, without blocks that do not run. A loop around the place brings those behind it in the loop back
 * to it, unless the certain one runs in each round as well; of a counter the first value stands. Where none stands
 * before (a comprehension), all count.
 */
export function selectDefinitions<T extends Definition>(
  definitions: readonly T[],
  block: Block,
  offset: number,
  { isDead, isSure }: BlockTests,
): T[] {
  const found: T[] = [];
  const covered = new Map<BranchStatement, Set<Block>>();
  let certain: Definition | undefined;
  for (let at = definitions.length - 1; at >= 0; at--) {
    const definition = definitions[at];
    if (!definition || definition.at > offset || areExclusive(definition.block, block)) continue;
    if (isDead(definition.block)) continue;
    found.push(definition);
    const { block: own } = definition;
    if (encloses(own, block) || coversAll(own, block, covered) || isSure(own)) {
      certain = definition;
      break;
    }
  }
  if (found.length === 0) return [...definitions];
  const loop = outermostLoop(block, certain?.block);
  const fromRoundBefore = definitions.filter(
    ({ at, block: own, source }) =>
      loop && at > offset && encloses(loop, own) && !isDead(own) && !isStep(source),
  );
  return [...found, ...fromRoundBefore];
}

/** `port += 1`, `retry++` */
function isStep(source: DefinitionSource): boolean {
  const value = source.kind === 'value' ? source.value : undefined;
  return value?.kind === 'binary' && value.left.kind !== 'constant' && value.right.kind === 'constant';
}

/** The outermost loop around a place that does not go around another as well. */
function outermostLoop(place: Block, other: Block | undefined): Block | undefined {
  let loop: Block | undefined;
  for (let at: Block | undefined = place; at; at = at.parent) {
    if (other && encloses(at, other)) break;
    if (at.kind === 'loop') loop = at;
  }
  return loop;
}

/** They stand in different branches of one statement. */
function areExclusive(one: Block, other: Block): boolean {
  for (let a: Block | undefined = one; a; a = a.parent) {
    if (!a.branch) continue;
    for (let b: Block | undefined = other; b; b = b.parent) {
      if (a !== b && a.branch === b.branch) return true;
    }
  }
  return false;
}

/** Each branch of an `if … else` around the definition has one, and the use comes after all of them. */
function coversAll(block: Block, use: Block, covered: Map<BranchStatement, Set<Block>>): boolean {
  const { branch, parent } = block;
  if (!branch?.isExhaustive || !parent || !encloses(parent, use)) return false;
  const blocks = covered.get(branch) ?? new Set<Block>();
  covered.set(branch, blocks.add(block));
  return blocks.size === branch.blocks.length;
}
