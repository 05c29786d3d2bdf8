import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { InspectorPages } from './inspectorPages';

describe('what pops up at the filter and the timeline of the inspector page', () => {
  const pages = new InspectorPages();
  const input = 'filter-bar input';
  const untilClosed = (page: Page) => page.locator('.suggestions').waitFor({ state: 'hidden' });
  const boxOf = async (page: Page, selector: string) => {
    const box = await page.locator(selector).boundingBox();
    assert.ok(box, selector);
    return { ...box, bottom: box.y + box.height };
  };

  it('shows a mistake and the suggestions one below the other', async () => {
    const page = await pages.open({ rows: 100 });
    await page.click(input);
    await page.keyboard.type('size>many to');
    await page.locator('.suggestion').first().waitFor();
    await page.locator('#filter-mistake').waitFor();
    assert.ok((await boxOf(page, '#filter-mistake')).bottom <= (await boxOf(page, '.suggestions')).y + 0.5);
  });

  it('suggests in the empty field only when asked', async () => {
    const page = await pages.open({ rows: 100 });
    await page.click(input);
    await page.keyboard.type('to');
    await page.locator('.suggestion').first().waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await untilClosed(page);
    await page.keyboard.press('ArrowDown');
    await page.locator('.suggestion').first().waitFor();
    await page.keyboard.press('Escape');
    await untilClosed(page);
    await page.keyboard.press('Control+Space');
    await page.locator('.suggestion').first().waitFor();
    await page.keyboard.press('Tab');
    await untilClosed(page);
  });

  it('closes the suggestions with a press elsewhere, which picks none', async () => {
    const page = await pages.open({ rows: 1000 });
    await page.waitForSelector('[role=slider][aria-disabled=false]');
    await page.click(input);
    await page.keyboard.type('to');
    await page.locator('.suggestion').first().waitFor();
    const { x, y, width, height } = await boxOf(page, '.timeline-plot');
    await page.mouse.move(x + width - 200, y + height / 2);
    await page.mouse.down();
    await untilClosed(page);
    await page.mouse.move(x + width - 100, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await page.locator('filter-bar').getByRole('button', { name: 'Time range' }).waitFor({ timeout: 5000 });
    assert.equal(await page.inputValue(input), 'to');
  });

  it('keeps the tip at the pointer clear of the one for the keys', async () => {
    const page = await pages.open({ rows: 20_000 });
    await page.waitForSelector('[role=slider][aria-disabled=false]');
    await page.focus('[role=slider]');
    await page.keyboard.press('Home');
    await page.locator('.timeline-keys').waitFor();
    const { x, y, width, height } = await boxOf(page, '.timeline-plot');
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.locator('.timeline-tip').waitFor();
    assert.ok((await boxOf(page, '.timeline-keys')).bottom <= (await boxOf(page, '.timeline-tip')).y);
  });
});
