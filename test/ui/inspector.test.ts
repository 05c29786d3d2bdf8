import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Workbench } from './support/workbench';

const hostile = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';

describe('the inspector in the workbench', () => {
  let workbench: Workbench;
  let peer: Peer;
  before(async () => {
    workbench = await Workbench.start();
    peer = pyPeer();
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  /** Opens a session on a pyzmq socket that binds, with its inspector in front. */
  async function openOn(type: string, peerType: string, name: string) {
    const socket = await peer.open(peerType, { bind: ['tcp://127.0.0.1:*'] });
    const session = await workbench.execute<string>('zeromq.session.open', {
      type,
      name,
      endpoints: [`connect:${socket.endpoint}`],
    });
    await workbench.execute('zeromq.inspector.open', { session });
    return { socket, session, frame: await workbench.inspector(name) };
  }

  const untilRow = (frame: Frame, row: number) => frame.waitForSelector(`#row-${row}`);

  async function filter(frame: Frame, text: string): Promise<void> {
    await frame.getByRole('combobox', { name: 'Filter messages' }).fill(text);
  }

  describe('over what pyzmq pushes', () => {
    let socket: PeerSocket;
    let session: string;
    let frame: Frame;
    before(async () => {
      ({ socket, session, frame } = await openOn('PULL', 'PUSH', 'Tasks'));
      await socket.send(['first', hostile]);
      await socket.send(['second', '{"price": 101.5, "ok": true}']);
      await socket.send(['third', '{"price": 99.5, "ok": false}']);
      await untilRow(frame, 2);
    });

    it('shows markup as text, and the strict policy refuses nothing of our own', async () => {
      await frame.click('#row-0 td');
      await frame.getByRole('tab', { name: /^1/ }).click();
      await frame.waitForSelector('.frame-view:has-text("<script>window.pwned=1</script>")');
      const cell = await frame.locator('#row-0 td[data-column=preview]').textContent();
      assert.ok(cell?.includes('<img src=x onerror="window.pwned=1">'), cell ?? 'no preview');
      const found = await frame.evaluate(() => ({
        pwned: 'pwned' in window,
        elements: document.querySelectorAll('#root :is(img, script, iframe)').length,
        policy:
          document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '',
      }));
      assert.equal(found.pwned, false);
      assert.equal(found.elements, 0);
      assert.match(found.policy, /^default-src 'none'/);
      assert.doesNotMatch(found.policy, /unsafe/);
      assert.deepEqual(workbench.webviewErrors, []);
    });

    it('filters what was captured and what arrives, and counts n of m', async () => {
      await filter(frame, 'json.price > 100');
      await frame.waitForSelector('.filter-count:has-text("1 of 3")');
      await frame.waitForFunction(() => document.querySelectorAll('regular-table tbody tr[id]').length === 1);
      await socket.send(['fourth', '{"price": 250}']);
      await frame.waitForSelector('.filter-count:has-text("2 of 4")');
      await frame.waitForSelector('status-line :text("2 hidden by filter")');
    });

    it('underlines a mistake and says what is wrong', async () => {
      await filter(frame, 'size>many');
      const mistake = frame.locator('.filter-mistake');
      await mistake.waitFor();
      assert.match((await mistake.textContent()) ?? '', /size.*number/i);
      await filter(frame, '');
      await frame.waitForSelector('.filter-count:has-text("4")');
    });

    it('keeps its filter and selection when it was hidden, and when the window was reloaded', async () => {
      await filter(frame, 'json.ok = true or third');
      await frame.waitForSelector('.filter-count:has-text("2 of 4")');
      await frame.click('#row-2 td');
      await frame.waitForSelector('#row-2[aria-selected=true]');
      await workbench.execute('workbench.action.files.newUntitledFile');
      await workbench.page.locator('iframe.webview.ready:visible').waitFor({ state: 'hidden' });
      frame = await workbench.inspector('Tasks');
      await frame.waitForSelector('#row-2[aria-selected=true]');
      const text = await frame.getByRole('combobox', { name: 'Filter messages' }).inputValue();
      assert.equal(text, 'json.ok = true or third');

      await workbench.reload();
      // VS Code stores which editors were open once a minute and on losing focus, so the tab may have to be opened.
      await workbench.execute('zeromq.inspector.open', { session });
      frame = await workbench.inspector('Tasks');
      const restored = frame.getByRole('combobox', { name: 'Filter messages' });
      await restored.waitFor();
      assert.equal(await restored.inputValue(), 'json.ok = true or third');
      assert.equal((await workbench.session(session)).state, 'closed');
    });
  });

  it('goes on beside others that are opened after it', async () => {
    const first = await openOn('PULL', 'PUSH', 'Earlier');
    const second = await openOn('PULL', 'PUSH', 'Later');
    await workbench.execute('workbench.action.moveEditorToNextGroup');
    const pages = [0, 1].map((place) =>
      workbench.page
        .locator('iframe.webview.ready:visible')
        .nth(place)
        .contentFrame()
        .locator('iframe#active-frame')
        .contentFrame(),
    );
    // Nothing is clicked or asked for; rows come by themselves.
    for (const row of [0, 1, 2]) {
      for (const { socket } of [first, second]) await socket.send(`message ${row}`);
      for (const page of pages) await page.locator(`#row-${row}`).waitFor();
    }
    await workbench.execute('workbench.action.joinAllGroups');
    for (const { session } of [first, second]) await workbench.execute('zeromq.session.remove', { session });
  });

  it('sends what is typed, frame by frame, templates included', async () => {
    const { socket, frame } = await openOn('PAIR', 'PAIR', 'Talk');
    await frame.getByRole('textbox', { name: 'Value of frame 0' }).fill('n{{seq}}');
    await frame.getByRole('button', { name: 'Add a frame' }).click();
    await frame.getByRole('combobox', { name: 'Kind of frame 1' }).selectOption('hex');
    const second = frame.getByRole('textbox', { name: 'Value of frame 1' });
    await second.fill('00f');
    await frame.waitForSelector('.frame-mistake');
    await second.fill('00ff');
    await second.press('Control+Enter');
    const [message] = await socket.receive();
    assert.deepEqual(message, [Buffer.from('n1'), Buffer.from([0, 0xff])]);
    await untilRow(frame, 0);
    assert.equal(await frame.locator('#row-0 [data-column=direction]').getAttribute('aria-label'), 'sent');
  });

  it('answers the request it shows, and tells whose turn it is', async () => {
    const { socket, frame } = await openOn('REP', 'REQ', 'Service');
    await frame.waitForSelector('message-composer:has-text("request")');
    await socket.send('ping');
    await untilRow(frame, 0);
    await frame.waitForSelector('message-composer:has-text("Your turn: reply")');
    const reply = frame.getByRole('textbox', { name: 'Value of frame 0' });
    await reply.fill('pong');
    await reply.press('Control+Enter');
    assert.deepEqual(await socket.receiveText(), ['pong']);
  });

  it('sends a captured message again, byte by byte', async () => {
    const { socket, frame } = await openOn('PAIR', 'PAIR', 'Again');
    const bytes = [Buffer.alloc(0), Buffer.from([0, 1, 2, 255]), Buffer.from('{{seq}}')];
    await socket.send(bytes);
    await frame.click('#row-0 td');
    await frame.getByRole('button', { name: 'Send again as it is' }).click();
    assert.deepEqual(await socket.receive(), [bytes]);
    const large = Array.from({ length: 1500 }, (_, n) => Buffer.from(n % 3 ? `frame ${n}` : ''));
    await socket.send(large);
    await untilRow(frame, 2);
    await frame.click('#row-2 td');
    await frame.locator('.detail-title b', { hasText: '#2' }).waitFor();
    await frame.getByRole('button', { name: 'Send again as it is' }).click();
    assert.deepEqual(await socket.receive(), [large]);
  });

  it('draws in every theme', async () => {
    await workbench.inspector('Again');
    for (const theme of ['light', 'hc', 'hc-light', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`inspector-${theme}`);
    }
    assert.deepEqual(workbench.webviewErrors, []);
  });
});
