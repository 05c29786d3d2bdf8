import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConsoleMessage, Page } from 'playwright-core';
import type { Harness, HarnessOptions } from './harness';
import { inspectorSite } from './inspectorSite';
import { type ThemeName, themes } from './themes';

const origin = 'https://inspector.test';
/** As the host writes it, with a nonce in place of x. */
const policy =
  "default-src 'none'; script-src 'nonce-x'; style-src https://inspector.test 'nonce-x'; font-src https://inspector.test; img-src https://inspector.test data:";

export interface PageOptions extends Partial<HarnessOptions> {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

/** The inspector's page in a browser of its own, without VS Code, over synthetic messages. */
export class InspectorPage {
  private constructor(
    readonly page: Page,
    /** What the content security policy blocked, and what the page threw. */
    readonly faults: string[],
    private readonly giveBack: () => Promise<void>,
  ) {}

  static async open(options: PageOptions = {}): Promise<InspectorPage> {
    const { theme = 'dark', width = 1400, height = 860, ...rest } = options;
    const harness: HarnessOptions = { messages: 'marketData', rows: 10_000, ...rest };
    const site = await inspectorSite();
    const page = await site.pages.take({ width, height });
    const faults: string[] = [];
    const onError = (error: Error) => void faults.push(error.stack ?? error.message);
    const onConsole = (message: ConsoleMessage) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    };
    page.on('pageerror', onError).on('console', onConsole);
    await page.route(`${origin}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      if (file === '') return route.fulfill({ contentType: 'text/html', body: documentOf(theme, harness) });
      try {
        const body = file === 'harness.js' ? site.harness : await readFile(path.join(site.folder, file));
        await route.fulfill({ contentType: typeOf(file), body });
      } catch {
        await route.fulfill({ status: 404 });
      }
    });
    await page.goto(`${origin}/`);
    await page.waitForSelector('inspector-app');
    return new InspectorPage(page, faults, () => {
      page.off('pageerror', onError).off('console', onConsole);
      return site.pages.give(page);
    });
  }

  /** Runs something on the other side of the page's messenger. */
  harness<T, A>(action: (harness: Harness, argument: A) => T, argument?: A): Promise<Awaited<T>> {
    const source = `(${action.toString()})(window.harness, ${JSON.stringify(argument)})`;
    return this.page.evaluate<Awaited<T>>(source);
  }

  /** Waits until rows are drawn. */
  async ready(): Promise<this> {
    await this.page.waitForSelector('regular-table tbody tr[aria-rowindex]');
    return this;
  }

  /** Waits for a condition in the page, frame by frame. Fails with `what` after five seconds. */
  async until<A>(what: string, condition: (argument: A) => boolean, argument?: A): Promise<void> {
    try {
      await this.page.waitForFunction(condition as (argument: unknown) => boolean, argument, {
        timeout: 5000,
      });
    } catch (error) {
      const rows = await this.rows();
      throw new Error(`Waited in vain for: ${what}. On screen are rows ${rows[0]} to ${rows.at(-1)}.`, {
        cause: error,
      });
    }
  }

  /** Waits until a row is drawn. */
  untilRow(row: number): Promise<void> {
    return this.until(`row ${row}`, (id) => document.getElementById(id) !== null, `row-${row}`);
  }

  /** Types a filter and waits until it is in force. */
  async filter(text: string): Promise<void> {
    await this.page.fill('filter-bar input', text);
    await this.page.press('filter-bar input', 'Enter');
    const wanted = text.trim() === '' ? /^[\d,]+$/ : / of /;
    await this.until(
      'the filter',
      (source) => {
        return new RegExp(source).test(document.querySelector('.filter-count')?.textContent ?? '');
      },
      wanted.source,
    );
  }

  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());
  }

  /** The numbers of the rows of which something can be seen. */
  rows(): Promise<number[]> {
    return this.page.$$eval('regular-table tbody tr[id]', (rows) => {
      const top = document.querySelector('regular-table thead')!.getBoundingClientRect().bottom;
      const seen = rows.filter((row) => row.getBoundingClientRect().bottom > top + 1);
      return seen.map((row) => Number(row.id.slice('row-'.length)));
    });
  }

  close(): Promise<void> {
    return this.giveBack();
  }
}

function documentOf(theme: ThemeName, options: HarnessOptions): string {
  const { bodyClass, variables } = themes[theme];
  const css = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  const json = JSON.stringify(options).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <style nonce="x">:root { ${css.join(' ')} }</style>
    <link rel="stylesheet" href="codicon.css"><link rel="stylesheet" href="inspector.css">
    </head><body class="${bodyClass}"><div id="root"></div>
    <script nonce="x">window.harnessOptions = ${json};</script>
    <script nonce="x" src="harness.js"></script>
    <script nonce="x" src="inspector.js"></script></body></html>`;
}

function typeOf(file: string): string {
  if (file.endsWith('.css')) return 'text/css';
  if (file.endsWith('.ttf')) return 'font/ttf';
  return 'text/javascript';
}
