import { InspectorPages } from './inspectorPages';

describe('older events of the inspector page', () => {
  const pages = new InspectorPages();

  it('show when they are asked for, as far as the engine keeps them', async () => {
    const page = await pages.open({ rows: 10 });
    await pages.inspector.harness((harness) => {
      harness.capture.events = Array.from({ length: 1000 }, (_, n) => ({
        seq: n + 1,
        time: harness.capture.timeMs(0),
        kind: 'note' as const,
        severity: 'info' as const,
        detail: `note ${n + 1}`,
      }));
      harness.capture.eventSeq = 1000;
      harness.tick();
    });
    await pages.inspector.until('the newest', () => document.querySelectorAll('.event').length === 50);
    await page.getByRole('button', { name: 'Show older' }).click();
    await pages.inspector.until('all of them', () => document.querySelectorAll('.event').length === 1000);
    await page.locator('.event').last().getByText('note 1', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show older' }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await pages.inspector.until('the next older one', () =>
      Boolean(document.activeElement?.textContent.includes('note 950')),
    );
  });
});
