import type { Finding, FindingSeverity } from '../analysis/findings/finding';
import type { UseRole } from '../analysis/facts';
import { LineIndex, type TextRange } from '../analysis/textRange';
import type { SocketType } from '../model/socketType';
import type { ReadWorkspace } from './readWorkspace';

/** Lines and columns count from 1, columns in UTF-16 code units, as editors do. */
export interface ReportedPlace {
  /** Inside the folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One line of the output. In texts that are no program, role, socket type and library are null. */
export interface ReportedUse extends ReportedPlace {
  readonly endpoint: string;
  readonly role: UseRole | null;
  /** Null where the source does not tell. */
  readonly socketType: SocketType | null;
  readonly library: string | null;
}

export interface ReportedFinding extends ReportedPlace {
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly message: string;
}

/** Turns ranges of a workspace's files into lines and columns. */
export class Places {
  private readonly lines = new Map<string, LineIndex>();

  constructor(private readonly sources: ReadonlyMap<string, string>) {}

  of(file: string, range: TextRange): ReportedPlace {
    const { line, column } = this.at(file, range.start);
    return { file, line, column };
  }

  at(file: string, offset: number): { line: number; column: number } {
    const index = this.lines.get(file) ?? new LineIndex(this.sources.get(file) ?? '');
    this.lines.set(file, index);
    const { line, character } = index.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  }
}

/** All endpoints, in the order of files and places. */
export function reportUses({ index }: ReadWorkspace, places: Places): ReportedUse[] {
  return [...index.paths].sort().flatMap((file) => [
    ...index.usesOf(file).map(({ use }) => ({
      ...places.of(file, use.range),
      endpoint: use.endpoint,
      role: use.role,
      socketType: use.socketType ?? null,
      library: use.library,
    })),
    ...index.mentionsOf(file).map(({ mention }) => ({
      ...places.of(file, mention.range),
      endpoint: mention.endpoint,
      role: null,
      socketType: null,
      library: null,
    })),
  ]);
}

export function reportFindings(findings: readonly Finding[], places: Places): ReportedFinding[] {
  return findings.map(({ path: file, range, code, severity, message }) => {
    const end = places.at(file, range.end);
    return { ...places.of(file, range), endLine: end.line, endColumn: end.column, code, severity, message };
  });
}
