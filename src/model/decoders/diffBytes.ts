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
 * Byte by byte. Frames are compared in place where that explains them, since fixed layouts are the rule in binary
 * data, and aligned where something was inserted or taken out, so that it does not mark everything after it.
 */
export function diffBytes(before: Uint8Array, after: Uint8Array): ByteDiff {
  const runs = bestRuns(before, after);
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

/** So few differing bytes are read as they are, without a look for a shift. */
const fewMarks = 16;

function bestRuns(before: Uint8Array, after: Uint8Array): DiffRun[] {
  const inPlace = inPlaceRuns(before, after, 0);
  const marks = differingBytes(inPlace);
  if (before.length === after.length && marks <= fewMarks) return inPlace;
  const aligned = diffRuns(before.length, after.length, (a, b) => before[a] === after[b]);
  // Equal bytes that stand apart by chance are found in any two frames: aligning must be far better to be right.
  if (before.length === after.length) return differingBytes(aligned) < marks / 2 ? aligned : inPlace;
  // With too many differences to align, one of the ends may still be where it was.
  const fromEnd = inPlaceRuns(before, after, Math.abs(before.length - after.length));
  return [aligned, fromEnd, inPlace].reduce((best, runs) =>
    differingBytes(runs) < differingBytes(best) ? runs : best,
  );
}

function differingBytes(runs: readonly DiffRun[]): number {
  return runs
    .filter(({ same }) => !same)
    .reduce((total, run) => total + run.beforeTo - run.beforeFrom + run.afterTo - run.afterFrom, 0);
}

/** @param skipped bytes at the start of the longer frame that the other has not; the rest of it is at its end */
function inPlaceRuns(before: Uint8Array, after: Uint8Array, skipped: number): DiffRun[] {
  const runs: DiffRun[] = [];
  const shiftBefore = before.length > after.length ? skipped : 0;
  const shiftAfter = after.length > before.length ? skipped : 0;
  const add = (same: boolean, beforeFrom: number, beforeTo: number, afterFrom: number, afterTo: number) => {
    const last = runs.at(-1);
    if (last && !last.same && !same) runs[runs.length - 1] = { ...last, beforeTo, afterTo };
    else if (beforeTo > beforeFrom || afterTo > afterFrom)
      runs.push({ same, beforeFrom, beforeTo, afterFrom, afterTo });
  };
  add(false, 0, shiftBefore, 0, shiftAfter);
  const length = Math.min(before.length, after.length);
  const isSame = (at: number) => before[shiftBefore + at] === after[shiftAfter + at];
  for (let from = 0; from < length;) {
    const same = isSame(from);
    let to = from + 1;
    while (to < length && isSame(to) === same) to++;
    add(same, shiftBefore + from, shiftBefore + to, shiftAfter + from, shiftAfter + to);
    from = to;
  }
  add(false, shiftBefore + length, before.length, shiftAfter + length, after.length);
  return runs;
}
