import Mocha from 'mocha';
import type { TestBundle } from './bundleTests.ts';
import { runAndCount } from './runAndCount.ts';
import type { TestResult } from './testResult.ts';

/** Runs a bundle in this process. `timeout` is of one test, in ms. */
export function runBundle({ file, grep }: TestBundle, timeout: number): Promise<TestResult> {
  process.setSourceMapsEnabled(true);
  // For suites that start what several tests share before the first of them.
  if (grep !== undefined) process.env['ZEROMQ_TEST_GREP'] = grep;
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout, grep, color: process.stdout.isTTY });
  mocha.addFile(file);
  return runAndCount(mocha);
}
