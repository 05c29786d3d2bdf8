import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { InspectorState } from '../../../src/protocol/inspector';
import type { ReplayControl, ReplaySnapshot } from '../../../src/protocol/replay';
import type { PageOptions } from './inspectorPage';
import { InspectorPages } from './inspectorPages';

describe('the playhead and the marks of a replay in the inspector page', () => {
  const pages = new InspectorPages();
  let page: Page;
  let area: { x: number; y: number; width: number; height: number };
  let firstMs: number;
  let lastMs: number;

  const open = async (replay: Partial<ReplaySnapshot> = {}, options: Partial<PageOptions> = {}) => {
    page = await pages.open({ rows: 3000, isRecording: true, replay, ...options });
    await page.waitForSelector('[role=slider][aria-label="Time range"][aria-disabled=false]');
    area = (await page.locator('.strip-area').boundingBox())!;
    [firstMs, lastMs] = await pages.inspector.harness(
      ({ capture }) => [capture.timeMs(0), capture.timeMs(2999)] as const,
    );
  };
  const handle = (name: 'Replay position' | 'Start mark' | 'End mark') => page.getByRole('slider', { name });
  const asked = async () => (await pages.paramsOf('inspector/replayControl')) as ReplayControl[];
  const untilAsked = (count: number) =>
    pages.inspector.until(
      `${count} controls`,
      (wanted) => window.harness.countOf('inspector/replayControl') === wanted,
      count,
    );
  const goOn = (messages: number, change: Partial<ReplaySnapshot> = {}) =>
    pages.inspector.harness((harness, args) => harness.goOn(args.messages, args.change), {
      messages,
      change,
    });
  const until = (text: string) => page.waitForSelector(`replay-bar:has-text(${JSON.stringify(text)})`);
  const at = (share: number) => area.x + area.width * share;
  const middle = () => area.y + area.height / 2;
  /** Where something is, as a share of the strip. */
  const shareOf = async (selector: string) => {
    const box = (await page.locator(selector).boundingBox())!;
    return (box.x + box.width / 2 - area.x) / area.width;
  };
  const drag = async (from: { x: number; y: number }, toShare: number) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(at(toShare), from.y, { steps: 5 });
  };
  const middleOf = async (name: Parameters<typeof handle>[0]) => {
    const box = (await handle(name).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const near = (actual: number | undefined, share: number, tolerance = 0.004) => {
    const found = ((actual ?? NaN) - firstMs) / (lastMs - firstMs);
    assert.ok(Math.abs(found - share) < tolerance, `${found} is not ${share}`);
  };
  const timeOf = (control: ReplayControl | undefined) =>
    control?.action === 'seek' ? control.timeMs : undefined;
  const pressed = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('stand where the replay is on the timeline above, which is not drawn again for that', async () => {
    await open();
    await page.evaluate(() => {
      const { prototype } = CanvasRenderingContext2D;
      const clearRect: (...box: number[]) => void = Reflect.get(prototype, 'clearRect');
      Object.assign(window, { drawings: 0 });
      prototype.clearRect = function (...box) {
        (window as unknown as { drawings: number }).drawings++;
        clearRect.apply(this, box);
      };
    });
    for (let i = 1; i <= 15; i++) await goOn(100);
    await until('1,500 of 3,000');
    await pages.inspector.until('the playhead', () => {
      const strip = document.querySelector('.strip-area')!.getBoundingClientRect();
      const line = document.querySelector('.playhead-line')!.getBoundingClientRect();
      return Math.abs((line.left + 1 - strip.left) / strip.width - 0.5) < 0.002;
    });
    const plot = (await page.locator('.timeline-plot').boundingBox())!;
    const line = (await page.locator('.playhead-line').boundingBox())!;
    assert.ok(line.y <= plot.y + 1 && line.y + line.height > plot.y + plot.height);
    assert.equal(await page.evaluate(() => (window as unknown as { drawings: number }).drawings), 0);
    await page.click('#row-1499 td');
    await pages.inspector.until(
      'a drawing of the selected message',
      () => (window as unknown as { drawings: number }).drawings > 0,
    );
  });

  it('jump to where the playhead is dropped, and only then', async () => {
    await open();
    await goOn(300);
    await drag(await middleOf('Replay position'), 0.6);
    await page.waitForSelector('replay-strip .timeline-tip:not([hidden])');
    await pages.inspector.until('the playhead to follow', () => {
      const knob = document.querySelector('.strip-handle.playhead')!;
      return Number(knob.getAttribute('aria-valuenow')) > 7000 || knob.getBoundingClientRect().x > 800;
    });
    assert.deepEqual(await asked(), []);
    await page.mouse.up();
    await untilAsked(1);
    near(timeOf((await asked())[0]), 0.6);
    await page.mouse.click(at(0.25), middle());
    await untilAsked(2);
    near(timeOf((await asked())[1]), 0.25);
  });

  it('stay when a drag is given up with Escape, or was only a click', async () => {
    await open();
    await goOn(300);
    await until('300 of 3,000');
    const before = await shareOf('.strip-handle.playhead');
    await drag(await middleOf('Replay position'), 0.6);
    await pressed('Escape');
    await page.mouse.up();
    const { x, y } = await middleOf('Replay position');
    await page.mouse.click(x, y);
    const mark = await middleOf('End mark');
    await page.mouse.click(mark.x, mark.y);
    assert.ok(Math.abs((await shareOf('.strip-handle.playhead')) - before) < 0.002);
    assert.deepEqual(await asked(), []);
  });

  it('show where a paused replay goes on until it did', async () => {
    await open({ state: 'paused' });
    await goOn(300);
    await page.mouse.click(at(0.5), middle());
    await until('Paused at 1,500 of 3,000');
    await goOn(0, { peers: 2 });
    await until('6.2');
    assert.ok(Math.abs((await shareOf('.strip-handle.playhead')) - 0.5) < 0.002);
    await page.getByRole('button', { name: 'Send one message and stay paused' }).click();
    await until('Paused at 1,501 of 3,000');
    await page.waitForSelector('#row-1500.replayed');
  });

  it('move by keyboard, and pause and set marks there', async () => {
    await open({ state: 'paused' });
    await goOn(1500);
    await handle('Replay position').focus();
    await page.waitForSelector('replay-strip .timeline-keys:has-text("jump")');
    await pressed('PageUp');
    await untilAsked(1);
    near(timeOf((await asked())[0]), 0.6);
    await pressed('ArrowLeft');
    await untilAsked(2);
    near(timeOf((await asked())[1]), 0.59);
    await pressed('Shift+ArrowRight');
    await untilAsked(3);
    near(timeOf((await asked())[2]), 0.591);
    assert.match(
      (await handle('Replay position').getAttribute('aria-valuetext')) ?? '',
      /^\d\d:31:07\.33\d, 1,77\d of 3,000$/,
    );
    await pressed('i');
    await untilAsked(4);
    await pressed('End', 'O', 'Space');
    await page.getByRole('button', { name: 'Pause the replay' }).waitFor();
    const marks = (await asked()).filter(({ action }) => action === 'marks');
    near(marks[0]?.action === 'marks' ? marks[0].startMs : undefined, 0.591);
    // At the very end there is nothing to mark.
    assert.equal(marks[1]?.action === 'marks' && marks[1].endMs, undefined);
    assert.deepEqual((await asked()).at(-1), { action: 'resume' });
  });

  it('ask only for the last of many jumps', async () => {
    await open({ state: 'paused' });
    await handle('Replay position').focus();
    await pages.inspector.harness((harness) => (harness.answerDelayMs = 200));
    for (let i = 0; i < 10; i++) await pressed('ArrowRight');
    await until('Paused at 300 of 3,000');
    const jumps = await asked();
    assert.ok(jumps.length < 10, String(jumps.length));
    near(timeOf(jumps.at(-1)), 0.1);
  });

  it('let marks be dragged, and shade what lies outside', async () => {
    await open({ state: 'paused' });
    await goOn(1500);
    await drag(await middleOf('Start mark'), 0.2);
    await page.waitForSelector('.strip-shade.before:not([hidden])');
    assert.deepEqual(await asked(), []);
    await page.mouse.up();
    await untilAsked(1);
    await drag(await middleOf('End mark'), 0.8);
    await page.mouse.up();
    await untilAsked(2);
    const [first, second] = await asked();
    assert.ok(first?.action === 'marks' && second?.action === 'marks');
    assert.equal(first.endMs, undefined);
    near(first.startMs, 0.2, 0.006);
    near(second.startMs, 0.2, 0.006);
    near(second.endMs, 0.8, 0.006);
    const shade = (await page.locator('.strip-shade.after').boundingBox())!;
    const plot = (await page.locator('.timeline-plot').boundingBox())!;
    assert.ok(shade.y <= plot.y + 1 && Math.abs(shade.x - at(0.8)) < 12);
    // Neither passes the other, and the playhead stays between them.
    await drag(await middleOf('Start mark'), 0.95);
    await page.mouse.up();
    await untilAsked(3);
    const [third] = (await asked()).slice(-1);
    assert.ok(third?.action === 'marks' && third.startMs === third.endMs);
  });

  it('move marks by keyboard and remove them', async () => {
    await open({ state: 'paused' });
    await handle('Start mark').focus();
    await pressed('PageUp');
    await untilAsked(1);
    await page.waitForSelector('.strip-shade.before:not([hidden])');
    await page.getByRole('slider', { name: 'End mark' }).focus();
    await pressed('PageDown');
    await untilAsked(2);
    await pressed('Delete');
    await untilAsked(3);
    await handle('Start mark').focus();
    await pressed('Delete');
    await untilAsked(4);
    await until('of 3,000');
    const [first, second, third, fourth] = (await asked()).map((control) =>
      control.action === 'marks' ? [control.startMs, control.endMs] : [],
    );
    near(first?.[0], 0.1);
    near(second?.[1], 0.9);
    assert.equal(third?.[1], undefined);
    assert.deepEqual([fourth?.[0], fourth?.[1]], [undefined, undefined]);
    assert.match((await handle('Start mark').getAttribute('aria-valuetext')) ?? '', /, not set$/);
  });

  it('are set at both ends by paging forward between I and O', async () => {
    await open({ state: 'paused' });
    await handle('Replay position').focus();
    for (const [count, key] of ['PageUp', 'i', 'PageUp', 'PageUp', 'o'].entries()) {
      await pressed(key);
      await untilAsked(count + 1);
    }
    const last = (await asked()).findLast(({ action }) => action === 'marks');
    assert.ok(last?.action === 'marks');
    near(last.startMs, 0.1);
    assert.ok(last.endMs !== undefined && last.endMs > (last.startMs ?? 0));
  });

  it('have a menu: marks here, around the selected time range, and none', async () => {
    await open({ state: 'paused' });
    await goOn(1500);
    const plot = (await page.locator('.timeline-plot').boundingBox())!;
    await page.mouse.move(at(0.3), plot.y + 20);
    await page.mouse.down();
    // Over the playhead's line: the brush belongs to the timeline.
    await page.mouse.move(at(0.7), plot.y + 20, { steps: 5 });
    await page.mouse.up();
    await pages.inspector.until(
      'the range',
      () => (window.harness.savedState as InspectorState | undefined)?.timeRange !== undefined,
    );
    assert.deepEqual(await asked(), []);
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'Marks' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('Around the Selected Time Range');
    await untilAsked(1);
    await choose('Start Here');
    await untilAsked(2);
    await page.getByRole('button', { name: 'Marks' }).press('Enter');
    await pressed('End', 'Enter');
    await untilAsked(3);
    const [around, here, none] = (await asked()).map((control) =>
      control.action === 'marks' ? [control.startMs, control.endMs] : [],
    );
    near(around?.[0], 0.3);
    near(around?.[1], 0.7);
    near(here?.[0], 0.5);
    assert.deepEqual([none?.[0], none?.[1]], [undefined, undefined]);
    assert.deepEqual((await asked())[2], { action: 'marks' });
  });

  it('stand still once it is over', async () => {
    await open();
    await goOn(1500, { state: 'stopped' });
    await until('Stopped at 1,500');
    await page.mouse.click(at(0.2), middle());
    await drag({ x: at(0.5), y: middle() }, 0.8);
    await page.mouse.up();
    assert.deepEqual(await asked(), []);
    assert.ok(Math.abs((await shareOf('.strip-handle.playhead')) - 0.5) < 0.002);
  });

  it('lie on the times of the timeline where only a part of it is replayed', async () => {
    await open();
    const [firstTimeMs, lastTimeMs] = await pages.inspector.harness(
      ({ capture }) => [capture.timeMs(1500), capture.timeMs(2250)] as const,
    );
    await goOn(0, { firstTimeMs, lastTimeMs, total: 751 });
    await until('0 of 751');
    await pages.inspector.until(
      'the shades',
      () => document.querySelectorAll('.strip-shade:not([hidden])').length === 2,
    );
    assert.ok(Math.abs((await shareOf('.strip-handle.playhead')) - 0.5) < 0.002);
    await page.mouse.click(at(0.1), middle());
    await untilAsked(1);
    near(timeOf((await asked())[0]), 0.5);
  });

  describe('in the grid', () => {
    const follow = () => page.getByRole('button', { name: 'Follow', exact: true });
    const sent = () => page.locator('tr.replayed');

    it('mark the row that was sent last, and keep it in sight', async () => {
      await open();
      await goOn(5);
      await page.waitForSelector('#row-4.replayed');
      assert.equal(await page.getAttribute('#row-4', 'aria-current'), 'true');
      await goOn(1);
      await page.waitForSelector('#row-5.replayed');
      assert.equal(await sent().count(), 1);
      assert.equal(await page.locator('[aria-current]').count(), 1);
      await goOn(1700);
      await page.waitForSelector('#row-1705.replayed');
      assert.equal(await follow().getAttribute('aria-pressed'), 'true');
    });

    it('leave the grid alone once it was scrolled or a row was chosen, and come back on demand', async () => {
      await open();
      await goOn(5);
      await page.waitForSelector('#row-4.replayed');
      await page.hover('#row-4');
      await page.mouse.wheel(0, 2200);
      await page.waitForSelector('button[aria-pressed=false]:has-text("Follow")');
      const rows = await pages.inspector.rows();
      await goOn(2000);
      await until('2,005 of 3,000');
      assert.ok((await pages.inspector.rows())[0]! < 500, `from ${rows[0]}`);
      await follow().click();
      await goOn(1);
      await page.waitForSelector('#row-2005.replayed');
      await page.click('#row-2005 td');
      await page.waitForSelector('button[aria-pressed=false]:has-text("Follow")');
      await follow().press('Enter');
      await page.waitForSelector('button[aria-pressed=true]:has-text("Follow")');
    });

    it('show where it jumped to before anything was sent from there', async () => {
      await open({ state: 'paused' });
      await page.mouse.click(at(0.5), middle());
      await pages.inspector.untilRow(1500);
    });

    it('give way to the newest in a live session, where one follows either', async () => {
      await open({}, { isRecording: false });
      await goOn(5);
      await until('5 of 3,000');
      assert.equal(await follow().getAttribute('aria-pressed'), 'false');
      assert.equal((await pages.inspector.rows()).at(-1), 2999);
      await follow().click();
      await goOn(1);
      await page.waitForSelector('#row-5.replayed');
      await page.getByRole('button', { name: 'Follow newest' }).click();
      await page.waitForSelector('replay-bar button[aria-pressed=false]:has-text("Follow")');
      await pages.inspector.untilRow(2999);
    });

    it('go where the filter hides it, too', async () => {
      await open();
      await pages.inspector.filter('topic:sensors.*');
      await goOn(2001);
      await pages.inspector.untilRow(2039);
      assert.equal(await sent().count(), 0);
    });
  });
});
