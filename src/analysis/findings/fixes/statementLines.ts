import type { SocketOperation } from '../../facts';
import type { TextRange } from '../../textRange';
import type { CheckedFile } from '../checkedFile';
import type { FixEdit } from '../finding';

/** The lines of a call that is a statement of its own. */
export interface StatementLines extends TextRange {
  readonly indent: string;
  /** What ends lines in the file. */
  readonly eol: string;
}

/** What may stand in front of a call in its statement. */
const before =
  /^(?:await\s+|(?:(?:int|auto|let|const|var|bool|boolean)\s+)?[\w$]+\s*(?::=|=)\s*|_\s*=\s*|let\s+_\s*=\s*|if\s+err\s*:?=\s*)?$/;
/** And behind it: error handling of a kind that the line holds whole. */
const after = /^\s*(?:\)?\s*(?:\.unwrap\(\)|\.expect\([^()]*\)|\.await|\?)*\s*;?|;\s*err != nil\s*\{)\s*$/;

/** Undefined where the call is part of something longer, such as a chain or a condition. The end is after the eol. */
export function statementLines(file: CheckedFile, { range }: SocketOperation): StatementLines | undefined {
  const { code, source } = file;
  const start = code.lastIndexOf('\n', range.start - 1) + 1;
  const found = code.indexOf('\n', range.end);
  const end = found < 0 ? code.length : found + 1;
  const head = code.slice(start, range.start);
  const indent = /^[ \t]*/.exec(head)?.[0] ?? '';
  if (!before.test(head.trimStart()) || !after.test(code.slice(range.end, end))) return undefined;
  if (!startsStatement(code, start)) return undefined;
  return { start, end, indent, eol: source.includes('\r\n') ? '\r\n' : '\n' };
}

/** The statement is all of its lines, so that moving them moves it. */
export function isWholeStatement(file: CheckedFile, lines: StatementLines): boolean {
  const text = file.code.slice(lines.start, lines.end).trim();
  return !/[{,]$/.test(text) && !/^(?:if|for|while|else)\b/.test(text);
}

export function insertLine(file: CheckedFile, lines: StatementLines, statement: string): FixEdit {
  const { start, indent, eol } = lines;
  return { path: file.path, range: { start, end: start }, newText: `${indent}${statement}${eol}` };
}

/** The line in front does not run on into this one. */
function startsStatement(code: string, lineStart: number): boolean {
  const previous = code.slice(0, lineStart).trimEnd();
  return (
    !/[,(\[=+&|.\\]$/.test(previous) &&
    !/\b(?:else|do)$|^\s*(?:if|while|for)\b[^{:]*\)$/.test(lastLine(previous))
  );
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
