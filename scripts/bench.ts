/**
 * Measures: `npm run bench [-- --json] [--only NAME …]`. See docs/benchmarks.md.
 *
 * Standard output takes the table, or with --json one line per figure, and nothing else. Exits with 1 when a figure
 * misses its target, and with 2 when there is no figure of that name.
 */
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { testBundleOptions } from './bundleTests.ts';
import { jsonLine, tableOf, type FigureResult } from './figureResult.ts';
import { inRepository, repository } from './repository.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
});
process.chdir(repository);
const bundle = inRepository('out/bench/runFigures.cjs');
await build({ ...testBundleOptions, entryPoints: ['test/bench/runFigures.ts'], outfile: bundle });

const results: FigureResult[] = [];
// whatever the measured programs print goes to standard error
const child = fork(bundle, values.only ?? [], { stdio: ['ignore', process.stderr, process.stderr, 'ipc'] });
child.on('message', (message) => {
  const result = message as FigureResult;
  results.push(result);
  if (values.json) console.log(jsonLine(result));
});
// Ctrl-C reaches the child as well, which first ends what it started
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code) => {
  if (!values.json && results.length > 0) console.log(tableOf(results));
  process.exitCode = code ?? 1;
});
