import type { Expression } from '../program/expression';
import type { BlockCondition } from '../program/statement';

/** One of the blocks of a `switch`. */
export interface CaseBlock {
  readonly labels: readonly Expression[];
  readonly isDefault: boolean;
  /** Its end is not left, so that it runs on into the next block. */
  readonly fallsThrough: boolean;
}

/**
 * When the blocks of a `switch` run: the one label is what is asked about, or, for the default one, none of the others
 * is. Where several labels lead to a block nothing is said.
 */
export function caseConditions(
  subject: Expression,
  cases: readonly CaseBlock[],
): readonly (readonly BlockCondition[] | undefined)[] {
  const equals = (label: Expression, is: boolean): BlockCondition => {
    const { start, end } = label;
    return { condition: { kind: 'binary', operator: '==', left: subject, right: label, start, end }, is };
  };
  let before: readonly Expression[] = [];
  let fromDefault = false;
  return cases.map(({ labels, isDefault, fallsThrough }) => {
    const own = [...before, ...labels];
    const byDefault = fromDefault || isDefault;
    before = fallsThrough ? own : [];
    fromDefault = fallsThrough && byDefault;
    if (byDefault) {
      const others = cases.flatMap((other) => other.labels).filter((label) => !own.includes(label));
      return others.map((label) => equals(label, false));
    }
    const [label, ...more] = own;
    return label && more.length === 0 ? [equals(label, true)] : undefined;
  });
}
