/** Stretches of two sequences that are equal, or where one stands in the other's place. Ends are exclusive. */
export interface DiffRun {
  readonly same: boolean;
  readonly beforeFrom: number;
  readonly beforeTo: number;
  readonly afterFrom: number;
  readonly afterTo: number;
}

/** Insertions and deletions looked for; the search costs their square. */
export const maxEdits = 400;

/**
 * The shortest edit script (Myers 1986) of two sequences, after taking off what they share at both ends. With more
 * than `edits` differences the middle is one replaced run: right, if not the shortest.
 *
 * @param equal compares an element before with one after, by index
 * @returns runs in order that cover both sequences; differing runs never touch each other
 */
export function diffRuns(
  beforeLength: number,
  afterLength: number,
  equal: (before: number, after: number) => boolean,
  edits = maxEdits,
): DiffRun[] {
  const shorter = Math.min(beforeLength, afterLength);
  let prefix = 0;
  while (prefix < shorter && equal(prefix, prefix)) prefix++;
  let suffix = 0;
  while (suffix < shorter - prefix && equal(beforeLength - 1 - suffix, afterLength - 1 - suffix)) suffix++;

  const rows = beforeLength - prefix - suffix;
  const columns = afterLength - prefix - suffix;
  const matches =
    rows > 0 && columns > 0
      ? middleMatches(rows, columns, (a, b) => equal(prefix + a, prefix + b), edits)
      : [];
  const runs = new RunList();
  runs.match(0, 0, prefix);
  for (const match of matches) runs.match(prefix + match.before, prefix + match.after, match.length);
  runs.match(beforeLength - suffix, afterLength - suffix, suffix);
  return runs.list;
}

/** Builds runs from matches in order, filling what lies between. */
class RunList {
  readonly list: DiffRun[] = [];
  private before = 0;
  private after = 0;

  match(before: number, after: number, length: number): void {
    if (before > this.before || after > this.after) {
      this.list.push({
        same: false,
        beforeFrom: this.before,
        beforeTo: before,
        afterFrom: this.after,
        afterTo: after,
      });
    }
    const beforeTo = before + length;
    const afterTo = after + length;
    if (length > 0) this.list.push({ same: true, beforeFrom: before, beforeTo, afterFrom: after, afterTo });
    this.before = beforeTo;
    this.after = afterTo;
  }
}

interface Match {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** @returns the equal stretches on a shortest path, or none when it takes more than `edits` steps. */
function middleMatches(
  rows: number,
  columns: number,
  equal: (before: number, after: number) => boolean,
  edits: number,
): Match[] {
  const most = Math.min(edits, rows + columns);
  // furthest[k + most]: the furthest row on diagonal k = row - column; kept per step to walk back.
  const furthest = new Int32Array(2 * most + 3);
  const history: Int32Array[] = [];
  for (let step = 0; step <= most; step++) {
    history.push(furthest.slice());
    for (let k = -step; k <= step; k += 2) {
      const down = k === -step || (k !== step && at(furthest, most, k - 1) < at(furthest, most, k + 1));
      let row = down ? at(furthest, most, k + 1) : at(furthest, most, k - 1) + 1;
      while (row < rows && row - k < columns && equal(row, row - k)) row++;
      furthest[k + most + 1] = row;
      if (row >= rows && row - k >= columns) return walkBack(history, most, rows, columns);
    }
  }
  return [];
}

function at(furthest: Int32Array, most: number, k: number): number {
  return furthest[k + most + 1] as number;
}

function walkBack(history: readonly Int32Array[], most: number, rows: number, columns: number): Match[] {
  const matches: Match[] = [];
  let row = rows;
  let column = columns;
  for (let step = history.length - 1; step >= 0; step--) {
    const furthest = history[step] as Int32Array;
    const k = row - column;
    const down = k === -step || (k !== step && at(furthest, most, k - 1) < at(furthest, most, k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromRow = step === 0 ? 0 : at(furthest, most, fromK);
    const fromColumn = step === 0 ? 0 : fromRow - fromK;
    // After the one insertion or deletion of this step comes the diagonal.
    const length = step === 0 ? row : down ? row - fromRow : row - fromRow - 1;
    if (length > 0) matches.push({ before: row - length, after: column - length, length });
    row = fromRow;
    column = fromColumn;
  }
  return matches.reverse();
}
