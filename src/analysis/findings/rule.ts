import type { TextRange } from '../textRange';
import type { CheckedFile } from './checkedFile';
import type { Finding, Fix, RelatedPlace } from './finding';
import { defaultSeverity, type FindingCode } from './findingTable';

/** What a rule says; its code and severity come from the table. */
export interface Problem {
  readonly message: string;
  readonly range: TextRange;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly (Fix | undefined)[];
}

/** Looks at one file. What the text does not decide it leaves alone. */
export interface FileRule {
  readonly code: FindingCode;
  readonly check: (file: CheckedFile) => Iterable<Problem>;
}

export function toFinding(code: FindingCode, path: string, problem: Problem): Finding {
  const { message, range, related = [], fixes = [] } = problem;
  return {
    code,
    severity: defaultSeverity(code),
    message,
    path,
    range,
    related,
    fixes: fixes.flatMap((fix) => fix ?? []),
  };
}
