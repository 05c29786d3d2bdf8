import assert from 'node:assert/strict';
import {
  type InspectorState,
  inspectorCopy,
  inspectorRunCommand,
  inspectorSaveState,
} from '../../../src/protocol/inspector';
import { InspectorPage, type PageOptions } from './inspectorPage';

describe('several rows of the grid', () => {
  let inspector: InspectorPage;

  afterEach(async () => {
    const { faults } = inspector;
    await inspector.close();
    assert.deepEqual(faults, []);
  });

  async function open(options: PageOptions = {}): Promise<InspectorPage> {
    const state = { follow: false, topRow: 0, ...options.state };
    inspector = await (await InspectorPage.open({ ...options, state })).ready();
    return inspector;
  }

  const click = (row: number, modifiers: 'Shift'[] = []) =>
    inspector.page.click(`#row-${row} td[data-column=time]`, { modifiers });
  const press = (key: string) => inspector.page.keyboard.press(key);
  const untilSelected = (count: string) =>
    inspector.until(
      `${count} selected`,
      (text) => document.querySelector('.ledger')?.textContent.includes(`${text} selected`) === true,
      count,
    );
  const untilOnly = (row: number) =>
    inspector.until(
      `only row ${row} selected`,
      (id) =>
        [...document.querySelectorAll('tr.selected')].map((tr) => tr.id).join() === id &&
        document.querySelector('.ledger')?.textContent.includes('selected') === false,
      `row-${row}`,
    );
  const drawnSelected = () =>
    inspector.page.$$eval('tr[aria-selected=true]', (rows) => rows.map(({ id }) => Number(id.slice(4))));
  const active = () =>
    inspector.page.$eval('regular-table table', (table) => table.getAttribute('aria-activedescendant'));
  const saved = (method: string) =>
    inspector.harness(
      (harness, name) => harness.log.filter((entry) => entry.method === name).at(-1)?.params,
      method,
    ) as Promise<{ selectedRange?: { from: number; to: number }; text: string }>;

  it('are selected with Shift and the mouse, up and down from where it began', async () => {
    const { page } = await open();
    assert.equal(await page.getAttribute('regular-table table', 'aria-multiselectable'), 'true');
    await click(5);
    await click(9, ['Shift']);
    await untilSelected('5 rows');
    assert.deepEqual(await drawnSelected(), [5, 6, 7, 8, 9]);
    assert.equal(await active(), 'row-9');
    await click(2, ['Shift']);
    await untilSelected('4 rows');
    assert.deepEqual(await drawnSelected(), [2, 3, 4, 5]);
    await inspector.until('the details of row 2', () => document.querySelector('tr.lead')?.id === 'row-2');
    assert.equal(await page.evaluate(() => getSelection()?.toString()), '');
    await click(5, ['Shift']);
    await untilOnly(5);
    await click(8, ['Shift']);
    await click(3);
    await untilOnly(3);
  });

  it('are selected with Shift and the keys, and all with Ctrl+A', async () => {
    await open({ rows: 10_000 });
    await click(4);
    for (let i = 0; i < 3; i++) await press('Shift+ArrowDown');
    await untilSelected('4 rows');
    assert.deepEqual(await drawnSelected(), [4, 5, 6, 7]);
    for (let i = 0; i < 4; i++) await press('Shift+ArrowUp');
    await untilSelected('2 rows');
    assert.deepEqual(await drawnSelected(), [3, 4]);
    await press('Shift+End');
    await untilSelected('9,996 rows');
    assert.equal(await active(), 'row-9999');
    await press('Shift+PageUp');
    await inspector.until('fewer', () => document.querySelector('tr.lead')?.id !== 'row-9999');
    assert.ok(Number((await active())?.slice(4)) < 9990);
    await press('Shift+Home');
    await untilSelected('5 rows');
    await press('Shift+PageDown');
    await inspector.until('a page', () => Number(document.querySelector('tr.lead')?.id.slice(4)) > 15);
    await press('Control+a');
    await untilSelected('10,000 rows');
    assert.equal(await inspector.text('.spoken'), '10,000 rows selected');
    await press('ArrowDown');
    await inspector.until('one', () => document.querySelectorAll('tr.selected').length === 1);
  });

  it('are those that show where there is a filter, and are let go with it', async () => {
    await open();
    const total = Number((await inspector.text('.filter-count')).replace(',', ''));
    await inspector.filter('topic:ticks.NVDA');
    const shown = Number(/^[\d,]+/.exec(await inspector.text('.filter-count'))?.[0].replace(',', ''));
    assert.ok(shown > 10 && shown < total / 2);
    const rows = await inspector.rows();
    await click(rows[1]!);
    await click(rows[4]!, ['Shift']);
    await untilSelected('4 rows');
    assert.deepEqual(await drawnSelected(), rows.slice(1, 5));
    await press('Control+a');
    await untilSelected(`${shown.toLocaleString('en')} rows`);
    await inspector.filter('topic:ticks.NVDA size>1');
    await inspector.until('none', () => !document.querySelector('.ledger')?.textContent.includes('selected'));
  });

  it('are kept with the state, and back after a reload', async () => {
    await open({ state: { selectedRow: 3, selectedRange: { from: 3, to: 8 } } });
    await untilSelected('5 rows');
    assert.deepEqual(await drawnSelected(), [3, 4, 5, 6, 7]);
    await inspector.page.focus('regular-table table');
    await press('Shift+ArrowUp');
    await untilSelected('6 rows');
    assert.deepEqual(await drawnSelected(), [2, 3, 4, 5, 6, 7]);
  });

  it('are dropped without a word where the capture never had them', async () => {
    for (const state of [
      { selectedRow: 75_169 },
      { selectedRow: 75_169, detailsVisible: false },
      { selectedRow: 3, selectedRange: { from: 3, to: 80_000 } },
      { selectedRow: 79_999, selectedRange: { from: 3, to: 80_000 } },
    ]) {
      await open({ rows: 100, state });
      const kept = state.selectedRow === 3 ? 3 : undefined;
      await inspector.until('the selection to go', () => {
        const saved = window.harness.savedState as Partial<InspectorState> | undefined;
        return saved !== undefined && saved.selectedRange === undefined && saved.selectedRow !== 75_169;
      });
      const saved = await inspector.harness((harness) => harness.savedState as Partial<InspectorState>);
      assert.equal(saved.selectedRow, kept);
      assert.equal(await inspector.page.getByRole('alert').count(), 0);
      if (kept === undefined && state.detailsVisible !== false)
        await inspector.page.waitForSelector('.detail-empty:has-text("Select a message")');
      const { faults } = inspector;
      await inspector.close();
      assert.deepEqual(faults, []);
    }
    await open();
  });

  it('go when their messages were cleared', async () => {
    await open({ state: { selectedRow: 3, selectedRange: { from: 3, to: 8 } } });
    await untilSelected('5 rows');
    await inspector.harness((harness) => {
      harness.capture.evict(5);
      harness.tick();
    });
    await untilSelected('3 rows');
    await inspector.harness((harness) => {
      harness.capture.evict(50);
      harness.tick();
    });
    await inspector.until('none', () => !document.querySelector('.ledger')?.textContent.includes('selected'));
  });

  it('are copied as lines of JSON, a thousand at most, which is said', async () => {
    const { page } = await open({ messages: 'marketData' });
    await click(5);
    await click(7, ['Shift']);
    await press('Control+c');
    await inspector.until(
      'it said',
      () => document.querySelector('.spoken')?.textContent === '3 messages copied',
    );
    const lines = (await saved(inspectorCopy.method)).text.trimEnd().split('\n');
    assert.equal(lines.length, 3);
    const { time, direction, frames } = JSON.parse(lines[0]!) as Record<string, unknown>;
    assert.match(String(time), /^\d{19}$/);
    assert.equal(direction, 'in');
    assert.ok(Array.isArray(frames) && typeof frames[0] === 'string');
    assert.equal(await page.locator('.message').count(), 0);
    await press('Control+a');
    await press('Control+c');
    await page
      .locator('.message', { hasText: 'Only the first 1,000 of 10,000 selected messages were copied.' })
      .waitFor();
    assert.equal((await saved(inspectorCopy.method)).text.trimEnd().split('\n').length, 1000);
    await page.locator('.message').getByText('Export…').click();
    await inspector.until(
      'the export',
      (method) => window.harness.countOf(method) > 0,
      inspectorRunCommand.method,
    );
    assert.deepEqual(await saved(inspectorRunCommand.method), {
      command: 'zeromq.recording.export',
      rows: 'selected',
    });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('.message').waitFor({ state: 'hidden' });
  });

  it('are exported, saved and replayed from the menu, which knows of them before it is asked', async () => {
    const { page } = await open();
    await click(5);
    await click(9, ['Shift']);
    await page.click('#row-7 td[data-column=time]', { button: 'right' });
    await untilSelected('5 rows');
    assert.deepEqual(await page.locator('.menu-label').allTextContents(), [
      'Copy Messages',
      'Export Selected Rows…',
      'Save Selected Rows as Recording…',
      'Replay Selected Rows…',
    ]);
    await page.getByRole('menuitem', { name: 'Save Selected Rows as Recording…' }).click();
    await inspector.until(
      'the command',
      (method) => window.harness.countOf(method) > 0,
      inspectorRunCommand.method,
    );
    const order = await inspector.harness(
      (harness, [save, run]) => {
        const methods = harness.log.map(({ method }) => method);
        return [methods.lastIndexOf(save!), methods.lastIndexOf(run!)];
      },
      [inspectorSaveState.method, inspectorRunCommand.method],
    );
    assert.ok(order[0]! >= 0 && order[0]! < order[1]!);
    assert.deepEqual((await saved(inspectorSaveState.method)).selectedRange, { from: 5, to: 10 });
    assert.deepEqual(await saved(inspectorRunCommand.method), {
      command: 'zeromq.recording.save',
      rows: 'selected',
    });
    await page.click('#row-12 td[data-column=time]', { button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy Message' }).waitFor();
    await press('Escape');
    await untilOnly(12);
  });
});
