import assert from 'node:assert/strict';
import { InspectorPages } from './inspectorPages';

describe('the parts of the inspector page beside the open sidebar of a usual window', () => {
  const pages = new InspectorPages();

  const columns = () =>
    pages.inspector.page.$$eval('regular-table thead th', (headers) =>
      headers.map((header) => (header as HTMLElement).dataset['column']),
    );

  it('leave the grid and its preview most of the room, and cut no time', async () => {
    // So many rows that the last came after more than ten minutes.
    const page = await pages.open({ rows: 300_000, width: 1090, height: 800 });
    await pages.inspector.until('fewer columns', () => document.querySelectorAll('thead th').length === 6);
    const found = await page.evaluate(() => {
      const widthOf = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().width;
      const cut = [...document.querySelectorAll('td:is([data-column=time], [data-column=topic])')].filter(
        (cell) => cell.scrollWidth > cell.clientWidth,
      );
      return {
        cut: cut.length,
        time: document.querySelector('tbody tr:last-child td[data-column=time]')!.textContent,
        sidebar: widthOf('.sidebar'),
        details: widthOf('.details'),
        preview: widthOf('th[data-column=preview]'),
      };
    });
    assert.equal(found.cut, 0);
    assert.match(found.time, /^\+\d\d:\d\d\.\d{6}$/);
    assert.ok(found.sidebar <= 180 && found.details <= 1090 / 3, JSON.stringify(found));
    assert.ok(found.preview >= 150, JSON.stringify(found));
  });

  it('show all columns that a person chose, and all others once there is room', async () => {
    const page = await pages.open({ rows: 50, width: 1090, height: 800 });
    await pages.inspector.until('fewer columns', () => document.querySelectorAll('thead th').length === 6);
    await page.setViewportSize({ width: 1500, height: 800 });
    await pages.inspector.until('all columns', () => document.querySelectorAll('thead th').length === 8);
    await page.setViewportSize({ width: 1090, height: 800 });
    await pages.inspector.until('fewer columns', () => document.querySelectorAll('thead th').length === 6);
    await page.click('header-bar [title="Which columns show"]');
    await page.getByRole('menuitemcheckbox', { name: 'Size' }).click();
    await page.keyboard.press('Escape');
    await pages.inspector.until('all but one', () => document.querySelectorAll('thead th').length === 7);
    assert.deepEqual(await columns(), ['row', 'time', 'delta', 'direction', 'topic', 'frames', 'preview']);
  });
});
