/**
 * Builds dist/: `node esbuild.config.mjs [--production] [--watch] [--only=extension|engine|indexer|inspector|topology] [--outdir=dist]`.
 *
 * Outputs are written only when they changed and are moved into place, so that a running engine never sees half
 * a bundle and never loses the pages of the addon it has mapped.
 */
import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { grammars } from './scripts/grammars.ts';
import { currentTarget, nativeTargets } from './scripts/nativeTargets.ts';

const root = import.meta.dirname;
const dist = path.resolve(root, flag('outdir') ?? 'dist');

/** zeromq's loader searches folders of binaries for every platform; dist/ holds exactly one. */
const singleAddon = {
  name: 'single-addon',
  setup(build) {
    build.onLoad({ filter: /[\\/]zeromq[\\/]lib[\\/]load-addon\.js$/ }, () => ({
      contents: `
        const path = require('path');
        module.exports = { __esModule: true, default: require(path.join(__dirname, 'native', 'addon.node')) };`,
      loader: 'js',
    }));
  },
};

/**
 * esbuild would copy the whole vscode module once for each file that imports it, and the host look for the importing
 * extension each time: half of an activation. One module asks for it, and all files share what it got.
 */
const sharedVscode = {
  name: 'shared-vscode',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(
        /^import \* as vscode from 'vscode';$/m,
        "const vscode = require('vscode');",
      ),
      loader: 'ts',
    }));
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'shared-vscode'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'shared-vscode' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'shared-vscode' }, () => ({
      contents: "module.exports = require('vscode');",
    }));
  },
};

/**
 * Makes the chunks CommonJS that esbuild splits off as modules only: what is imported with `import()` is no part of
 * what activation loads.
 */
const commonJsChunks = {
  name: 'common-js-chunks',
  setup(build) {
    const { minify, target } = build.initialOptions;
    build.onEnd(async (result) => {
      result.outputFiles = await Promise.all(
        (result.outputFiles ?? []).map(async ({ path: file, text }) => {
          const { code } = await esbuild.transform(text, {
            format: 'cjs',
            platform: 'node',
            target,
            minify,
            supported: { 'dynamic-import': false },
          });
          return { path: file, contents: Buffer.from(code) };
        }),
      );
    });
  },
};

/** Writes what changed. */
const write = {
  name: 'write',
  setup(build) {
    build.onEnd((result) => {
      for (const file of result.outputFiles ?? []) writeIfChanged(file.path, file.contents);
    });
  },
};

/** Reports builds as .vscode/tasks.json's problem matcher reads them: several at once are one to it. */
function watchReport(bundleCount) {
  let building = bundleCount;
  let isFirst = true;
  console.log('[watch] build started');
  return {
    name: 'watch-report',
    setup(build) {
      build.onStart(() => {
        if (isFirst) return;
        if (building++ === 0) console.log('[watch] build started');
      });
      build.onEnd((result) => {
        for (const { text, location } of result.errors) {
          console.error(`✘ [ERROR] ${text}`);
          if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
        }
        if (--building > 0) return;
        isFirst = false;
        console.log('[watch] build finished');
      });
    },
  };
}

/** @param {{ production?: boolean, watch?: boolean }} mode */
function bundles({ production = false, watch = false }) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: production,
    minify: production,
    keepNames: production,
    sourcemap: production ? false : 'linked',
    sourcesContent: false,
    logLevel: watch ? 'silent' : 'warning',
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  };
  const node = {
    ...common,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
  };
  const page = (name) => ({
    ...common,
    entryPoints: [`src/webview/${name}/main.ts`],
    outfile: path.join(dist, `webview/${name}.js`),
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  });
  return {
    extension: {
      ...node,
      entryPoints: { extension: 'src/extension.ts' },
      outdir: dist,
      external: ['vscode'],
      ...(production
        ? {
            format: 'esm',
            splitting: true,
            chunkNames: 'parts/[name]-[hash]',
            plugins: [sharedVscode, commonJsChunks],
          }
        : { plugins: [sharedVscode] }),
    },
    engine: {
      ...node,
      entryPoints: ['src/engine/main.ts'],
      outfile: path.join(dist, 'engine.js'),
      // zeromq is CommonJS and stays a lazily required module, so that native.ts can catch its failure to load
      plugins: [singleAddon],
    },
    indexer: {
      ...node,
      entryPoints: ['src/indexer/main.ts'],
      outfile: path.join(dist, 'indexer.js'),
    },
    inspector: page('inspector'),
    topology: page('topology'),
  };
}

/** The parser's runtime and the grammars of the languages that are analysed, by where they go. */
function grammarFiles(modules) {
  const runtime = path.join(modules, '@vscode/tree-sitter-wasm/wasm');
  const packages = { 'tree-sitter-c': path.join(modules, 'tree-sitter-c') };
  return Object.fromEntries(
    ['tree-sitter', ...grammars].map((name) => [
      `grammars/${name}.wasm`,
      path.join(packages[name] ?? runtime, `${name}.wasm`),
    ]),
  );
}

/** The addon of `target` and the webview's static files. */
function copyAssets(target = currentTarget()) {
  if (!target) {
    throw new Error(`zeromq has no prebuilt binary for ${process.platform}-${process.arch}.`);
  }
  const modules = path.join(root, 'node_modules');
  const assets = {
    'native/addon.node': path.join(modules, 'zeromq/build', nativeTargets[target]),
    ...grammarFiles(modules),
    'webview/codicon.css': path.join(modules, '@vscode/codicons/dist/codicon.css'),
    'webview/codicon.ttf': path.join(modules, '@vscode/codicons/dist/codicon.ttf'),
  };
  for (const [to, from] of Object.entries(assets)) writeIfChanged(path.join(dist, to), readFileSync(from));
}

/** @param {{ production: boolean, only?: string }} mode */
async function build(mode) {
  if (mode.production) rmSync(dist, { recursive: true, force: true });
  copyAssets();
  const results = await Promise.all(
    Object.entries(bundles(mode))
      .filter(([name]) => !mode.only || name === mode.only)
      .map(([, options]) => esbuild.build({ ...options, plugins: [...(options.plugins ?? []), write] })),
  );
  if (mode.production) listBundledFiles(results);
}

/** Writes whose licences ThirdPartyNotices.txt has to give: the files that were not shaken off. */
function listBundledFiles(results) {
  const outputs = results.flatMap(({ metafile }) => Object.values(metafile.outputs));
  const files = outputs.flatMap(({ inputs }) => Object.keys(inputs));
  writeIfChanged(
    path.join(dist, 'bundledFiles.json'),
    JSON.stringify([...new Set(files)].sort(), undefined, 2),
  );
}

async function watch(mode) {
  copyAssets();
  const all = Object.values(bundles({ ...mode, watch: true }));
  const report = watchReport(all.length);
  for (const options of all) {
    const context = await esbuild.context({
      ...options,
      plugins: [...(options.plugins ?? []), write, report],
    });
    await context.watch();
  }
}

function writeIfChanged(file, contents) {
  if (digest(contents) === digest(readOrUndefined(file))) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}

function readOrUndefined(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** The value of `--NAME=VALUE`. */
function flag(name) {
  return process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
}

function digest(contents) {
  return contents && createHash('sha256').update(contents).digest('hex');
}

const mode = {
  production: process.argv.includes('--production'),
  only: flag('only'),
};
if (process.argv.includes('--watch')) await watch(mode);
else {
  const started = performance.now();
  try {
    await build(mode);
  } catch (error) {
    // esbuild has printed what is wrong in the sources
    if (!error.errors) console.error(error.message);
    process.exit(1);
  }
  console.log(`Built ${path.relative(root, dist)} in ${Math.round(performance.now() - started)} ms.`);
}
