import { diffRuns } from './diffRuns';

export interface DiffLine {
  readonly status: 'same' | 'added' | 'removed';
  readonly text: string;
  /** Line numbers from 0 on the side or sides that have the line. */
  readonly before?: number;
  readonly after?: number;
}

/** Line by line: what the former text had and lost comes before what stands in its place. */
export function diffText(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const lines: DiffLine[] = [];
  for (const run of diffRuns(old.length, now.length, (a, b) => old[a] === now[b])) {
    if (run.same) {
      for (let i = 0; i < run.afterTo - run.afterFrom; i++) {
        const text = now[run.afterFrom + i] as string;
        lines.push({ status: 'same', text, before: run.beforeFrom + i, after: run.afterFrom + i });
      }
      continue;
    }
    for (let i = run.beforeFrom; i < run.beforeTo; i++) {
      lines.push({ status: 'removed', text: old[i] as string, before: i });
    }
    for (let i = run.afterFrom; i < run.afterTo; i++) {
      lines.push({ status: 'added', text: now[i] as string, after: i });
    }
  }
  return lines;
}
