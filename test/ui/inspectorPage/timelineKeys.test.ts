import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { InspectorState } from '../../../src/protocol/inspector';
import { InspectorPages } from './inspectorPages';

describe('the timeline of the inspector page, by keyboard', () => {
  const pages = new InspectorPages();
  let page: Page;

  const slider = () => page.getByRole('slider', { name: 'Time range' });
  const place = async () => Number(await slider().getAttribute('aria-valuenow'));
  const count = () => pages.inspector.text('.filter-count');
  const untilCount = (source: string) =>
    pages.inspector.until(
      source,
      (wanted) => new RegExp(wanted).test(document.querySelector('.filter-count')?.textContent ?? ''),
      source,
    );
  const pressed = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  beforeEach(async () => {
    page = await pages.open({ rows: 20_000 });
    await page.waitForSelector('[role=slider][aria-disabled=false]');
    await page.focus('[role=combobox]');
    // The toggles of the filter, then the timeline.
    await pressed('Tab', 'Tab', 'Tab');
    await page.waitForSelector('[role=slider]:focus-visible');
  });

  it('says what its keys do, in sight and to screen readers', async () => {
    await page.waitForSelector('.timeline-keys:has-text("extend"):has-text("apply")');
    const described = await slider().evaluate(
      (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent,
    );
    assert.match(described ?? '', /Shift they extend it\. Enter applies it, Escape clears it/);
    assert.equal(await slider().getAttribute('aria-valuetext'), 'All times');
  });

  it('marks a range, moves and extends it, and applies it with Enter', async () => {
    const bars = Number(await slider().getAttribute('aria-valuemax')) + 1;
    await pressed('Home');
    assert.equal(await place(), 0);
    await pressed('PageUp', 'ArrowRight', 'ArrowRight', 'ArrowLeft');
    assert.equal(await place(), 11);
    for (let i = 0; i < 9; i++) await pressed('Shift+ArrowRight');
    assert.equal(await place(), 11);
    assert.match(
      (await slider().getAttribute('aria-valuetext')) ?? '',
      /^\d\d:31:.* to \d\d:31:.*, [\d,]+ messages$/,
    );
    assert.equal(await count(), '20,000');
    await pressed('Enter');
    await untilCount(' of 20,000$');
    const shown = Number((await count()).replace(/ of .*/, '').replaceAll(',', ''));
    const expected = (20_000 * 10) / bars;
    assert.ok(Math.abs(shown - expected) < 40, `${shown} of ${expected}`);
  });

  it('starts at the newest message, or at the selected one', async () => {
    const bars = Number(await slider().getAttribute('aria-valuemax')) + 1;
    await pressed('ArrowLeft');
    assert.equal(await place(), bars - 1);
    await pressed('Escape');
    assert.equal(await slider().getAttribute('aria-valuetext'), 'All times');
    await page.focus('regular-table table');
    await pressed('Home');
    await pages.inspector.until(
      'the first message',
      () => document.querySelector('#row-0.selected') !== null,
    );
    await slider().focus();
    await pressed('ArrowRight');
    assert.equal(await place(), 0);
  });

  it('lets go of a mark with Escape, of a range with another, and leaves a mark where the focus goes', async () => {
    await pressed('Home', 'Shift+End', 'Shift+ArrowLeft', 'Enter');
    await untilCount(' of 20,000$');
    const narrowed = await count();
    await pressed('Shift+ArrowLeft', 'Escape');
    assert.equal(await count(), narrowed);
    await pressed('Escape');
    await untilCount('^20,000$');
    await pressed('End', 'Tab');
    assert.equal(await slider().getAttribute('aria-valuetext'), 'All times');
    const { timeRange } = await pages.inspector.harness((harness) => harness.savedState as InspectorState);
    assert.equal(timeRange, undefined);
  });

  it('goes to the mark in the grid with Space', async () => {
    await pressed('Home', 'PageUp', 'Space');
    const bars = Number(await slider().getAttribute('aria-valuemax')) + 1;
    await pages.inspector.until(
      'the mark',
      (wanted) =>
        Math.abs(Number(document.querySelector('regular-table tbody tr[id]')?.id.slice(4)) - wanted) < 60,
      (20_000 * 10) / bars,
    );
  });

  it('gives way to the mouse, and takes over from it', async () => {
    await pressed('Home');
    const box = (await slider().boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await untilCount(' of 20,000$');
    const bars = Number(await slider().getAttribute('aria-valuemax')) + 1;
    assert.ok(Math.abs((await place()) - bars / 2) <= 1);
    await pressed('ArrowRight');
    assert.ok((await place()) > bars / 2 - 1);
    await page.waitForSelector('.timeline-keys');
    await page.waitForSelector('.timeline-plot.proposing');
  });
});
