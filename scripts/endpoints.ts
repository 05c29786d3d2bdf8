/**
 * `npm run endpoints -- DIR [--json]`: the ZeroMQ endpoints in the source code of a folder and what is wrong with them,
 * for scripts and CI. See docs/endpoints.md.
 */
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { testBundleOptions } from './bundleTests.ts';
import { inRepository } from './repository.ts';

const bundle = inRepository('out/endpoints', `main-${process.pid}.cjs`);
await build({ ...testBundleOptions, entryPoints: ['src/cli/main.ts'], outfile: bundle });
fork(bundle, process.argv.slice(2)).on('close', (code) => {
  rmSync(bundle, { force: true });
  process.exitCode = code ?? 1;
});
