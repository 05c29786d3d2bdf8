import { encloses, type Block, type Definition } from '../program/program';
import { type BranchStatement } from '../program/statement';

/** What the way that a function runs tells of its blocks. */
export interface BlockTests {
  readonly isDead: (block: Block) => boolean;
  readonly isSure: (block: Block) => boolean;
}

/**
 * The definitions that may give a name its value at a place of the same function: backwards to the first that is
 * certain to have run, without blocks that do not run. Where none stands before (a loop, a comprehension), those behind count.
 */
export function selectDefinitions<T extends Definition>(
  definitions: readonly T[],
  block: Block,
  offset: number,
  { isDead, isSure }: BlockTests,
): T[] {
  const found: T[] = [];
  const covered = new Map<BranchStatement, Set<Block>>();
  for (let at = definitions.length - 1; at >= 0; at--) {
    const definition = definitions[at];
    if (!definition || definition.at > offset || areExclusive(definition.block, block)) continue;
    if (isDead(definition.block)) continue;
    found.push(definition);
    const { block: own } = definition;
    if (encloses(own, block) || coversAll(own, block, covered) || isSure(own)) break;
  }
  return found.length > 0 ? found : [...definitions];
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
