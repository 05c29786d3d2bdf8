/** What `npm run bench` says about a figure, and how it is printed. */

/** The bound applies to the ratio where a figure has one, else to the value. */
export type FigureTarget = { readonly atLeast: number } | { readonly below: number };

export interface FigureResult {
  readonly name: string;
  /** Null when the measurement failed. */
  readonly value: number | null;
  readonly unit: string;
  /** To a peer that was measured in the same run; null where there is none. */
  readonly ratio: number | null;
  /** Absent for figures that only inform. */
  readonly target?: FigureTarget;
  readonly ok: boolean;
}

/** Whether the measured number keeps within the bound; what only informs always does. */
export function isWithin(target: FigureTarget | undefined, measured: number): boolean {
  if (!target) return true;
  return 'below' in target ? measured < target.below : measured >= target.atLeast;
}

/** One line of `--json`. */
export function jsonLine({ name, value, unit, ratio, target, ok }: FigureResult): string {
  return JSON.stringify({ name, value, unit, ratio, target: target ? boundOf(target) : null, ok });
}

/** A Markdown table, which reads well in a terminal too. */
export function tableOf(results: readonly FigureResult[]): string {
  const rows = [['figure', 'value', 'ratio', 'target', ''], ...results.map(cellsOf)];
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  );
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

function cellsOf({ name, value, unit, ratio, target, ok }: FigureResult): string[] {
  return [
    name,
    value === null ? 'not measured' : `${shortNumber(value)} ${unit}`,
    ratio === null ? '' : ratio.toFixed(2),
    target ? targetText(target, ratio === null ? unit : '') : '',
    !ok ? 'missed' : target ? 'ok' : 'for information',
  ];
}

function targetText(target: FigureTarget, unit: string): string {
  return `${'below' in target ? '<' : '≥'} ${boundOf(target)} ${unit}`.trimEnd();
}

function boundOf(target: FigureTarget): number {
  return 'below' in target ? target.below : target.atLeast;
}

/** Three digits, and thousands in groups. */
function shortNumber(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
