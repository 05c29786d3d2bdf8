import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** Colours of icons by what they say. */
const moods = {
  good: 'charts-green',
  warning: 'charts-yellow',
  error: 'charts-red',
  idle: 'disabledForeground',
} as const;

export type Mood = keyof typeof moods;

/** The Sessions view as a person has it: rows by their labels, hovers, inline actions and context menus. */
export class SessionsView {
  constructor(private readonly workbench: Workbench) {}

  /** The row with exactly this label. */
  row(label: string): Locator {
    const name = this.workbench.page.locator('.label-name').getByText(label, { exact: true });
    return this.workbench.sessionRows.filter({ has: name }).first();
  }

  /** Resolves once the row says this beside its label. */
  async describes(label: string, description: string | RegExp): Promise<void> {
    const said = this.row(label).locator('.label-description');
    await (
      typeof description === 'string'
        ? said.getByText(description, { exact: true })
        : said.filter({ hasText: description })
    ).waitFor();
  }

  /** Shows what is under a row. */
  async expand(label: string): Promise<void> {
    if ((await this.row(label).getAttribute('aria-expanded')) === 'false') await this.select(label);
    await this.row(label).and(this.workbench.page.locator('[aria-expanded="true"]')).waitFor();
  }

  /** Clicks a row, upon which the keyboard is on it; what is under it shows or hides. */
  async select(label: string): Promise<void> {
    await this.row(label).locator('.label-name').click();
  }

  /** Clicks one of the actions that show on a row under the pointer. */
  async act(label: string, action: string): Promise<void> {
    await this.row(label).hover();
    // Its key may stand behind the name.
    const name = new RegExp(`^${action}( \\(|$)`);
    await this.row(label).getByRole('button', { name }).click();
  }

  /** The names of a row's inline actions, without keys. */
  async actions(label: string): Promise<string[]> {
    await this.row(label).hover();
    const buttons = this.row(label).getByRole('button');
    await buttons.first().waitFor();
    const names = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    return names.map((name) => name.replace(/ \(.*\)$/, ''));
  }

  /** The titles in a row's context menu, group by group. */
  async menu(label: string): Promise<string[][]> {
    await this.row(label).click({ button: 'right' });
    const items = this.workbench.page.locator('.monaco-menu .action-item');
    await items.first().waitFor();
    const titles = await items.evaluateAll((all) =>
      all.map((one) => one.querySelector('.action-label:not(.separator)')?.textContent ?? ''),
    );
    await this.workbench.page.keyboard.press('Escape');
    await items.first().waitFor({ state: 'detached' });
    const groups: string[][] = [[]];
    for (const title of titles) {
      if (title === '') groups.push([]);
      else groups.at(-1)?.push(title);
    }
    return groups;
  }

  /** Chooses from a row's context menu, once the menu has that. */
  async choose(label: string, title: string): Promise<void> {
    const { page } = this.workbench;
    const items = page.locator('.monaco-menu .action-item');
    const item = items.filter({ has: page.getByText(title, { exact: true }) });
    for (;;) {
      await this.row(label).click({ button: 'right' });
      await items.first().waitFor();
      if (await item.isVisible()) break;
      // The row is not drawn anew yet.
      await page.keyboard.press('Escape');
      await items.first().waitFor({ state: 'detached' });
    }
    await item.hover();
    await item.and(page.locator('.focused')).waitFor();
    // A menu takes no click in its first tenth of a second, lest the one that opened it chooses from it.
    await page.keyboard.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** The text that shows after a while under the pointer. */
  async tooltip(label: string): Promise<string> {
    const hover = this.workbench.page
      .locator('.workbench-hover-container:visible')
      .filter({ hasNotText: 'Loading...' });
    // A row that is drawn anew under a still pointer shows none until the pointer comes again.
    for (;;) {
      await this.leave();
      await this.row(label).locator('.label-name').hover();
      const shown = hover.waitFor({ timeout: 2000 });
      if (
        await shown.then(
          () => true,
          () => false,
        )
      )
        break;
    }
    return hover.innerText();
  }

  /** Takes the pointer away, and with it hovers and inline actions. */
  async leave(): Promise<void> {
    // Its middle has a hover of its own.
    await this.workbench.page.locator('.part.titlebar').hover({ position: { x: 200, y: 10 } });
    await this.workbench.page.locator('.workbench-hover-container:visible').waitFor({ state: 'detached' });
  }

  /** A row's icon and its colour. */
  async icon(label: string): Promise<{ name: string; mood: Mood | undefined }> {
    return this.row(label)
      .locator('.custom-view-tree-node-item-icon')
      .evaluate((icon, colors) => {
        const probe = document.createElement('span');
        icon.append(probe);
        const has = (variable: string) => {
          probe.style.color = `var(--vscode-${variable})`;
          return getComputedStyle(probe).color === getComputedStyle(icon).color;
        };
        const mood = (Object.keys(colors) as Mood[]).find((key) => has(colors[key]));
        probe.remove();
        const name = /codicon-([\w-]+)/.exec(icon.getAttribute('class') ?? '')?.[1] ?? '';
        return { name, mood };
      }, moods);
  }

  /** The sentence over the tree. */
  get message(): Locator {
    const { page } = this.workbench;
    const pane = page
      .locator('.part.sidebar .pane')
      .filter({ has: page.locator('.pane-header', { hasText: 'Sessions' }) });
    return pane.locator('.tree-explorer-viewlet-tree-view > .message');
  }
}
