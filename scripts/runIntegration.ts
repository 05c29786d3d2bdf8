/** Runs the integration suite inside the extension host of a real VS Code, opened in a real browser. */
import { build } from 'esbuild';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { suiteFolder, testBundleOptions, type TestBundle } from './bundleTests.ts';
import { consolePrefix, type HostRun } from './hostRun.ts';
import { launchBrowser } from './launchBrowser.ts';
import { provideVsCode } from './provideVsCode.ts';
import { quietSettings } from './quietSettings.ts';
import { inRepository, repository } from './repository.ts';
import type { TestResult } from './testResult.ts';
import { VsCodeServer } from './vsCodeServer.ts';

/** `timeout` is of one test, in ms. Throws when the host ends before it reported. */
export async function runIntegration(bundle: TestBundle, timeout: number): Promise<TestResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'zeromq-integration-'));
  const resultFile = path.join(folder, 'result.json');
  const run: HostRun = { bundle: path.basename(bundle.file), grep: bundle.grep, timeout, resultFile };
  const entry = await prepareHost(run);
  const workspace = mkdtempSync(path.join(folder, 'workspace-'));
  const server = await VsCodeServer.start({
    serverFolder: await provideVsCode(),
    dataFolder: path.join(folder, 'vscode'),
    settings: quietSettings,
  });
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const address = server.windowAddress({ folder: workspace, extension: repository, tests: entry });
      await Promise.race([
        runToEnd(page, address, timeout),
        server.ended.then(({ reason }) => {
          throw new Error(`VS Code's server ended with ${reason}.`);
        }),
      ]);
      if (!existsSync(resultFile)) throw new Error('The extension host ended before mocha did.');
      return JSON.parse(readFileSync(resultFile, 'utf8')) as TestResult;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundles what the host runs, and resolves with its path. */
export async function prepareHost(run: HostRun): Promise<string> {
  const entry = path.join(suiteFolder('integration'), 'index.cjs');
  await build({
    ...testBundleOptions,
    entryPoints: [inRepository('test/integration/support/index.ts')],
    outfile: entry,
  });
  writeFileSync(path.join(suiteFolder('integration'), 'run.json'), JSON.stringify(run));
  return entry;
}

/** Resolves when the host says that its run is over. */
async function runToEnd(page: Page, address: string, timeout: number): Promise<void> {
  let sawMocha = false;
  /** What else was on the console: it says why mocha did not start. */
  const others: string[] = [];
  // starting VS Code takes as long as a slow test; after that, each test reports within its own time
  const watchdog = new Watchdog(timeout * 2);
  await page.exposeFunction('codeAutomationLog', (_type: string, parts: unknown[]) => {
    watchdog.feed();
    for (const part of parts) {
      if (typeof part !== 'string') continue;
      if (part.startsWith(consolePrefix)) {
        sawMocha = true;
        console.log(part.slice(consolePrefix.length));
      } else others.push(part);
    }
  });
  const over = new Promise<void>((resolve, reject) => {
    watchdog.onSilence = reject;
    page
      .exposeFunction('codeAutomationExit', (code: number) => {
        if (code !== 0 && !sawMocha) console.error(others.slice(-5).join('\n'));
        resolve();
      })
      .then(() => page.goto(address))
      .catch(reject);
  });
  await over.finally(() => watchdog.stop());
}

/** Notices that nothing came for a while. */
class Watchdog {
  onSilence: (error: Error) => void = () => undefined;
  private readonly silence: number;
  private timer: NodeJS.Timeout;

  constructor(silence: number) {
    this.silence = silence;
    this.timer = this.start();
  }

  feed(): void {
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private start(): NodeJS.Timeout {
    const error = new Error(`The extension host was silent for ${this.silence / 1000} s.`);
    return setTimeout(() => this.onSilence(error), this.silence);
  }
}
