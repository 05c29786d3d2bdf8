/**
 * `npm run corpus [-- LANGUAGE …]`: precision and recall of the analysis on test/fixtures/endpoints, by language, with
 * what it found wrongly (+) and missed (-). See docs/analysis.md.
 */
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { testBundleOptions } from './bundleTests.ts';
import { inRepository, repository } from './repository.ts';

process.chdir(repository);
const bundle = inRepository('out/corpus/printCorpus.cjs');
await build({ ...testBundleOptions, entryPoints: ['test/support/analysis/printCorpus.ts'], outfile: bundle });
fork(bundle, process.argv.slice(2)).on('close', (code) => (process.exitCode = code ?? 1));
