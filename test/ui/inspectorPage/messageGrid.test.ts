import assert from 'node:assert/strict';
import { captureWatch, captureWindow } from '../../../src/protocol/capture';
import { inspectorCopy } from '../../../src/protocol/inspector';
import { InspectorPage, type PageOptions } from './inspectorPage';

const tenMillion = 10_000_000;

describe('the message grid', () => {
  let inspector: InspectorPage;

  afterEach(async () => {
    const { faults } = inspector;
    await inspector.close();
    assert.deepEqual(faults, []);
  });

  async function open(options: PageOptions): Promise<InspectorPage> {
    inspector = await (await InspectorPage.open(options)).ready();
    return inspector;
  }

  async function stopFollowingAt(row: number): Promise<void> {
    await inspector.harness((harness, target) => harness.perform({ action: 'reveal', row: target }), row);
    await inspector.untilRow(row);
  }

  const select = (row: number) => inspector.page.click(`#row-${row} td`);
  const selected = () =>
    inspector.page.$eval('regular-table table', (table) => table.getAttribute('aria-activedescendant'));
  const untilSelected = (row: number) =>
    inspector.until(
      `row ${row} selected`,
      (id) => document.querySelector('regular-table table')?.getAttribute('aria-activedescendant') === id,
      `row-${row}`,
    );

  it('holds and draws only what is on screen of ten million rows', async () => {
    const { page } = await open({ rows: tenMillion });
    await inspector.untilRow(tenMillion - 1);
    const drawn = await page.$$eval('regular-table tbody tr', (rows) => rows.length);
    assert.ok(drawn < 60, `${drawn} rows drawn`);
    const asked = await inspector.harness((harness) =>
      harness.log
        .filter(({ method }) => method === 'capture/window')
        .map(({ params }) => (params as { count: number }).count),
    );
    assert.ok(asked.reduce((sum, count) => sum + count, 0) < 1000, `asked for ${asked.join()} rows`);
  });

  it('is a table to a screen reader: roles, counts, indexes and names', async () => {
    const { page } = await open({ rows: tenMillion });
    await inspector.untilRow(tenMillion - 1);
    const grid = page.getByRole('grid', { name: 'Messages' });
    assert.equal(await grid.getAttribute('aria-rowcount'), String(tenMillion + 1));
    assert.equal(await grid.getAttribute('aria-colcount'), '8');
    assert.equal(await page.getByRole('columnheader').count(), 8);
    assert.equal(await page.getByRole('columnheader', { name: 'Topic or routing id' }).count(), 1);
    const last = page.locator(`#row-${tenMillion - 1}`);
    assert.equal(await last.getAttribute('aria-rowindex'), String(tenMillion + 1));
    assert.equal(await last.getByRole('gridcell').count(), 8);
    assert.equal(await last.locator('[data-column=direction]').getAttribute('aria-label'), 'received');
  });

  it('reaches every row with the keyboard and says which one is selected', async () => {
    const { page } = await open({ rows: tenMillion });
    await inspector.untilRow(tenMillion - 1);
    await page.focus('regular-table table');
    await page.keyboard.press('Home');
    await untilSelected(0);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    await untilSelected(1);
    await page.keyboard.press('PageDown');
    await inspector.until('a page further', () => {
      const id = document.querySelector('regular-table table')?.getAttribute('aria-activedescendant') ?? '';
      return Number(id.slice(4)) > 20;
    });
    const page1 = Number((await selected())?.slice(4));
    await page.keyboard.press('PageUp');
    await untilSelected(1);
    assert.ok(page1 < 60);
    await page.keyboard.press('End');
    await untilSelected(tenMillion - 1);
    await page.keyboard.press('ArrowUp');
    await untilSelected(tenMillion - 2);
    assert.equal(await page.getAttribute(`#row-${tenMillion - 2}`, 'aria-selected'), 'true');
    await page.keyboard.press('Escape');
    await inspector.until('no selection', () => !document.querySelector('tr.selected'));
  });

  it('opens the details with Enter and comes back with Escape', async () => {
    const { page } = await open({ rows: 100, state: { detailsVisible: false } });
    await page.focus('regular-table table');
    await page.keyboard.press('End');
    await untilSelected(99);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tab.on:focus');
    await page.keyboard.press('Escape');
    await page.waitForSelector('regular-table table:focus');
  });

  it('follows the newest until somebody scrolls up, and again after End', async () => {
    const { page } = await open({ rows: 1000 });
    await inspector.untilRow(999);
    await inspector.harness((harness) => {
      harness.capture.append(500);
      harness.tick();
    });
    await inspector.untilRow(1499);
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, -440);
    await inspector.until(
      'not following',
      () => document.querySelector('.follow')?.getAttribute('aria-pressed') === 'false',
    );
    await inspector.until('scrolled', () => !document.getElementById('row-1499'));
    const before = await inspector.rows();
    await inspector.harness((harness) => {
      harness.capture.append(500);
      harness.tick();
    });
    await inspector.until(
      'the scroll bar to grow',
      () => document.querySelector('regular-table')!.scrollHeight > 40_000,
    );
    assert.deepEqual(await inspector.rows(), before);
    await page.focus('regular-table table');
    await page.keyboard.press('End');
    await inspector.untilRow(1999);
    await inspector.harness((harness) => {
      harness.capture.append(1);
      harness.tick();
    });
    await inspector.untilRow(2000);
  });

  for (const filter of ['', 'AAPL']) {
    it(`stays where a row is clicked while newer rows are on their way${filter && ', under a filter too'}`, async () => {
      const { page } = await open({ rows: 2000 });
      await inspector.untilRow(1999);
      if (filter) await inspector.filter(filter);
      await inspector.until('rows', () => document.querySelectorAll('tr.pending').length === 0);
      const before = await inspector.rows();
      await inspector.harness((harness) => {
        harness.log.length = 0;
        harness.answerDelayMs = 400;
        harness.capture.append(900);
        harness.tick();
      });
      await inspector.until('newer rows asked for', () =>
        window.harness.log.some(({ method }) => /window|locate/.test(method)),
      );
      const row = before.at(-5)!;
      await select(row);
      await inspector.harness((harness) => {
        harness.capture.append(900);
        harness.tick();
      });
      await inspector.until('every answer', () => window.harness.answersDue === 0);
      await inspector.harness((harness) => (harness.answerDelayMs = 0));
      await untilSelected(row);
      await page.evaluate(() => new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 300)));
      assert.deepEqual(await inspector.rows(), before);
      assert.equal(await page.getAttribute('.follow', 'aria-pressed'), 'false');
    });
  }

  it('redraws at most about ten times a second while a flood arrives', async () => {
    await open({ rows: 1000 });
    await inspector.harness((harness) => harness.flow(200_000));
    const windows = await inspector.page.evaluate(async (method) => {
      const before = window.harness.countOf(method);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      return window.harness.countOf(method) - before;
    }, captureWindow.method);
    await inspector.harness((harness) => harness.flow(0));
    assert.ok(windows > 0 && windows <= 24, `${windows} windows in two seconds`);
  });

  for (const rows of [20_000, 3_000_000]) {
    it(`keeps the rows on screen where they are while older ones of ${rows} are evicted`, async () => {
      await open({ rows });
      const middle = rows / 2;
      await stopFollowingAt(middle);
      const before = await inspector.rows();
      for (let round = 1; round <= 3; round++) {
        await inspector.harness((harness) => {
          harness.capture.append(500);
          harness.capture.evict(1000);
          harness.tick();
        });
        const total = rows - round * 500;
        await inspector.until(
          'the eviction',
          (count) => document.querySelector('regular-table table')?.getAttribute('aria-rowcount') === count,
          String(total + 1),
        );
        assert.deepEqual(await inspector.rows(), before);
      }
    });
  }

  it('keeps the rows on screen under a filter too', async () => {
    await open({ rows: 20_000 });
    await inspector.filter('AAPL');
    await stopFollowingAt(10_002);
    const before = await inspector.rows();
    assert.ok(before.length > 20 && before.every((row) => row % 3 === 0));
    await inspector.harness((harness) => {
      harness.capture.append(300);
      harness.capture.evict(3000);
      harness.tick();
    });
    await inspector.until('the eviction', () =>
      /^5,\d+ of 17,300$/.test(document.querySelector('.filter-count')?.textContent ?? ''),
    );
    await inspector.until(
      'the new index',
      () =>
        Number(document.querySelector('regular-table tbody tr[id]')?.getAttribute('aria-rowindex')) < 2400,
    );
    assert.deepEqual(await inspector.rows(), before);
  });

  it('shows the oldest kept rows when those on screen were evicted', async () => {
    await open({ rows: 5000 });
    await stopFollowingAt(100);
    await inspector.harness((harness) => {
      harness.capture.evict(1000);
      harness.tick();
    });
    await inspector.untilRow(1000);
  });

  it('scrolls by the pixel in ten million rows', async () => {
    const { page } = await open({ rows: tenMillion });
    await stopFollowingAt(5_000_000);
    const [first] = await inspector.rows();
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, 66);
    await inspector.until(
      'three rows further',
      (row) => document.querySelector('regular-table tbody tr')?.id === row,
      `row-${first! + 3}`,
    );
  });

  it('jumps to any place of ten million rows by the scroll bar', async () => {
    const { page } = await open({ rows: tenMillion });
    for (const share of [0, 0.25, 0.5, 1]) {
      await page.$eval(
        'regular-table',
        (table, at) => (table.scrollTop = at * (table.scrollHeight - table.clientHeight)),
        share,
      );
      const expected = Math.round(share * (tenMillion - 33));
      await inspector.until(
        `the rows at ${share}`,
        (row) =>
          Math.abs(Number(document.querySelector('regular-table tbody tr[id]')?.id.slice(4)) - row) < 40,
        expected,
      );
    }
    await inspector.untilRow(tenMillion - 1);
  });

  it('has one window request under way at a time and asks for the newest place next', async () => {
    const { page } = await open({ rows: tenMillion });
    await inspector.harness((harness) => {
      harness.answerDelayMs = 30;
      harness.log.length = 0;
    });
    await page.evaluate(async () => {
      const table = document.querySelector('regular-table')!;
      for (let i = 0; i < 20; i++) {
        table.scrollTop = 100_000 + i * 300_000;
        await new Promise(requestAnimationFrame);
      }
    });
    const expected = await page.$eval('regular-table', (table) => {
      const share = table.scrollTop / (table.scrollHeight - table.clientHeight);
      return Math.round(share * 10_000_000);
    });
    await inspector.until(
      'the last place',
      (row) =>
        Math.abs(Number(document.querySelector('regular-table tbody tr[id]')?.id.slice(4)) - row) < 400,
      expected,
    );
    const windows = await inspector.harness((harness) => harness.countOf('capture/window'));
    assert.ok(windows < 20, `${windows} requests for 20 places`);
  });

  it('marks what the filter matched and counts n of m', async () => {
    const { page } = await open({ rows: 3000 });
    await inspector.filter('topic:ticks.* size>=64 NVDA');
    assert.match(await inspector.text('.filter-count'), /^\d{3} of 3,000$/);
    await page.waitForSelector('td[data-column=topic] mark');
    const marks = await page.$$eval('td mark', (all) => [...new Set(all.map((mark) => mark.textContent))]);
    assert.deepEqual(marks, ['NVDA']);
    await inspector.filter('');
    await inspector.until('no marks', () => document.querySelectorAll('td mark').length === 0);
  });

  it('shows times of day, since the first message, or since the row above', async () => {
    const { page } = await open({ rows: 50 });
    const timeOf = (row: number) => inspector.text(`#row-${row} td[data-column=time]`);
    assert.match(await timeOf(49), /^\+0\.20\d{4}$/);
    const choose = async (name: string) => {
      await page.click('header-bar [title="How times show"]');
      await page.getByRole('menuitemradio', { name }).click();
    };
    await choose('Absolute');
    await inspector.until('clock times', () =>
      /\d\d:31:00\.20\d \d{3}/.test(
        document.querySelector('#row-49 td[data-column=time]')?.textContent ?? '',
      ),
    );
    await choose('Delta');
    await inspector.until('intervals', () =>
      /ms$/.test(document.querySelector('#row-49 td[data-column=time]')?.textContent ?? ''),
    );
  });

  it('hides columns from the menu, resizes them by dragging, and fills the width', async () => {
    const { page } = await open({ rows: 50 });
    await page.click('header-bar [title="Which columns show"]');
    await page.getByRole('menuitemcheckbox', { name: 'Frames' }).click();
    await page.keyboard.press('Escape');
    await inspector.until(
      'seven columns',
      () => document.querySelectorAll('regular-table thead th').length === 7,
    );
    const widthOf = (column: string) =>
      page.$eval(`th[data-column=${column}]`, (th) => th.getBoundingClientRect().width);
    const before = await widthOf('topic');
    const handle = (await page.locator('th[data-column=topic] .rt-column-resize').boundingBox())!;
    await page.mouse.move(handle.x + 3, handle.y + 8);
    await page.mouse.down();
    await page.mouse.move(handle.x + 63, handle.y + 8, { steps: 4 });
    await page.mouse.up();
    await inspector.until(
      'a wider column',
      (width) => document.querySelector('th[data-column=topic]')!.getBoundingClientRect().width > width + 50,
      before,
    );
    const edges = await page.evaluate(() => ({
      preview: document.querySelector('th[data-column=preview]')!.getBoundingClientRect().right,
      grid: document.querySelector('message-grid')!.getBoundingClientRect().right,
    }));
    assert.ok(edges.grid - edges.preview < 14, JSON.stringify(edges));
  });

  it('copies the selected message with Ctrl+C', async () => {
    const { page } = await open({ rows: 50 });
    await select(48);
    await page.focus('regular-table table');
    await page.keyboard.press('Control+c');
    await inspector.until('the copy', () => window.harness.countOf('inspector/copy') === 1);
    const copied = await inspector.harness(
      (harness) => harness.log.find(({ method }) => method === 'inspector/copy')?.params,
    );
    assert.match((copied as { text: string }).text, /^ticks\.AAPL\n\{"symbol":"AAPL"/);
    assert.equal(inspectorCopy.method, 'inspector/copy');
  });

  it('filters by the topic of a row from its context menu', async () => {
    const { page } = await open({ rows: 300 });
    await page.click('#row-299 td', { button: 'right' });
    await page.getByRole('menuitem', { name: /Filter by Topic/ }).click();
    await inspector.until('the filter', () =>
      / of 300$/.test(document.querySelector('.filter-count')?.textContent ?? ''),
    );
    assert.match(await page.inputValue('filter-bar input'), /^topic=/);
  });

  it('asks for nothing and stops watching while it is hidden', async () => {
    const { page } = await open({ rows: 1000 });
    const setVisibility = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await setVisibility('hidden');
    await inspector.until('no watching', () => {
      const watches = window.harness.log.filter(({ method }) => method === 'capture/watch');
      return (watches.at(-1)?.params as { watch: boolean }).watch === false;
    });
    const asked = await page.evaluate(async () => {
      const { harness } = window;
      // What was on its way when the page was hidden may still arrive.
      await new Promise((resolve) => setTimeout(resolve, 1200));
      const before = harness.log.length;
      harness.flow(10_000);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return harness.log.slice(before).map(({ method }) => method);
    });
    assert.deepEqual(asked, []);
    await setVisibility('visible');
    await inspector.until('rows again', () => window.harness.countOf('capture/window') > 1);
    assert.equal(captureWatch.method, 'capture/watch');
  });

  it('comes back after a reload as it was: filter, place, selection, columns', async () => {
    const { page } = await open({ rows: 20_000 });
    await inspector.filter('topic:ticks.*');
    await stopFollowingAt(9000);
    await select(9002);
    await page.click('header-bar [title="Which columns show"]');
    await page.getByRole('menuitemcheckbox', { name: 'Size' }).click();
    await page.keyboard.press('Escape');
    await inspector.until('the saved states', () => {
      interface Saved {
        readonly selectedRow?: number;
        readonly columns: readonly { id: string; visible: boolean }[];
      }
      const { savedState, log } = window.harness;
      const sent = log.filter(({ method }) => method === 'inspector/saveState').at(-1)?.params;
      return [savedState, sent].every((state) => {
        const { selectedRow, columns = [] } = (state ?? {}) as Partial<Saved>;
        return selectedRow === 9002 && columns.some(({ id, visible }) => id === 'size' && !visible);
      });
    });
    const before = await inspector.rows();
    const savedState = await inspector.harness((harness) => harness.savedState);
    const sent = await inspector.harness(
      (harness) => harness.log.filter(({ method }) => method === 'inspector/saveState').at(-1)?.params,
    );
    assert.deepEqual(sent, savedState);
    const { faults } = inspector;
    await inspector.close();
    assert.deepEqual(faults, []);

    await open({ rows: 20_000, savedState, state: { filter: 'older than what the page saved' } });
    await inspector.untilRow(9002);
    assert.deepEqual(await inspector.rows(), before);
    assert.equal(await inspector.page.inputValue('filter-bar input'), 'topic:ticks.*');
    assert.equal(await inspector.page.$$eval('tr.selected', ([row]) => row?.id), 'row-9002');
    assert.equal(await inspector.page.$('th[data-column=size]'), null);
    assert.equal(await inspector.text('.detail-title b'), '#9,002');
  });

  it('holds still while paused, says how many are newer, and goes on', async () => {
    const { page } = await open({ rows: 1000 });
    await inspector.untilRow(999);
    await page.click('header-bar button:has-text("Pause")');
    await page.waitForSelector('header-bar button:has-text("Resume")');
    await inspector.harness((harness) => {
      harness.capture.append(200);
      harness.tick();
    });
    await page.waitForSelector('status-line :text("paused, 200 newer")');
    assert.equal((await inspector.rows()).at(-1), 999);
    await page.click('header-bar button:has-text("Resume")');
    await inspector.untilRow(1199);
  });

  it('follows the newest again after clearing, where nothing but a selection had ended it', async () => {
    const { page } = await open({ rows: 1000 });
    const pressed = () => page.getAttribute('.follow', 'aria-pressed');
    const cleared = () =>
      inspector.until('nothing selected', () => !document.querySelector('detail-pane .detail-title'));
    await inspector.untilRow(999);
    await page.click('#row-995 td[data-column=time]');
    await page.waitForSelector('.follow[aria-pressed=false]');
    await page.waitForSelector('detail-pane .detail-title');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForSelector('.follow[aria-pressed=true]');
    await cleared();

    await inspector.harness((harness) => {
      harness.capture.append(500);
      harness.tick();
    });
    await inspector.untilRow(1499);
    await page.click('#row-1495 td[data-column=time]');
    await page.mouse.wheel(0, -440);
    await inspector.until('scrolled', () => !document.getElementById('row-1499'));
    // A command of the host clears as well.
    await inspector.harness((harness) => {
      harness.capture.clear();
      harness.tick();
    });
    await cleared();
    assert.equal(await pressed(), 'false');
  });

  it('empties when cleared and counts what was dropped', async () => {
    const { page } = await open({ rows: 1000 });
    await page.click('header-bar button:has-text("Clear")');
    await page.waitForSelector('.grid-empty');
    await page.waitForSelector('status-line :text("1,000 cleared")');
    await inspector.harness((harness) => {
      harness.capture.append(5);
      harness.tick();
    });
    await inspector.untilRow(1004);
    assert.equal(await page.$('.grid-empty'), null);
  });
});
