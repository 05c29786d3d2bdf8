/** Bundles a suite's test files, with the sources they import, into one file that mocha can load. */
import { build, type BuildOptions } from 'esbuild';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRepository, repository } from './repository.ts';

/** The parts of `npm test` that run mocha, in the order in which they run. */
export const suites = ['unit', 'engine', 'scaffold', 'integration', 'ui'] as const;
export type Suite = (typeof suites)[number];

export function isSuite(name: string | undefined): name is Suite {
  return suites.some((suite) => suite === name);
}

export interface TestBundle {
  /** The bundle's absolute path; its folder also takes the suite's results. */
  readonly file: string;
  /** What mocha shall match titles against, when the selection did not name a file. */
  readonly grep?: string;
}

/** How test code is bundled. */
export const testBundleOptions = {
  absWorkingDir: repository,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: 'inline',
  // tests share some of the scripts, which are ES modules
  define: { 'import.meta.dirname': '__dirname' },
  // dependencies that keep state, have native parts or read their own files
  external: [
    'vscode',
    'zeromq',
    'mocha',
    'esbuild',
    '@vscode/tree-sitter-wasm',
    'playwright-core',
    'prettier',
    'typescript',
    'eslint',
    'typescript-eslint',
  ],
  logLevel: 'warning',
} satisfies BuildOptions;

/** Where a suite's bundle and results are. */
export function suiteFolder(suite: Suite): string {
  return inRepository('out/test', suite);
}

/**
 * A selection that is the name of a test file (`rows` for `…/rows.test.ts`, or a path) takes just that file; any
 * other is a pattern for titles. One bundle per suite keeps one instance of what tests share, such as the browser.
 * Throws when the suite has no test file.
 */
export async function bundleTests(suite: Suite, selection?: string): Promise<TestBundle> {
  const all = existsSync(inRepository('test', suite)) ? testFiles(suite) : [];
  const named = selection ? all.filter((name) => isNameOf(name, selection)) : [];
  const files = named.length > 0 ? named : all;
  if (files.length === 0) throw new Error(`There are no test files in test/${suite}.`);

  const file = path.join(suiteFolder(suite), selection ? `selection-${process.pid}.cjs` : 'all.cjs');
  mkdirSync(path.dirname(file), { recursive: true });
  await build({
    ...testBundleOptions,
    stdin: {
      contents: files.map((name) => `import './${name}';`).join('\n'),
      resolveDir: repository,
      sourcefile: `${suite}.ts`,
    },
    outfile: file,
  });
  return { file, grep: selection && named.length === 0 ? selection : undefined };
}

/** Paths from the working tree's root, with forward slashes. */
function testFiles(suite: Suite): string[] {
  return readdirSync(inRepository('test', suite), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${suite}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function isNameOf(file: string, selection: string): boolean {
  const name = selection.replaceAll('\\', '/').replace(/\.test\.ts$/, '');
  return `/${file}`.endsWith(`/${name}.test.ts`);
}
