import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ReplaySnapshot } from '../../../src/protocol/replay';
import { InspectorPages } from './inspectorPages';
import { themes, type ThemeName } from './themes';

describe('the controls of a replay in the inspector page look right', () => {
  const pages = new InspectorPages();
  let page: Page;

  const goOn = (messages: number, change: Partial<ReplaySnapshot> = {}) =>
    pages.inspector.harness((harness, args) => harness.goOn(args.messages, args.change), {
      messages,
      change,
    });
  const picture = (name: string) =>
    page.screenshot({ path: `out/screenshots/replay-${name}.png`, animations: 'disabled' });
  /** Contrasts with the page of the text, or of what is painted in the background colour, of elements. */
  const contrasts = (
    property: 'color' | 'backgroundColor' | 'borderTopColor',
    selectors: readonly string[],
  ) =>
    page.evaluate(
      ([wanted, all]) => {
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
        const luminance = (...colors: string[]) => {
          for (const color of colors) {
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
          }
          const linear = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((value) => {
            const share = value / 255;
            return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
        };
        const behind = getComputedStyle(document.body).backgroundColor;
        return all.map((selector) => {
          const [element, pseudo] = selector.split('::');
          const style = getComputedStyle(
            document.querySelector(element!)!,
            pseudo ? `::${pseudo}` : undefined,
          );
          const [one, other] = [luminance(behind), luminance(behind, style[wanted])];
          return Number(((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)).toFixed(1));
        });
      },
      [property, selectors] as const,
    );
  const all = (ratios: readonly number[], least: number) =>
    assert.ok(
      ratios.every((ratio) => ratio >= least),
      ratios.join(),
    );

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`in the ${theme} theme`, async () => {
      page = await pages.open({ rows: 3000, isRecording: true, theme, replay: { loops: 5, loop: 2 } });
      await page.waitForSelector('[role=slider][aria-label="Time range"][aria-disabled=false]');
      const error = { code: 'x', message: 'No peer of now has the routing id 0x00a1.' };
      await goOn(1204, { failed: 3, error });
      await page.waitForSelector('#row-1203.replayed');
      await picture(`${theme}-running`);
      all(
        await contrasts('color', ['.replay-clock', '.replay-progress', '.replay-loop', '.replay-late']),
        4.5,
      );
      all(await contrasts('backgroundColor', ['.playhead-line', '#row-1203 td::before']), 3);
      all(await contrasts('borderTopColor', ['.strip-handle.start::before']), 3);
      const [startMarkMs, endMarkMs] = await pages.inspector.harness(
        ({ capture }) => [capture.timeMs(600), capture.timeMs(2500)] as const,
      );
      await goOn(0, { state: 'paused', startMarkMs, endMarkMs, total: 1901, position: 604 });
      await page.getByRole('slider', { name: 'Replay position' }).focus();
      await page.keyboard.press('Shift+ArrowRight');
      await page.waitForSelector('replay-strip .timeline-keys');
      await picture(`${theme}-paused`);
      await goOn(0, { state: 'waiting', peers: 0, awaitPeers: 1, lateness: undefined });
      await page.waitForSelector('.replay-waiting');
      await picture(`${theme}-waiting`);
      await goOn(0, {
        state: 'finished',
        startMarkMs: undefined,
        endMarkMs: undefined,
        loop: 5,
        replies: 12,
      });
      await goOn(0, {
        lateness: { p50: 0.08, p99: 0.41, max: 1.9 },
        sent: 14_997,
        total: 3000,
        position: 3000,
      });
      await page.waitForSelector('.replay-reason');
      await page.waitForSelector('replay-bar vscode-button:focus');
      await picture(`${theme}-finished`);
      all(await contrasts('color', ['.replay-facts', '.replay-facts .replay-target', '.replay-reason']), 4.5);
      const message =
        'The session that sent was closed or reopened, so the replay ended. Open it and start again.';
      await goOn(0, {
        state: 'failed',
        error: { code: 'x', message, action: 'openSettings' },
        position: 1204,
      });
      await page.waitForSelector('replay-bar [role=alert]');
      await picture(`${theme}-failed`);
    });
  }

  it('at 600 pixels, where nothing is cut off', async () => {
    page = await pages.open({ rows: 3000, isRecording: true, width: 600, replay: { loops: 0 } });
    await goOn(700, { failed: 3 });
    await page.waitForSelector('#row-699.replayed');
    const fits = () =>
      page.evaluate(() => {
        const right = document.documentElement.clientWidth;
        const boxes = [...document.querySelectorAll('.replay-controls *')].map((element) =>
          element.getBoundingClientRect(),
        );
        return boxes.every((box) => box.right <= right + 0.5) && document.body.scrollWidth <= right;
      });
    assert.ok(await fits());
    await picture('narrow-running');
    await goOn(0, {
      state: 'finished',
      error: { code: 'x', message: 'No peer of now has the routing id 0x00a1.' },
    });
    await page.waitForSelector('.replay-reason');
    assert.ok(await fits());
    await picture('narrow-finished');
  });

  it('in a live session, below whose header they are', async () => {
    page = await pages.open({ rows: 3000, replay: {} });
    await goOn(700);
    await page.waitForSelector('replay-bar:has-text("700 of 3,000")');
    await picture('live');
    const tops = await page.evaluate(() =>
      ['timeline-view', 'replay-strip', '.replay-controls', '.parts'].map(
        (selector) => document.querySelector(selector)!.getBoundingClientRect().top,
      ),
    );
    assert.deepEqual(
      [...tops].sort((a, b) => a - b),
      tops,
    );
  });

  it('to a screen reader: everything that can be worked has a name of its own', async () => {
    page = await pages.open({ rows: 3000, isRecording: true, replay: {} });
    await goOn(700);
    const names = () =>
      page.$$eval('replay-bar :is(button, vscode-button, input, [role=slider])', (elements) =>
        elements.map((element) => element.ariaLabel ?? element.textContent.trim()),
      );
    await page.waitForSelector('replay-bar:has-text("700 of 3,000")');
    assert.deepEqual(await names(), [
      'Replay position',
      'Start mark',
      'End mark',
      'Pause the replay',
      'Send one message and stay paused',
      'Stop the replay',
      'Copy tcp://127.0.0.1:5600',
      'Timing: 1×',
      'Marks',
      'Follow',
    ]);
    await goOn(0, { state: 'finished' });
    await page.waitForSelector('.replay-end');
    assert.deepEqual(await names(), ['Replay Again…', 'Close the summary']);
  });
});
