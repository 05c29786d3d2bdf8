/** What a suite leaves behind for the summary of `npm test`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suiteFolder, type Suite } from './bundleTests.ts';

export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of tests and hooks. */
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** The full title. */
  readonly title: string;
  /** What went wrong: the message of what was thrown. */
  readonly reason: string;
}

function resultFile(suite: Suite): string {
  return path.join(suiteFolder(suite), 'result.json');
}

export function clearResult(suite: Suite): void {
  rmSync(resultFile(suite), { force: true });
}

export function writeResult(suite: Suite, result: TestResult): void {
  mkdirSync(suiteFolder(suite), { recursive: true });
  writeFileSync(resultFile(suite), `${JSON.stringify(result)}\n`);
}

/** Undefined when the suite ended before it could say. */
export function readResult(suite: Suite): TestResult | undefined {
  try {
    return JSON.parse(readFileSync(resultFile(suite), 'utf8')) as TestResult;
  } catch {
    return undefined;
  }
}

/** What is wrong with a finished suite, or undefined: a suite in which nothing ran has not passed. */
export function complaintAbout(suite: Suite, result: TestResult): string | undefined {
  if (result.failed > 0) return `${suite}: ${result.failed} failed`;
  if (result.passed === 0) return `${suite}: no test ran`;
  return undefined;
}
