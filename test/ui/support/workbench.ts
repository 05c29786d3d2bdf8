import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ConsoleMessage, Frame, Locator, Page } from 'playwright-core';
import type * as vscode from 'vscode';
import { inRepository, repository } from '../../../scripts/repository';
import type { SessionAnswer } from '../../../src/host/config/commandArguments';
import type { Viewport } from './browserPages';
import type { Driver } from './driverHub';
import { sharedVsCode, type TestVsCode } from './testVsCode';

export interface WorkbenchOptions {
  /** An existing folder to open; without one an empty folder is made, and removed in the end. */
  readonly folder?: string;
  /** Contents by path, written into the folder that is made. */
  readonly files?: Readonly<Record<string, string>>;
  /** The `.code-workspace` file in that folder to open in its place. */
  readonly workspaceFile?: string;
  /** The workspace's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder of the extension to load; ours from the working tree unless given, none where null. */
  readonly extension?: string | null;
  /** The VS Code that serves the window; the shared one unless given. */
  readonly vsCode?: TestVsCode;
  readonly viewport?: Viewport;
}

export type Theme = 'light' | 'dark' | 'hc' | 'hc-light';

const themeNames: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  hc: 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

const themeClasses: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  hc: 'hc-black',
  'hc-light': 'hc-light',
};

/** A window of a real VS Code in a real browser, with our extension. */
export class Workbench {
  /** Errors on the consoles of webviews, refusals by their content security policy included. */
  readonly webviewErrors: string[] = [];

  private constructor(
    readonly page: Page,
    /** The folder that the window has open, or that its workspace's file is in. */
    readonly folder: string,
    private readonly opened: string,
    private readonly vsCode: TestVsCode,
    private driver: Driver,
    private readonly ownsFolder: boolean,
  ) {
    page.on('console', this.onConsole);
  }

  /** Resolves once the window is drawn and its extension host runs. */
  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const vsCode = options.vsCode ?? (await sharedVsCode());
    const { server, pages, hub } = vsCode;
    const folder = options.folder ?? realpathSync(mkdtempSync(path.join(tmpdir(), 'zeromq-workspace-')));
    const files = { ...options.files };
    if (options.settings) files['.vscode/settings.json'] = JSON.stringify(options.settings, undefined, 2);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const { extension = repository } = options;
    const opened = path.join(folder, options.workspaceFile ?? '');
    const address = server.windowAddress({ folder: opened, extension: extension ?? undefined });
    const page = await pages.take(options.viewport ?? { width: 1440, height: 900 });
    const driver = hub.next(opened);
    await page.goto(address);
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    const isOurs = options.folder === undefined;
    return new Workbench(page, folder, opened, vsCode, await driver, isOurs);
  }

  /** Runs a command in the extension host and resolves with its result; bytes pass both ways. */
  async execute<T = unknown>(command: string, ...args: readonly unknown[]): Promise<T> {
    return (await this.driver.ask({ op: 'execute', command, args })) as T;
  }

  /** Runs code in the extension host. The function may use only its arguments, which travel as JSON and bytes. */
  async evaluate<T, A = undefined>(
    code: (api: typeof vscode, argument: A) => T | PromiseLike<T>,
    argument?: A,
  ): Promise<T> {
    return (await this.driver.ask({ op: 'evaluate', source: code.toString(), argument })) as T;
  }

  /** How a session stands, by its id. */
  async session(id: string): Promise<SessionAnswer> {
    const sessions = await this.execute<SessionAnswer[]>('zeromq.session.list', {});
    const found = sessions.find((session) => session.id === id);
    if (!found) throw new Error(`There is no session ${id}.`);
    return found;
  }

  /** Runs a command as a person does, from the command palette, by its title with category. */
  async runFromPalette(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    const row = this.page.locator('.quick-input-list .monaco-list-row').getByText(title, { exact: true });
    for (let attempts = 3; ; attempts--) {
      await this.page.keyboard.press('F1');
      try {
        await input.fill(`>${title}`, { timeout: 5000 });
        await row.first().click({ timeout: 5000 });
        return;
      } catch (error) {
        // What takes the focus late, as a webview that opens does, dismisses the palette: it is asked for again.
        if (attempts === 1 || (await this.quickInput.isVisible())) throw error;
      }
    }
  }

  /** The open quick pick or input box. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /**
   * The notification with this in its text, in the list of notifications: toasts are hidden under the smoke driver.
   * Resolves once it is there.
   */
  async notification(text: string | RegExp): Promise<Locator> {
    const list = this.page.locator('.notifications-center.visible');
    const found = list.locator('.notification-list-item').filter({ hasText: text }).first();
    // The list takes the focus, which would dismiss a question whose answer is still being checked.
    await this.quickInput.waitFor({ state: 'hidden' });
    // The list shows what is there when it is asked for, and hides when it is empty.
    while (!(await found.isVisible())) {
      if (!(await list.isVisible())) await this.execute('notifications.showList');
      await found.waitFor({ timeout: 250 }).catch(() => undefined);
    }
    // Long texts are folded, and so are the buttons.
    const unfold = found.getByRole('button', { name: 'Expand Notification' });
    if (await unfold.isVisible()) await unfold.click();
    return found;
  }

  /** Forgets all notifications. */
  async clearNotifications(): Promise<void> {
    await this.execute('notifications.clearAll');
  }

  /** The modal question on screen. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  get statusBar(): Locator {
    return this.page.locator('.part.statusbar');
  }

  /** Rows of the Sessions view, once its container is shown. */
  get sessionRows(): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row[role="treeitem"]');
  }

  /** Shows our container in the side bar. */
  async showSessions(): Promise<void> {
    await this.execute('workbench.view.extension.zeromq');
    await this.page.locator('.part.sidebar .title-label').getByText('ZeroMQ').waitFor();
  }

  /** The tab of an editor, by its exact label. */
  tab(label: string): Locator {
    return this.page
      .locator('.tabs-container .tab')
      .filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /**
   * The document of an inspector, inside VS Code's two nested frames. With a label its tab is brought to the front;
   * without one, exactly one webview must be visible.
   */
  async inspector(label?: string): Promise<Frame> {
    if (label !== undefined) await this.tab(label).click();
    const outer = this.page.locator('iframe.webview.ready:visible');
    const inner = outer.contentFrame().locator('iframe#active-frame');
    await inner.waitFor();
    const frame = await (await inner.elementHandle())?.contentFrame();
    if (!frame) throw new Error('The webview went away while it loaded.');
    await frame.waitForLoadState('load');
    return frame;
  }

  /** Resolves once the workbench is drawn in the theme. */
  async setTheme(theme: Theme): Promise<void> {
    await this.setSetting('workbench.colorTheme', themeNames[theme]);
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  /** Writes a setting of the workspace. */
  async setSetting(name: string, value: unknown): Promise<void> {
    await this.evaluate(
      // 2: ConfigurationTarget.Workspace
      (api, [key, to]) => api.workspace.getConfiguration().update(key, to, 2),
      [name, value] as const,
    );
  }

  /** Saves a picture as out/screenshots/NAME.png and resolves with its path. */
  async screenshot(name: string): Promise<string> {
    const file = inRepository('out/screenshots', `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /**
   * Reloads the window by Developer: Reload Window, which stores what is still to be stored: a new extension host, the
   * same workspace state.
   */
  async reload(): Promise<void> {
    // The extension host may end before it answers.
    await this.comeBack(() => this.execute('workbench.action.reloadWindow').catch(() => undefined));
  }

  /** Reloads the page as the browser does, where no extension host is there to be asked. */
  async reloadPage(): Promise<void> {
    await this.comeBack(() => this.page.reload());
  }

  private async comeBack(reload: () => Promise<unknown>): Promise<void> {
    const { closed } = this.driver;
    const driver = this.vsCode.hub.next(this.opened);
    await Promise.all([reload(), closed]);
    this.driver = await driver;
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  /**
   * Closes the window and waits until its extension host, with all it started, has gone: VS Code ends it at once, or
   * where the page got no time to say so, after the server's grace.
   */
  async dispose(): Promise<void> {
    this.page.off('console', this.onConsole);
    await this.vsCode.pages.give(this.page);
    await this.driver.closed;
    if (this.ownsFolder) rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly onConsole = (message: ConsoleMessage): void => {
    const isWebview =
      message.location().url.includes('vscode-resource') || message.text().includes('Content Security');
    if (message.type() === 'error' && isWebview) this.webviewErrors.push(message.text());
  };
}
