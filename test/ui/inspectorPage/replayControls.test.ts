import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ReplaySnapshot } from '../../../src/protocol/replay';
import type { PageOptions } from './inspectorPage';
import { InspectorPages } from './inspectorPages';

describe('the controls of a replay in the inspector page', () => {
  const pages = new InspectorPages();
  let page: Page;

  const open = async (options: Partial<PageOptions> = {}) => {
    page = await pages.open({ rows: 3000, isRecording: true, ...options });
    return page;
  };
  const bar = () => page.getByRole('group', { name: 'Replay', exact: true });
  const button = (name: string | RegExp) => bar().getByRole('button', { name, exact: true });
  const asked = () => pages.paramsOf('inspector/replayControl');
  const goOn = (messages: number, change: Partial<ReplaySnapshot> = {}) =>
    pages.inspector.harness((harness, args) => harness.goOn(args.messages, args.change), {
      messages,
      change,
    });
  const until = (text: string) => page.waitForSelector(`replay-bar:has-text(${JSON.stringify(text)})`);
  const pressed = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  describe('before there is one', () => {
    it('are a button in the header, which stands out where a recording shows', async () => {
      await open();
      const replay = page.getByRole('toolbar').getByRole('button', { name: 'Replay' });
      assert.equal(await bar().getByRole('button').count(), 0);
      assert.match((await replay.getAttribute('class')) ?? '', /primary/);
      await replay.click();
      await replay.press('Enter');
      await pages.inspector.until('both', () => window.harness.countOf('inspector/runCommand') === 2);
      assert.deepEqual(await pages.paramsOf('inspector/runCommand'), [
        { command: 'zeromq.replay.start' },
        { command: 'zeromq.replay.start' },
      ]);
      await pages.inspector.harness((harness) => harness.startReplay());
      await until('0 of 3,000');
      assert.ok(await replay.isDisabled());
      await goOn(0, { state: 'stopped' });
      await until('Stopped at');
      assert.ok(await replay.isEnabled());
    });

    it('wait for messages in a live session', async () => {
      await open({ rows: 0, isRecording: false });
      const replay = page.getByRole('toolbar').getByRole('button', { name: 'Replay' });
      assert.ok(await replay.isDisabled());
      await pages.inspector.harness((harness) => {
        harness.capture.append(5);
        harness.tick();
      });
      await page.waitForSelector('header-bar button:has-text("Replay"):not([disabled])');
    });
  });

  describe('while it runs', () => {
    it('pause, step, resume and stop it by mouse', async () => {
      await open({ replay: {} });
      await button('Pause the replay').click();
      await until('Paused at 0 of 3,000');
      await button('Send one message and stay paused').click();
      await until('Paused at 1 of 3,000');
      await button('Resume the replay').click();
      await button('Pause the replay').waitFor();
      await button('Stop the replay').click();
      await until('Stopped at 1 of 3,000');
      assert.deepEqual(await asked(), [
        { action: 'pause' },
        { action: 'step' },
        { action: 'resume' },
        { action: 'stop' },
      ]);
    });

    it('do so by keyboard, and keep the focus when they change', async () => {
      await open({ replay: {} });
      await page.getByRole('slider', { name: 'Time range' }).focus();
      // Position, start and end mark, and then the buttons.
      await pressed('Tab', 'Tab', 'Tab', 'Tab', 'Enter');
      await button('Resume the replay').waitFor();
      await pressed('Tab', 'Space');
      await until('Paused at 1 of 3,000');
      await pressed('Shift+Tab', 'Enter');
      await button('Pause the replay').waitFor();
      await pressed('Tab', 'Tab', 'Enter');
      await until('Stopped at');
      await page.waitForSelector('replay-bar vscode-button:focus');
      await pressed('Enter');
      await pages.untilCalled('inspector/runCommand');
    });

    it('tell progress, failures, loops, replies, lateness and where it goes', async () => {
      await open({ replay: { loops: 5, loop: 2, replies: 1203 } });
      await goOn(1204, { failed: 3, error: { code: 'x', message: 'No peer has this routing id.' } });
      await until('1,204 of 3,000 · 1,203 replies');
      const text = await pages.inspector.text('.replay-controls');
      assert.match(text, /4\.977 s \/ 12\.407 s/);
      assert.match(text, /3 failed.*loop 2 of 5.*→ PUB tcp:\/\/127\.0\.0\.1:5600.*late p99 410 µs/);
      assert.equal(await page.getAttribute('.replay-failed', 'title'), 'No peer has this routing id.');
      assert.match((await page.getAttribute('.replay-late', 'title')) ?? '', /99 % within 410 µs/);
      await goOn(0, { loops: 0 });
      await until('loop 2 of ∞');
    });

    it('say when the state changes and nothing in between', async () => {
      await open({ replay: {} });
      await page.evaluate(() => {
        const said: string[] = [];
        const element = document.querySelector('.spoken')!;
        new MutationObserver(() => said.push(element.textContent)).observe(element, {
          childList: true,
          characterData: true,
          subtree: true,
        });
        Object.assign(window, { said });
      });
      for (let i = 1; i <= 20; i++) await goOn(10);
      await until('200 of 3,000');
      await goOn(0, { state: 'paused' });
      await until('Paused at');
      await goOn(2800, { state: 'finished' });
      await until('Replayed');
      await pages.inspector.until('the end', () =>
        (window as unknown as { said: string[] }).said.some((text) => text.includes('finished')),
      );
      assert.deepEqual(await page.evaluate(() => (window as unknown as { said: string[] }).said), [
        'Replay paused at 200 of 3,000',
        'Replay finished, 3,000 sent',
      ]);
      assert.equal(
        await page.$$eval('replay-bar [aria-live], replay-bar [role=status]', (all) => all.length),
        0,
      );
    });

    it('show above the page why something was refused', async () => {
      await open({ replay: {} });
      await pages.inspector.harness((harness) => harness.failing.add('inspector/replayControl'));
      await button('Pause the replay').click();
      await page.getByRole('alert').filter({ hasText: 'Synthetic failure.' }).waitFor();
      assert.equal(await button('Pause the replay').count(), 1);
    });

    it('take that away with what goes well, and with the end', async () => {
      await open({ replay: {} });
      const alert = page.getByRole('alert').filter({ hasText: 'Synthetic failure.' });
      const fail = (isFailing: boolean) =>
        pages.inspector.harness(
          ({ failing }, fails) => void failing[fails ? 'add' : 'delete']('inspector/replayControl'),
          isFailing,
        );
      await fail(true);
      await button('Pause the replay').click();
      await alert.waitFor();
      await fail(false);
      await button('Pause the replay').click();
      await until('Paused at');
      await alert.waitFor({ state: 'detached' });
      await fail(true);
      await button('Resume the replay').click();
      await alert.waitFor();
      await goOn(3000, { state: 'finished' });
      await until('Replayed');
      await alert.waitFor({ state: 'detached' });
    });
  });

  it('have the address that its peers need, to be copied', async () => {
    await open({ replay: { state: 'waiting', peers: 0, awaitPeers: 1 } });
    await until('→ PUB tcp://127.0.0.1:5600');
    await button('Copy tcp://127.0.0.1:5600').click();
    await pages.untilCalled('inspector/copy');
    assert.deepEqual(await pages.paramsOf('inspector/copy'), [{ text: 'tcp://127.0.0.1:5600' }]);
  });

  it('tell how many peers it waits for, and start it now', async () => {
    await open({ replay: { state: 'waiting', peers: 0, awaitPeers: 2 } });
    await until('Waiting for peers: 0 of 2');
    await goOn(0, { peers: 1 });
    await until('Waiting for peers: 1 of 2');
    await button('Start Now').focus();
    await pressed('Enter');
    await until('0 of 3,000');
    assert.deepEqual(await asked(), [{ action: 'resume' }]);
    await page.waitForSelector('replay-bar button:focus');
  });

  describe('the timing', () => {
    const menu = () => page.locator('timing-control button');

    it('is chosen from a menu by mouse and by keyboard', async () => {
      await open({ replay: {} });
      await menu().click();
      await page.getByRole('menuitemradio', { name: '5×', exact: true }).click();
      await page.waitForSelector('timing-control:has-text("5×")');
      await menu().press('Enter');
      await pressed('End', 'Enter');
      await page.waitForSelector('timing-control:has-text("Full speed")');
      assert.deepEqual(await asked(), [
        { action: 'timing', timing: { kind: 'original', speed: 5 } },
        { action: 'timing', timing: { kind: 'fast' } },
      ]);
      await menu().click();
      assert.equal(
        await page.locator('[role=menuitemradio][aria-checked=true]').textContent(),
        'As Fast as the Socket Takes',
      );
    });

    it('can be any speed from 0.01 to 100 and any rate', async () => {
      await open({ replay: {} });
      await menu().click();
      await page.getByRole('menuitem', { name: 'Other Speed…' }).click();
      const speed = page.getByLabel('Times the original speed, 0.01 to 100');
      await page.waitForSelector('timing-control input:focus');
      await speed.fill('0.001');
      await pressed('Enter');
      assert.deepEqual(await asked(), []);
      await speed.fill('0.05');
      await pressed('Enter');
      await page.waitForSelector('timing-control:has-text("0.05×") button:focus');
      await pressed('Enter');
      await page.getByRole('menuitemradio', { name: 'Fixed Rate…' }).click();
      await page.getByLabel('Messages a second').fill('1200');
      await pressed('Enter');
      await page.waitForSelector('timing-control:has-text("1,200/s")');
      assert.deepEqual(await asked(), [
        { action: 'timing', timing: { kind: 'original', speed: 0.05 } },
        { action: 'timing', timing: { kind: 'rate', perSecond: 1200 } },
      ]);
      await pressed('Enter', 'End', 'ArrowUp', 'Enter');
      await page.waitForSelector('timing-control input:focus');
      assert.equal(await page.getByLabel('Messages a second').inputValue(), '1200');
      await pressed('Escape');
      await page.waitForSelector('timing-control button:focus');
      assert.equal((await asked()).length, 2);
    });
  });

  describe('when it is over', () => {
    it('sum up what was sent, what failed and why, replies and lateness, and go', async () => {
      await open({ replay: { loops: 3, loop: 3, replies: 2990 } });
      const error = { code: 'replay/noPeer', message: 'No peer has this routing id.' };
      await goOn(3000, { state: 'finished', sent: 8997, failed: 3, ranMs: 41_300, error });
      await until('Replayed');
      assert.match(
        await pages.inspector.text('.replay-facts'),
        /8,997 sent in 3 loops in 41\.300 s, 218\/s 3 failed 2,990 replies late: p50 80\.0 µs, p99 410 µs, max 1\.9 ms → PUB tcp.* Last failure: No peer has this routing id\./,
      );
      assert.equal(await page.getByRole('slider', { name: 'Replay position' }).count(), 0);
      await button('Close the summary').click();
      await pages.untilCalled('inspector/replayDismiss');
      await page.waitForSelector('replay-strip', { state: 'detached' });
      await page.waitForSelector('regular-table table:focus');
    });

    it('go by keyboard as well, and come with the next one', async () => {
      await open({ replay: { state: 'stopped' } });
      await button('Close the summary').focus();
      await pressed('Space');
      await page.waitForSelector('replay-strip', { state: 'detached' });
      await pages.inspector.harness((harness) => harness.startReplay({ replay: 'replay-2' }));
      await button('Pause the replay').waitFor();
    });

    it('alert that it failed, why, and what can be done', async () => {
      await open({ replay: {} });
      const message = 'The session that sent was closed or reopened, so the replay ended.';
      await goOn(20, { state: 'failed', error: { code: 'x', message, action: 'openSettings' } });
      await bar().getByRole('alert').filter({ hasText: message }).waitFor();
      assert.match(await pages.inspector.text('.replay-facts'), /20 sent 0 failed/);
      await button('Open Settings').click();
      await button('Replay Again…').click();
      await pages.inspector.until('both', () => window.harness.countOf('inspector/runCommand') === 2);
      assert.deepEqual(await pages.paramsOf('inspector/runCommand'), [
        { command: 'zeromq.session.openSettings' },
        { command: 'zeromq.replay.start' },
      ]);
    });
  });
});
