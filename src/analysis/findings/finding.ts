import type { TextRange } from '../textRange';
import type { FindingCode } from './findingTable';

export const findingSeverities = ['error', 'warning', 'information'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];

/** A place that helps to understand a finding, in any file of the workspace. */
export interface RelatedPlace {
  readonly path: string;
  readonly range: TextRange;
  readonly message: string;
}

export interface FixEdit {
  readonly path: string;
  /** Empty where the text is inserted. */
  readonly range: TextRange;
  readonly newText: string;
}

/** A change that mends the finding as it stands. */
export interface Fix {
  readonly title: string;
  /** They do not overlap; ranges count in the text as it is before any of them. */
  readonly edits: readonly FixEdit[];
}

/** Something in the source that goes wrong when it runs. docs/findings.md has a section for each code. */
export interface Finding {
  readonly code: FindingCode;
  /** By the table; the setting of the code may say otherwise. */
  readonly severity: FindingSeverity;
  /** What is wrong and what happens, in one or two sentences. */
  readonly message: string;
  readonly path: string;
  readonly range: TextRange;
  readonly related: readonly RelatedPlace[];
  /** The best first; empty where no mechanical change is right. */
  readonly fixes: readonly Fix[];
}
