/**
 * `npm test [-- --only unit,ui] [-- --grep PATTERN]`: every check and every suite, one after another. A stage that
 * fails does not stop the rest. The last line is `N passed, N failed`, with `, N skipped` where some were; lint and
 * type checks that fail count as one failure each.
 */
import { parseArgs } from 'node:util';
import { isSuite, suites, type Suite } from './bundleTests.ts';
import { seconds } from './progress.ts';
import { provideVsCode } from './provideVsCode.ts';
import { inRepository } from './repository.ts';
import { runProcess } from './runProcess.ts';
import { provideSystemPackages } from './systemPackages.ts';
import { clearResult, readResult, type Failure } from './testResult.ts';

const checks = ['lint', 'types'] as const;
type Stage = (typeof checks)[number] | Suite;
const stages: readonly Stage[] = [...checks, ...suites];

interface Outcome {
  readonly stage: Stage;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
  readonly duration: string;
}

type Counts = Omit<Outcome, 'stage' | 'duration'>;
const nothingFailed: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

const { chosen, grep } = options();
if (chosen.some(isSuite)) await provideSystemPackages();
if (chosen.includes('integration') || chosen.includes('ui')) await provideVsCode();

const outcomes: Outcome[] = [];
for (const stage of chosen) {
  console.log(`\n[${outcomes.length + 1}/${chosen.length}] ${stage} …`);
  const outcome = await runStage(stage);
  outcomes.push(outcome);
  console.log(`[${outcomes.length}/${chosen.length}] ${describe(outcome)}`);
}
process.exit(summarize() ? 0 : 1);

function options(): { chosen: readonly Stage[]; grep: string | undefined } {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const names = values.only?.split(',') ?? stages;
  const unknown = names.filter((name) => !stages.some((stage) => stage === name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. --only takes some of: ${stages.join(',')}`);
    process.exit(2);
  }
  return { chosen: stages.filter((stage) => names.includes(stage)), grep: values.grep };
}

async function runStage(stage: Stage): Promise<Outcome> {
  const started = performance.now();
  const counts = isSuite(stage) ? await runSuite(stage) : await runCheck(stage);
  return { stage, duration: seconds(started), ...counts };
}

async function runSuite(suite: Suite): Promise<Counts> {
  clearResult(suite);
  const code = await node('scripts/runMocha.ts', suite, ...(grep === undefined ? [] : [grep]));
  const result = readResult(suite);
  if (!result) return failure(`${suite} ended with code ${code} before it reported`);
  // a pattern need not match something in every suite; summarize() sees to it that it matched at all
  if (code === 0 || result.failed > 0 || grep !== undefined) return result;
  return { ...result, ...failure(`${suite}: no test ran`) };
}

async function runCheck(check: (typeof checks)[number]): Promise<Counts> {
  switch (check) {
    case 'lint': {
      const [eslint, prettier] = await Promise.all([
        node('node_modules/eslint/bin/eslint.js', '.'),
        node('node_modules/prettier/bin/prettier.cjs', '--check', '.'),
      ]);
      return eslint === 0 && prettier === 0 ? nothingFailed : failure('lint');
    }
    case 'types':
      return (await node('scripts/checkTypes.ts')) === 0 ? nothingFailed : failure('types');
  }
}

function failure(title: string): Counts {
  return { ...nothingFailed, failed: 1, failures: [{ title, reason: '' }] };
}

function node(script: string, ...args: readonly string[]): Promise<number> {
  return runProcess(process.execPath, [inRepository(script), ...args]);
}

function describe({ stage, passed, failed, skipped, duration }: Outcome): string {
  if (!isSuite(stage)) return `${stage}: ${failed > 0 ? 'failed' : 'passed'} in ${duration}`;
  return `${stage}: ${counts(passed, failed, skipped)} in ${duration}`;
}

/** Prints the failures, a line per stage and the closing line; true when nothing failed. */
function summarize(): boolean {
  const sum = (of: 'passed' | 'failed' | 'skipped') =>
    outcomes.reduce((total, outcome) => total + outcome[of], 0);
  console.log('');
  for (const outcome of outcomes) console.log(`  ${describe(outcome)}`);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map(listed).join('\n')}`);
  console.log(`\n${counts(sum('passed'), sum('failed'), sum('skipped'))}`);
  return sum('failed') === 0 && (sum('passed') > 0 || grep === undefined);
}

/** The reason once more: what came right behind the suite may be far above. */
function listed({ title, reason }: Failure): string {
  const lines = reason.split('\n').filter((line) => line.trim() !== '');
  return [`  - ${title}`, ...lines.slice(0, 20).map((line) => `      ${line}`)].join('\n');
}

function counts(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
