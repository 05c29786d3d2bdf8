/**
 * Called by VS Code in the extension host (`extensionTestsPath`). run.json beside this bundle says what to run; the
 * results go to the file that it names, and what mocha prints goes to the console with a prefix, since VS Code's
 * own lines go there too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { consolePrefix, type HostRun } from '../../../scripts/hostRun';
import { runAndCount } from '../../../scripts/runAndCount';

export async function run(): Promise<void> {
  const plan = JSON.parse(readFileSync(path.join(__dirname, 'run.json'), 'utf8')) as HostRun;
  process.setSourceMapsEnabled(true);
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
    for (const line of format(...parts).split('\n')) console.log(consolePrefix + line);
  };
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    timeout: plan.timeout,
    grep: plan.grep,
    color: false,
  });
  mocha.addFile(path.join(__dirname, plan.bundle));
  const result = await runAndCount(mocha);
  writeFileSync(plan.resultFile, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
