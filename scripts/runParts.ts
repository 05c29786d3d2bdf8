/** Runs the parts of a suite side by side: tests that drive a browser wait more than they work. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRepository, repository } from './repository.ts';
import { type TestResult } from './testResult.ts';

/**
 * The first part's output comes as it is written, that of the others once those before them have ended. `timeout` is of
 * one test, in ms. A part that ends before it could report counts as one failure.
 */
export async function runParts(bundles: readonly string[], timeout: number): Promise<TestResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'zeromq-parts-'));
  try {
    const running = bundles.map((file, index) => startPart(file, timeout, folder, index));
    const results: TestResult[] = [];
    for (const { finished, output } of running) {
      const result = await finished;
      for (const chunk of output) process.stdout.write(chunk);
      results.push(result);
    }
    return sumOf(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Part {
  readonly finished: Promise<TestResult>;
  /** What was held back. */
  readonly output: readonly Buffer[];
}

function startPart(file: string, timeout: number, folder: string, index: number): Part {
  const resultFile = path.join(folder, `${index}.json`);
  const output: Buffer[] = [];
  const script = inRepository('scripts/mochaPart.ts');
  const child = spawn(process.execPath, [script, file, String(timeout), resultFile], {
    cwd: repository,
    stdio: ['ignore', index === 0 ? 'inherit' : 'pipe', index === 0 ? 'inherit' : 'pipe'],
  });
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  const finished = new Promise<TestResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(resultOf(resultFile, `part ${index + 1} ended with code ${code}`)));
  });
  return { finished, output };
}

function resultOf(file: string, complaint: string): TestResult {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestResult;
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [`${complaint} before it reported`] };
  }
}

function sumOf(results: readonly TestResult[]): TestResult {
  const sum = (of: 'passed' | 'failed' | 'skipped') =>
    results.reduce((total, result) => total + result[of], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: results.flatMap(({ failures }) => failures),
  };
}
