import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/launchBrowser';

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** Then what earlier documents have left in a renderer costs more time than its compiled scripts save. */
const mostUses = 6;

/**
 * Pages that are used again, a few times. A renderer that has run the workbench or the inspector before shows it in half
 * the time, because its scripts are compiled.
 */
export class BrowserPages {
  private readonly idle: Page[] = [];
  private readonly uses = new WeakMap<Page, number>();
  private used = 0;

  private constructor(private readonly context: BrowserContext) {}

  /** In a context of their own: these share storage and cache with one another alone. */
  static async start(options: BrowserContextOptions = {}): Promise<BrowserPages> {
    return new BrowserPages(await (await sharedBrowser()).newContext(options));
  }

  /** A page that nobody else has, blank. */
  async take(viewport: Viewport): Promise<Page> {
    this.used++;
    const page = this.idle.pop() ?? (await this.context.newPage());
    this.uses.set(page, (this.uses.get(page) ?? 0) + 1);
    await page.setViewportSize(viewport);
    // One that lies behind another is drawn once a second.
    await page.bringToFront();
    return page;
  }

  /** Unloads a page and takes it back; what listens to it must not any more. With the last one goes all that they stored. */
  async give(page: Page): Promise<void> {
    const { origin } = new URL(page.url());
    // The next page has nothing under the pointer.
    await page.mouse.move(-1, -1);
    await page.unrouteAll({ behavior: 'wait' });
    await page.goto('about:blank');
    this.used--;
    if (this.used === 0 && origin !== 'null') await this.forget(page, origin);
    if ((this.uses.get(page) ?? 0) < mostUses) this.idle.push(page);
    else await page.close();
  }

  async close(): Promise<void> {
    if (this.context.browser()?.isConnected()) await this.context.close();
  }

  private async forget(page: Page, origin: string): Promise<void> {
    const devTools = await this.context.newCDPSession(page);
    await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await devTools.detach();
  }
}

let shared: Promise<Browser> | undefined;

/** One for all pages of a test run; started by whoever needs it first. */
export function sharedBrowser(): Promise<Browser> {
  return (shared ??= launchBrowser());
}

/** Under mocha it is called after the last test; other programs call it in the end. */
export async function closeSharedBrowser(): Promise<void> {
  const running = await shared;
  shared = undefined;
  await running?.close();
}

if (typeof after === 'function') after('close the browser', closeSharedBrowser);
