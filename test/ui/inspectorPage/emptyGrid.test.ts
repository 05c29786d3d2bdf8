import type { Page } from 'playwright-core';
import { InspectorPages } from './inspectorPages';

describe('the empty grid of the inspector page', () => {
  const pages = new InspectorPages();

  const untilEmpty = (page: Page, title: string) =>
    page.locator('.empty').getByRole('heading', { name: title, exact: true }).waitFor();
  const press = (page: Page, name: string) => page.locator('.empty').getByRole('button', { name }).click();
  /** A time range without messages, after the last of them. */
  const later = { fromMs: Date.UTC(2030, 0, 1), toMs: Date.UTC(2030, 0, 2) };

  it('offers to clear the time range where only that hides, which the status line says', async () => {
    const page = await pages.open({ rows: 0, state: { timeRange: later } });
    await pages.inspector.harness((harness) => {
      harness.capture.append(100);
      harness.tick();
    });
    await untilEmpty(page, 'Nothing in the selected time range');
    await page.locator('status-line').getByText('100 outside the time range', { exact: true }).waitFor();
    await press(page, 'Clear Range');
    await pages.inspector.untilRow(99);
  });

  it('offers to clear the filter or the range where both hide', async () => {
    const page = await pages.open({ rows: 0, state: { timeRange: later, filter: 'no such thing' } });
    await pages.inspector.harness((harness) => {
      harness.capture.append(100);
      harness.tick();
    });
    await untilEmpty(page, 'No message matches');
    await page.locator('status-line').getByText('100 hidden by filter and time range').waitFor();
    await press(page, 'Clear Range');
    await page.locator('status-line').getByText('100 hidden by filter', { exact: true }).waitFor();
    await press(page, 'Clear Filter');
    await pages.inspector.untilRow(99);
  });

  it('offers to resume where all of the range came after the pause', async () => {
    const page = await pages.open({ rows: 1000 });
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    const timeRange = await pages.inspector.harness((harness) => {
      const { capture } = harness;
      capture.append(1000);
      harness.tick();
      return { fromMs: capture.timeMs(1500), toMs: capture.timeMs(1600) };
    });
    await page.locator('inspector-app').evaluate((element, range) => {
      const { inspector } = element as unknown as {
        inspector: { setTimeRange(range: { fromMs: number; toMs: number }): void };
      };
      inspector.setTimeRange(range);
    }, timeRange);
    await untilEmpty(page, 'Paused');
    await page.getByText('These messages came after the pause. Resume to see them.').waitFor();
    await press(page, 'Resume');
    await pages.inspector.untilRow(1599);
  });
});
