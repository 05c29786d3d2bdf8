/**
 * `npm run scaffold -- --pattern P --language L --out DIR`: writes the programs of a pattern, with build files, README
 * and VS Code tasks. See docs/scaffold.md.
 */
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { testBundleOptions } from './bundleTests.ts';
import { inRepository } from './repository.ts';

const bundle = inRepository('out/scaffold', `main-${process.pid}.cjs`);
await build({ ...testBundleOptions, entryPoints: ['src/cli/scaffold/main.ts'], outfile: bundle });
fork(bundle, [inRepository('media/scaffold'), ...process.argv.slice(2)]).on('close', (code) => {
  rmSync(bundle, { force: true });
  process.exitCode = code ?? 1;
});
