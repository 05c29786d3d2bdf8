import type Mocha from 'mocha';
import type { Failure, TestResult } from './testResult.ts';

/** Runs mocha to its end. A hook that fails counts as a failed test. Throws when a test file does not load. */
export function runAndCount(mocha: Mocha): Promise<TestResult> {
  const failures: Failure[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures.length, skipped: pending, failures });
    });
    runner.on('fail', (test, error: unknown) => {
      failures.push({
        title: test.fullTitle(),
        reason: error instanceof Error ? error.message : String(error),
      });
    });
  });
}
