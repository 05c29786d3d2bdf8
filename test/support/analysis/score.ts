import { LineIndex, type TextRange } from '../../../src/analysis/textRange';
import type { CorpusFile, TruthUse } from './truth';

export interface FoundUse extends Omit<TruthUse, 'range' | 'text'> {
  readonly range: TextRange;
}

export interface Score {
  readonly right: number;
  /** Found but not there, and there but not found, as lines for people. */
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  readonly precision: number;
  readonly recall: number;
}

/** Compares range, endpoint, role and socket type, all of them exactly. */
export function scoreFile({ name, source, truth }: CorpusFile, found: readonly FoundUse[]): Score {
  const index = new LineIndex(source);
  const expected = truth.map((use) => describe(use, use.range));
  const actual = found.map((use) => describe(use, rangeText(use.range, index)));
  const wrong = without(actual, expected);
  const missed = without(expected, actual);
  const label = (line: string) => `${name}:${line}`;
  return scored(actual.length - wrong.length, wrong.map(label), missed.map(label));
}

export function totalScore(scores: readonly Score[]): Score {
  return scored(
    scores.reduce((sum, { right }) => sum + right, 0),
    scores.flatMap(({ wrong }) => wrong),
    scores.flatMap(({ missed }) => missed),
  );
}

function scored(right: number, wrong: readonly string[], missed: readonly string[]): Score {
  const share = (rest: number) => (right + rest === 0 ? 1 : right / (right + rest));
  return { right, wrong, missed, precision: share(wrong.length), recall: share(missed.length) };
}

export function rangeText({ start, end }: TextRange, index: LineIndex): string {
  const [from, to] = [index.positionAt(start), index.positionAt(end)];
  return `${from.line + 1}:${from.character + 1}-${to.line + 1}:${to.character + 1}`;
}

function describe({ endpoint, role, socketType }: Omit<TruthUse, 'range' | 'text'>, range: string): string {
  return `${range} ${socketType ?? '?'} ${role ?? ''} ${endpoint}`;
}

/** What is in the first list and not in the second, each as often as it is left over. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return lines.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
