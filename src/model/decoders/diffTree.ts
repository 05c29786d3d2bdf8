import { diffRuns } from './diffRuns';
import { type TreeNode, isContainer } from './treeNode';

export type DiffStatus = 'same' | 'changed' | 'added' | 'removed';

/** One value of the newer message, or one that only the older had. */
export interface DiffNode {
  /** For containers `changed` says that something inside differs. */
  readonly status: DiffStatus;
  /** The value after; for `removed` the value before. */
  readonly node: TreeNode;
  /** What stood there before, for `184.27, was 184.22`: set for changed values that are not both containers of one kind. */
  readonly was?: string;
  /** Members of both sides in the newer order, removed ones where they stood; made when asked for. */
  children(): readonly DiffNode[];
  /** Members at the end that were too many to compare and are missing in `children()`. */
  readonly uncompared: number;
}

/** Members of one container that are compared. */
export const maxComparedMembers = 2000;
/** Values and bytes looked at to tell whether containers that are written differently are equal; beyond they count as changed. */
const equalityValues = 20_000;
const equalityBytes = 16 * 1024 * 1024;
const arrayEdits = 100;

/** What may still be looked at. Opening a container reads all its bytes, deep ones as often as they are deep. */
class EqualityBudget {
  private values = equalityValues;
  private bytes = equalityBytes;

  take(values: number, bytes: number): boolean {
    this.values -= values;
    this.bytes -= bytes;
    return this.values >= 0 && this.bytes >= 0;
  }
}

/** Compares two decoded values. Lazy like the trees: a closed container costs one bounded look for equality. */
export function diffTree(before: TreeNode, after: TreeNode): DiffNode {
  return diffNodes(before, after, new EqualityBudget());
}

/** @param budget one for all that is compared in one go */
function diffNodes(before: TreeNode, after: TreeNode, budget: EqualityBudget): DiffNode {
  if (equalNodes(before, after, budget)) return new PlainDiff('same', after);
  if (before.kind === after.kind && isContainer(after.kind)) return new ContainerDiff(before, after);
  return new PlainDiff('changed', after, before.text);
}

/** A node all of whose descendants have its own status, or a changed value whose members have no counterpart. */
class PlainDiff implements DiffNode {
  readonly uncompared: number;

  constructor(
    readonly status: DiffStatus,
    readonly node: TreeNode,
    readonly was?: string,
  ) {
    this.uncompared = Math.max(0, node.childCount - maxComparedMembers);
  }

  children(): readonly DiffNode[] {
    const status = this.status === 'changed' ? 'added' : this.status;
    return this.node.children(0, maxComparedMembers).map((child) => new PlainDiff(status, child));
  }
}

class ContainerDiff implements DiffNode {
  readonly status = 'changed';
  readonly uncompared: number;
  private made: readonly DiffNode[] | undefined;

  constructor(
    private readonly before: TreeNode,
    readonly node: TreeNode,
  ) {
    const most = Math.max(before.childCount, node.childCount);
    this.uncompared = Math.max(0, most - maxComparedMembers);
  }

  children(): readonly DiffNode[] {
    if (!this.made) {
      const before = this.before.children(0, maxComparedMembers);
      const after = this.node.children(0, maxComparedMembers);
      this.made = this.node.kind === 'array' ? diffItems(before, after) : diffMembers(before, after);
    }
    return this.made;
  }
}

/** Pairs members by key, repeated keys in their order. */
function diffMembers(before: readonly TreeNode[], after: readonly TreeNode[]): DiffNode[] {
  const older = new Map<string, TreeNode>();
  const olderKeys = keysOf(before);
  before.forEach((node, index) => older.set(olderKeys[index] as string, node));
  const newerKeys = keysOf(after);
  const newer = new Set(newerKeys);

  const budget = new EqualityBudget();
  const result: DiffNode[] = [];
  let nextOlder = 0;
  const removedUpTo = (stop: number): void => {
    for (; nextOlder < stop; nextOlder++) {
      if (!newer.has(olderKeys[nextOlder] as string)) {
        result.push(new PlainDiff('removed', before[nextOlder] as TreeNode));
      }
    }
  };
  const position = new Map(olderKeys.map((key, index) => [key, index]));
  after.forEach((node, index) => {
    const key = newerKeys[index] as string;
    const counterpart = older.get(key);
    if (!counterpart) {
      result.push(new PlainDiff('added', node));
      return;
    }
    removedUpTo(position.get(key) as number);
    result.push(diffNodes(counterpart, node, budget));
  });
  removedUpTo(before.length);
  return result;
}

function keysOf(nodes: readonly TreeNode[]): string[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const key = `${node.key?.kind ?? ''}:${node.key?.text ?? ''}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return `${times}:${key}`;
  });
}

/** Aligns items; where some were replaced they pair in order, so that a changed number shows what it was. */
function diffItems(before: readonly TreeNode[], after: readonly TreeNode[]): DiffNode[] {
  const aligning = new EqualityBudget();
  const pairing = new EqualityBudget();
  const equal = (a: number, b: number): boolean =>
    equalNodes(before[a] as TreeNode, after[b] as TreeNode, aligning);
  const result: DiffNode[] = [];
  for (const run of diffRuns(before.length, after.length, equal, arrayEdits)) {
    const removed = run.beforeTo - run.beforeFrom;
    const added = run.afterTo - run.afterFrom;
    const paired = Math.min(removed, added);
    for (let i = 0; i < paired; i++) {
      const node = after[run.afterFrom + i] as TreeNode;
      result.push(
        run.same
          ? new PlainDiff('same', node)
          : diffNodes(before[run.beforeFrom + i] as TreeNode, node, pairing),
      );
    }
    for (let i = paired; i < removed; i++) {
      result.push(new PlainDiff('removed', before[run.beforeFrom + i] as TreeNode));
    }
    for (let i = paired; i < added; i++) {
      result.push(new PlainDiff('added', after[run.afterFrom + i] as TreeNode));
    }
  }
  return result;
}

/** Equal in value: the order of keys and the layout of the text do not count. */
function equalNodes(a: TreeNode, b: TreeNode, budget: EqualityBudget): boolean {
  if (a.kind !== b.kind || a.childCount !== b.childCount) return false;
  if (!isContainer(a.kind)) return a.text === b.text && (!a.cut || a.fullText() === b.fullText());
  if (a.hasSameBytes?.(b)) return true;
  if (a.childCount > maxComparedMembers) return false;
  if (!budget.take(a.childCount, a.end - a.start + b.end - b.start)) return false;
  const left = a.children();
  const right = b.children();
  if (a.kind === 'array')
    return left.every((node, index) => equalNodes(node, right[index] as TreeNode, budget));
  const rightKeys = keysOf(right);
  const byKey = new Map(right.map((node, index) => [rightKeys[index], node]));
  const leftKeys = keysOf(left);
  return left.every((node, index) => {
    const counterpart = byKey.get(leftKeys[index]);
    return counterpart !== undefined && equalNodes(node, counterpart, budget);
  });
}
