import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provideVsCode } from '../../../scripts/provideVsCode';
import { quietSettings } from '../../../scripts/quietSettings';
import { VsCodeServer } from '../../../scripts/vsCodeServer';
import { BrowserPages } from './browserPages';
import { buildDriver, DriverHub } from './driverHub';
import { portVariable } from './driver/protocol';

/** Seconds; no page of a test comes back. */
const reconnectionGrace = 3;

/** A VS Code server with its driver extension, and pages for its windows. */
export class TestVsCode {
  private constructor(
    readonly server: VsCodeServer,
    readonly pages: BrowserPages,
    readonly hub: DriverHub,
    private readonly dataFolder: string,
  ) {}

  /**
   * With `vsix` the packaged extension is installed, and with `installed` folders are, as they are; windows then
   * should load none from the sources. With `workspaceTrust` windows ask whether their folder is to be trusted.
   */
  static async start(
    options: { vsix?: string; installed?: readonly string[]; workspaceTrust?: boolean } = {},
  ): Promise<TestVsCode> {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'zeromq-ui-'));
    process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
    const hub = await DriverHub.start();
    const [driver, serverFolder, pages] = await Promise.all([
      buildDriver(),
      provideVsCode(),
      BrowserPages.start({ permissions: ['clipboard-read', 'clipboard-write'] }),
    ]);
    if (options.vsix) await VsCodeServer.install({ serverFolder, dataFolder, vsix: options.vsix });
    const env = { ...process.env, [portVariable]: String(hub.port) };
    const { workspaceTrust = false } = options;
    const settings = {
      ...quietSettings,
      'security.workspace.trust.enabled': workspaceTrust,
      // without this the walkthrough takes the focus half a second after a step was clicked
      'workbench.reduceMotion': 'on',
    };
    const installed = [driver, ...(options.installed ?? [])];
    const server = await VsCodeServer.start({
      serverFolder,
      dataFolder,
      settings,
      installed,
      env,
      reconnectionGrace,
      workspaceTrust,
    });
    return new TestVsCode(server, pages, hub, dataFolder);
  }

  async stop(): Promise<void> {
    await this.pages.close();
    await this.server.stop();
    this.hub.stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

let shared: Promise<TestVsCode> | undefined;

/** One for all windows of a test run; started by whoever needs it first. */
export function sharedVsCode(): Promise<TestVsCode> {
  return (shared ??= TestVsCode.start());
}

/** Under mocha it is called after the last test; other programs call it in the end. */
export async function stopSharedVsCode(): Promise<void> {
  const running = await shared;
  shared = undefined;
  await running?.stop();
}

if (typeof after === 'function') after('stop VS Code', stopSharedVsCode);
