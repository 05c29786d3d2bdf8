import { languageIds, type LanguageId } from '../../src/scaffold/language';
import { scaffoldLanguage } from '../../src/scaffold/languages/languages';
import { patternIds, type PatternId } from '../../src/scaffold/pattern';

export type Outcome = 'ok' | 'FAILED' | 'skipped';

/** What was tried, for people. */
export class Matrix {
  private readonly outcomes = new Map<string, Outcome>();
  private readonly mixed = new Map<string, Outcome>();
  private readonly notes = new Set<string>();

  set(pattern: PatternId, language: LanguageId, outcome: Outcome): void {
    this.outcomes.set(`${pattern} ${language}`, outcome);
  }

  setMixed(pattern: PatternId, server: LanguageId, outcome: Outcome): void {
    this.mixed.set(`${pattern} ${server}`, outcome);
  }

  note(text: string): void {
    this.notes.add(text);
  }

  /** Patterns by languages; `-` is not offered, `.` was not chosen for this run. */
  toString(): string {
    const rows = patternIds.map((pattern) => [
      pattern,
      ...languageIds.map((language) => this.cell(pattern, language)),
    ]);
    const mixed = [...new Set([...this.mixed.keys()].map((key) => key.split(' ')[0] ?? ''))];
    const mixedRows = mixed.map((pattern) => [
      pattern,
      ...languageIds.map((language) => this.mixed.get(`${pattern} ${language}`) ?? '.'),
    ]);
    return [
      '',
      ...lines([['pattern', ...languageIds], ...rows]),
      ...(mixedRows.length > 0
        ? ['', ...lines([['server, all clients', ...languageIds], ...mixedRows])]
        : []),
      ...[...this.notes].map((note) => `\n${note}`),
    ].join('\n');
  }

  private cell(pattern: PatternId, language: LanguageId): string {
    if (!scaffoldLanguage(language).offers.includes(pattern)) return '-';
    return this.outcomes.get(`${pattern} ${language}`) ?? '.';
  }
}

function lines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
