import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { OpenPeerSocket, Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Workbench } from './support/workbench';

describe('the composer in the workbench', () => {
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
  async function openOn(type: string, peerType: string, name: string, setup: OpenPeerSocket = {}) {
    const socket = await peer.open(peerType, { bind: ['tcp://127.0.0.1:*'], ...setup });
    const session = await workbench.execute<string>('zeromq.session.open', {
      type,
      name,
      endpoints: [`connect:${socket.endpoint}`],
    });
    await workbench.execute('zeromq.inspector.open', { session });
    return { socket, session, frame: await workbench.inspector(name) };
  }

  const field = (frame: Frame, index = 0) => frame.getByRole('textbox', { name: `Value of frame ${index}` });

  const textsOf = async (socket: PeerSocket, count: number) =>
    (await socket.receive(count)).map((frames) => frames.join('|'));

  async function send(frame: Frame, text: string): Promise<void> {
    await field(frame).fill(text);
    await field(frame).press('Control+Enter');
  }

  it('lists what was sent before, newest first, and takes one back, after a reload too', async () => {
    const { socket, session, frame } = await openOn('PUSH', 'PULL', 'Past');
    await send(frame, 'first');
    await send(frame, 'second {{seq 7}}');
    assert.deepEqual(await textsOf(socket, 2), ['first', 'second 7']);
    await frame.waitForSelector('.outcome:has-text("Sent as #1")');
    await frame.getByRole('button', { name: 'Sent before' }).click();
    assert.deepEqual(await frame.getByRole('menuitem').allInnerTexts(), ['second {{seq 7}}', 'first']);
    // The newest has the keyboard.
    await frame.press(':focus', 'ArrowDown');
    await frame.press(':focus', 'Enter');
    await frame.waitForFunction(() => document.querySelector('textarea')?.value === 'first');
    await workbench.reload();
    await workbench.execute('zeromq.session.open', { session });
    await workbench.execute('zeromq.inspector.open', { session });
    const again = await workbench.inspector('Past');
    await again.getByRole('button', { name: 'Sent before' }).click();
    assert.deepEqual(await again.getByRole('menuitem').allInnerTexts(), ['second {{seq 7}}', 'first']);
    await again.getByRole('menuitem', { name: 'first' }).click();
    await again.waitForFunction(() => document.querySelector('textarea')?.value === 'first');
    await field(again).press('Control+Enter');
    assert.deepEqual(await socket.receiveText(), ['first']);
  });

  it('sends a file that was chosen in the dialog', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    writeFileSync(path.join(workbench.folder, 'payload.bin'), bytes);
    const { socket, frame } = await openOn('PAIR', 'PAIR', 'File');
    await frame.getByRole('combobox', { name: 'Kind of frame 0' }).selectOption('file');
    await frame.waitForSelector('.frame-mistake:has-text("Choose a file for this frame.")');
    await frame.getByRole('button', { name: 'Choose a file', exact: true }).click();
    const dialog = workbench.quickInput;
    await dialog.getByText('payload.bin').click();
    await frame.waitForFunction(() => document.querySelector('textarea')?.value === 'payload.bin');
    await field(frame).press('Control+Enter');
    const [message] = await socket.receive();
    assert.deepEqual(message, [bytes]);
    await field(frame).fill('missing.bin');
    await field(frame).press('Control+Enter');
    await frame.waitForSelector('message-composer [role=alert]:has-text("missing.bin")');
  });

  it('offers the empty delimiter that a REP wants of a DEALER', async () => {
    const { socket, frame } = await openOn('DEALER', 'REP', 'Ask');
    await field(frame).fill('question');
    await frame.getByRole('checkbox', { name: /^Empty delimiter in front, as REP peers expect/ }).check();
    await frame.waitForSelector('textarea[placeholder="empty delimiter"]');
    assert.equal(await field(frame, 1).inputValue(), 'question');
    await field(frame, 1).press('Control+Enter');
    assert.deepEqual(await socket.receiveText(), ['question']);
    await socket.send('answer');
    await frame.waitForSelector('#row-1 td[data-column=preview]:has-text("answer")');
    await frame.getByRole('checkbox', { name: /^Empty delimiter/ }).uncheck();
    assert.equal(await field(frame).inputValue(), 'question');
  });

  it('repeats at a rate, as often as told, and until it is stopped', async () => {
    const { socket, frame } = await openOn('PUSH', 'PULL', 'Pulse');
    await field(frame).fill('{{seq}}');
    await frame.getByRole('checkbox', { name: 'Repeat' }).check();
    await frame.getByRole('spinbutton', { name: 'Messages a second' }).fill('200');
    await frame.getByRole('spinbutton', { name: /^How many messages/ }).fill('20');
    await frame.getByRole('button', { name: 'Start' }).click();
    const texts = await textsOf(socket, 20);
    assert.deepEqual(
      texts,
      Array.from({ length: 20 }, (_, i) => String(i + 1)),
    );
    await frame.waitForSelector('.outcome:has-text("20 of 20 sent")');
    await frame.getByRole('spinbutton', { name: /^How many messages/ }).fill('');
    await frame.getByRole('button', { name: 'Start' }).click();
    await socket.drain(30);
    await frame.getByRole('button', { name: 'Stop' }).click();
    await frame.getByRole('button', { name: 'Start' }).waitFor();
    const outcome = await frame.locator('.outcome').innerText();
    assert.match(outcome, /^\d+ sent$/);
    assert.equal(await frame.locator('.outcome').innerText(), outcome);
  });

  it('shows whose turn it is before a REQ sends, and takes turns', async () => {
    const { socket, frame } = await openOn('REQ', 'REP', 'Turns');
    await frame.waitForSelector('.turn:has-text("Your turn: send a request.")');
    await send(frame, 'request');
    assert.deepEqual(await socket.receiveText(), ['request']);
    await frame.waitForSelector('.turn:has-text("Waiting for the reply")');
    assert.equal(await frame.getByRole('button', { name: 'Send', exact: true }).isDisabled(), true);
    await socket.send('reply');
    await frame.waitForSelector('.turn:has-text("Your turn: send a request.")');
    await frame.waitForSelector('vscode-button[aria-disabled=false]:has-text("Send")');
  });

  /** Opens a menu until it has the item: it tells what was known when it was opened. */
  async function chooseFromMenu(frame: Frame, menu: string, label: string): Promise<void> {
    const item = frame.getByRole('menuitemradio', { name: label });
    for (;;) {
      await frame.getByRole('button', { name: menu }).click();
      await frame.getByRole('menu').waitFor();
      if (await item.isVisible()) break;
      await workbench.page.keyboard.press('Escape');
      await frame.getByRole('menu').waitFor({ state: 'detached' });
    }
    await item.click();
  }

  it('lets a ROUTER choose among printable and binary routing ids', async () => {
    const named = await peer.open('DEALER', {
      bind: ['tcp://127.0.0.1:*'],
      options: { ROUTING_ID: 'worker-1' },
    });
    const binary = await peer.open('DEALER', {
      bind: ['tcp://127.0.0.1:*'],
      options: { ROUTING_ID: Uint8Array.of(1, 0, 255) },
    });
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'ROUTER',
      name: 'Switch',
      endpoints: [`connect:${named.endpoint}`, `connect:${binary.endpoint}`],
    });
    await workbench.execute('zeromq.inspector.open', { session });
    const frame = await workbench.inspector('Switch');
    await named.send('hello');
    await binary.send('hello');
    await frame.waitForSelector('#row-1');
    const peers = [
      { socket: named, label: 'worker-1' },
      { socket: binary, label: '0x0100ff' },
    ];
    for (const { socket, label } of peers) {
      await chooseFromMenu(frame, 'Choose a peer', label);
      await frame.waitForFunction(
        (wanted) => document.querySelector<HTMLInputElement>('#composer-peer')?.value === wanted,
        label,
      );
      await send(frame, `for ${label}`);
      assert.deepEqual(await socket.receiveText(), [`for ${label}`]);
    }
    // An id that nobody has, typed by hand.
    await frame.getByRole('textbox', { name: 'To' }).fill('nobody');
    await send(frame, 'lost');
    await frame.waitForSelector(
      'message-composer [role=alert]:has-text("No peer with this routing id is connected")',
    );
  });

  it('sends nothing from a closed session, and opens it', async () => {
    const { socket, session, frame } = await openOn('PUSH', 'PULL', 'Shut');
    await workbench.execute('zeromq.session.close', { session });
    await frame.waitForSelector('.outcome:has-text("The session is not open.")');
    await frame.getByRole('button', { name: 'Open it' }).click();
    await frame.waitForSelector('vscode-button:not([disabled]):has-text("Send")');
    await send(frame, 'open again');
    assert.deepEqual(await socket.receiveText(), ['open again']);
  });
});
