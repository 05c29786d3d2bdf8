/**
 * Runs one suite: `node scripts/runMocha.ts unit|engine|scaffold|integration|ui [file name or title pattern]`.
 *
 * Exits with 1 when a test failed or none ran. `integration --bundle-only` just makes what VS Code loads, for F5.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './buildExtension.ts';
import { bundleTests, isSuite, suiteFolder, suites, type Suite } from './bundleTests.ts';
import { repository } from './repository.ts';
import { runBundle } from './runBundle.ts';
import { prepareHost, runIntegration } from './runIntegration.ts';
import { clearResult, complaintAbout, writeResult, type TestResult } from './testResult.ts';

/** Generous, since two cores may be shared by a browser, a server and their peers. */
const timeouts: Record<Suite, number> = {
  unit: 10_000,
  engine: 30_000,
  scaffold: 60_000,
  integration: 60_000,
  ui: 60_000,
};

const [suite, selection] = process.argv.slice(2);
if (!isSuite(suite)) {
  console.error(`Usage: node scripts/runMocha.ts ${suites.join('|')} [file name or title pattern]`);
  process.exit(2);
}
process.chdir(repository);
process.exit(await run(suite, selection));

async function run(suite: Suite, selection?: string): Promise<number> {
  clearResult(suite);
  if (suite === 'engine') await buildExtension({ only: 'engine' });
  else if (suite !== 'unit' && suite !== 'scaffold') await buildExtension();
  if (selection === '--bundle-only') return bundleForHost();
  const bundle = await bundleTests(suite, selection);
  try {
    const runTests = suite === 'integration' ? runIntegration : runBundle;
    return report(suite, await runTests(bundle, timeouts[suite]));
  } finally {
    if (selection) rmSync(bundle.file, { force: true });
  }
}

/** @returns the exit code. */
function report(suite: Suite, result: TestResult): number {
  writeResult(suite, result);
  const complaint = complaintAbout(suite, result);
  if (complaint) console.error(`\n${complaint}`);
  return complaint ? 1 : 0;
}

/** For a VS Code that someone else starts. */
async function bundleForHost(): Promise<number> {
  const { file } = await bundleTests('integration');
  const resultFile = path.join(suiteFolder('integration'), 'result.json');
  await prepareHost({ bundle: path.basename(file), timeout: timeouts.integration, resultFile });
  return 0;
}
