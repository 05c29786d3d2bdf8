import { type DiffRun, diffRuns } from './diffRuns';

export interface ByteRange {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export interface ByteDiff {
  readonly equal: boolean;
  /** Both frames in stretches, in order. */
  readonly runs: readonly DiffRun[];
  /** Bytes of the frame after that the one before did not have there, for marking in the hex view. */
  readonly changed: readonly ByteRange[];
  /** Bytes of the frame before that are gone or replaced. */
  readonly gone: readonly ByteRange[];
}

/**
 * Byte by byte. Frames of equal length are compared in place, since fixed layouts are the rule in binary data;
 * others are aligned, so that an inserted byte does not mark everything after it.
 */
export function diffBytes(before: Uint8Array, after: Uint8Array): ByteDiff {
  const runs =
    before.length === after.length
      ? inPlaceRuns(before, after)
      : diffRuns(before.length, after.length, (a, b) => before[a] === after[b]);
  const differing = runs.filter((run) => !run.same);
  return {
    equal: differing.length === 0,
    runs,
    changed: differing
      .filter((run) => run.afterTo > run.afterFrom)
      .map((run) => ({ from: run.afterFrom, to: run.afterTo })),
    gone: differing
      .filter((run) => run.beforeTo > run.beforeFrom)
      .map((run) => ({ from: run.beforeFrom, to: run.beforeTo })),
  };
}

function inPlaceRuns(before: Uint8Array, after: Uint8Array): DiffRun[] {
  const runs: DiffRun[] = [];
  for (let from = 0; from < after.length;) {
    const same = before[from] === after[from];
    let to = from + 1;
    while (to < after.length && (before[to] === after[to]) === same) to++;
    runs.push({ same, beforeFrom: from, beforeTo: to, afterFrom: from, afterTo: to });
    from = to;
  }
  return runs;
}
