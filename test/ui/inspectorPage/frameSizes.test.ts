import assert from 'node:assert/strict';
import { InspectorPages } from './inspectorPages';

describe('the details of the inspector page, over frames of all sizes', () => {
  const pages = new InspectorPages();

  it('show a megabyte of JSON as a tree at once', async () => {
    const page = await pages.open({ messages: 'unlikeFrames', rows: 3 });
    await page.click('#row-0 td');
    await page.getByRole('treeitem', { name: '"items": […]' }).waitFor();
    await page.getByRole('treeitem', { name: '"end": true' }).waitFor();
    assert.equal(await page.locator('.notice').count(), 0);
  });

  it('show a single byte, and that the next frame has nothing in common with it', async () => {
    const page = await pages.open({ messages: 'unlikeFrames', rows: 3 });
    await page.click('#row-1 td');
    await page.waitForSelector('.hex-bytes:has-text("07")');
    await page.click('#row-2 td');
    await page.waitForSelector('.notice:has-text("Nearly all bytes differ from #1, so none are marked.")');
    assert.equal(await page.locator('.hex .changed').count(), 0);
  });

  it('have the field for the number of a frame in sight and outside of the tabs', async () => {
    const page = await pages.open({ messages: 'heavyMessages', rows: 4 });
    await page.click('#row-2 td');
    const field = page.getByRole('spinbutton', { name: 'Go to frame' });
    await field.waitFor();
    const tabs = page.getByRole('tablist', { name: 'Frames' });
    assert.equal(await tabs.getByRole('spinbutton').count(), 0);
    const box = (await field.boundingBox())!;
    assert.ok(box.x + box.width < 1400, JSON.stringify(box));
    await field.fill('4999');
    await field.press('Enter');
    const tab = page.getByRole('tab', { name: /^4999/, selected: true });
    await tab.waitFor();
    await pages.inspector.until('the tab in sight', () => {
      const tab = document.querySelector('.tab.on')?.getBoundingClientRect();
      const row = document.querySelector('.tabs')!.getBoundingClientRect();
      return tab !== undefined && tab.left >= row.left - 1 && tab.right <= row.right + 1;
    });
  });

  it('leave out what does not fit of the status line as a whole', async () => {
    const page = await pages.open({ rows: 1000, width: 600 });
    const cut = await page.$$eval('.ledger > span', (spans) => {
      const { right, bottom } = document.querySelector('.ledger')!.getBoundingClientRect();
      const inSight = spans.map((span) => span.getBoundingClientRect()).filter((box) => box.top < bottom);
      return { shown: inSight.length, cut: inSight.filter((box) => box.right > right).length };
    });
    assert.ok(cut.shown >= 3 && cut.cut === 0, JSON.stringify(cut));
  });
});
