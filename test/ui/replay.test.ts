import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import type { ReplayAnswer } from '../../src/host/config/commandArguments';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

const count = 400;

describe('a replay in the workbench', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let view: SessionsView;
  let peer: Peer;
  let address: string;
  let recording: string;
  let subscriber: PeerSocket;

  before(async () => {
    workbench = await Workbench.start();
    view = new SessionsView(workbench);
    peer = pyPeer();
    await record();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('replay-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  /** A SUB that was connected to a publisher which is gone now. */
  async function record(): Promise<void> {
    const publisher = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'], options: { SNDHWM: 0 } });
    address = publisher.endpoint;
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'SUB',
      name: 'prices',
      endpoints: [`connect:${address}`],
      subscriptions: [''],
      options: { receiveHighWaterMark: 0 },
      save: false,
    });
    await publisher.receive();
    await workbench.execute('zeromq.recording.start', { session });
    for (let i = 0; i < count; i++) await publisher.send(['ticks', String(i)]);
    let rows: { matched: number };
    do {
      rows = await workbench.execute('zeromq.capture.rows', { session, filter: `"${count - 1}"` });
    } while (rows.matched === 0);
    recording = (await workbench.execute<{ file: string }>('zeromq.recording.stop', { session })).file;
    await workbench.execute('zeromq.session.remove', { session });
    await publisher.close();
  }

  const rowOf = (name: string): Locator =>
    workbench.page.locator('.pane-body .monaco-list-row', { hasText: name });

  /** Waits for the step with this in its box and takes what is proposed. */
  async function enter(placeholder: string, first: string | RegExp): Promise<void> {
    const box = workbench.quickInput.getByPlaceholder(placeholder);
    await box.waitFor();
    await workbench.quickInput.locator('.monaco-list-row.focused').filter({ hasText: first }).waitFor();
    await box.press('Enter');
  }

  it('starts from the Recordings view, Enter all the way, and waits for a subscriber', async () => {
    await workbench.showSessions();
    await workbench.execute('zeromq.recordings.focus');
    const row = rowOf(path.basename(recording, '.mcap'));
    await row.filter({ hasText: `${count} messages` }).waitFor();
    await row.hover();
    await workbench.screenshot('replay-recordings');
    await row.getByRole('button', { name: 'Replay…' }).click();
    await workbench.quickInput.getByPlaceholder('Send through which session?').waitFor();
    await workbench.screenshot('replay-target');
    await enter('Send through which session?', `New PUB, binds ${address}`);
    await enter('Endpoint, such as tcp://127.0.0.1:5556', `Bind to ${address}`);
    await enter('How fast?', 'Original timing');
    await enter('Start when?', 'When a peer is there');
    await enter('How often?', 'Once');
    await view.describes('Replay', 'waiting for a peer');
    const told = await workbench.notification(`waits for a peer at ${address}`);
    await workbench.screenshot('replay-waiting');
    await told.waitFor();
  });

  it('shows its progress below the session that sends, pauses, changes its speed and goes on', async () => {
    // Slow enough to be looked at, whatever the recorded distances were.
    await view.choose('Replay', 'Change Speed of Replay…');
    await workbench.quickInput.getByPlaceholder('How fast?').waitFor();
    await workbench.quickInput.getByText('Fixed Rate…').click();
    await workbench.quickInput.getByPlaceholder('Messages a second, up to 1,000,000').fill('40');
    await enter('Messages a second, up to 1,000,000', '40 messages a second');
    subscriber = await peer.open('SUB', { connect: [address], subscribe: [''] });
    assert.deepEqual(await subscriber.receiveText(), ['ticks', '0']);
    await view.describes('Replay', /^\d+ % · \d+ sent$/);
    await workbench.screenshot('replay-running-light');
    await view.act('Replay', 'Pause Replay');
    await view.describes('Replay', /^paused at \d+ % · \d+ sent$/);
    await workbench.setTheme('dark');
    await workbench.screenshot('replay-paused-dark');
    assert.match(await view.tooltip('Replay'), /40 messages a second/);
    await workbench.screenshot('replay-tooltip');
    assert.deepEqual(await view.menu('Replay'), [
      ['Resume Replay', 'Send Next Message of Replay', 'Stop Replay'],
      ['Go to Place in Replay…', 'Change Speed of Replay…', 'Set Marks of Replay…'],
    ]);
    await view.act('Replay', 'Resume Replay');
    await view.describes('Replay', /^\d+ % · \d+ sent$/);
  });

  it('ends with a summary, delivers everything, and leaves the session open until it is closed', async () => {
    await workbench.execute('zeromq.replay.setTiming', { timing: { speed: 100 } });
    const texts = (await subscriber.receive(count - 1)).map(([, text]) => Number(String(text)));
    assert.deepEqual(
      texts,
      Array.from({ length: count - 1 }, (_, i) => i + 1),
    );
    const told = await workbench.notification(/messages sent\. Took .*\/s\. Late by /);
    await told.getByText('Nobody confirms what a PUB sends').waitFor();
    await workbench.screenshot('replay-summary');
    await view.describes('Replay', `finished · ${count} sent`);
    await told.getByRole('button', { name: 'Close Session' }).click();
    await view.describes(`PUB ${address}`, 'closed');
    await view.act('Replay', 'Dismiss Replay');
    await view.row('Replay').waitFor({ state: 'detached' });
    await subscriber.close();
  });

  it('says what to do where the recorded address is in use', async () => {
    const other = await peer.open('PUB', { bind: [address] });
    await workbench.clearNotifications();
    await workbench.execute('zeromq.recordings.focus');
    await workbench.execute('zeromq.session.remove', { session: `PUB ${address}` });
    const row = rowOf(path.basename(recording, '.mcap'));
    await row.click({ button: 'right' });
    await workbench.page.locator('.monaco-menu').getByText('Replay…').hover();
    await workbench.page.locator('.monaco-menu .action-item.focused', { hasText: 'Replay…' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await enter('Send through which session?', `New PUB, binds ${address}`);
    await enter('Endpoint, such as tcp://127.0.0.1:5556', `Bind to ${address}`);
    await enter('How fast?', 'Original timing');
    await enter('Start when?', 'When a peer is there');
    await enter('How often?', 'Once');
    const told = await workbench.notification(
      `${address} is in use, perhaps by the service that was recorded`,
    );
    await workbench.screenshot('replay-address-in-use');
    assert.deepEqual(await workbench.execute<ReplayAnswer[]>('zeromq.replay.list', {}), []);
    await other.close();
    await told.getByRole('button', { name: 'Retry' }).click();
    await view.describes('Replay', 'waiting for a peer');
    await view.act('Replay', 'Stop Replay');
    await view.describes('Replay', 'stopped at 0 % · 0 sent');
  });

  it('asks which direction where both were captured, and says what a failed replay needs', async () => {
    const other = await peer.open('PAIR', { bind: ['tcp://127.0.0.1:*'] });
    const pair = await workbench.execute<string>('zeromq.session.open', {
      type: 'PAIR',
      name: 'pair',
      endpoints: [`connect:${other.endpoint}`],
      save: false,
    });
    await workbench.execute('zeromq.session.send', { session: pair, frames: ['sent'] });
    assert.deepEqual(await other.receiveText(), ['sent']);
    await other.send('received');
    await view.choose('pair', 'Replay…');
    await enter('Send through which session?', 'pair');
    await enter('Send which messages?', 'What was sent');
    await enter('How fast?', 'Original timing');
    await workbench.quickInput.getByPlaceholder('Start when?').waitFor();
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await workbench.quickInput.getByPlaceholder('How fast?').waitFor();
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await workbench.quickInput.getByPlaceholder('Send which messages?').waitFor();
    await workbench.screenshot('replay-direction');
    await workbench.quickInput.getByText('Both', { exact: true }).click();
    await enter('How fast?', 'Original timing');
    await enter('Start when?', 'When a peer is there');
    await workbench.quickInput.getByText('Again and again until stopped').click();
    assert.deepEqual(await other.receive(2), [[Buffer.from('sent')], [Buffer.from('received')]]);
    await workbench.execute('zeromq.session.close', { session: pair });
    const told = await workbench.notification(
      /The replay of pair through pair failed after \d+ messages\. The session that sent was closed/,
    );
    await workbench.screenshot('replay-session-closed');
    await told.waitFor();
    await workbench.execute('zeromq.session.remove', { session: pair });
    await other.close();
  });

  it('sets sessions of another pattern apart, and makes sure before one of them sends', async () => {
    const service = await workbench.execute<string>('zeromq.session.open', {
      type: 'REQ',
      name: 'Calculator',
      endpoints: ['connect:tcp://127.0.0.1:1'],
      save: false,
    });
    await workbench.execute('zeromq.recordings.focus');
    const row = rowOf(path.basename(recording, '.mcap'));
    await row.hover();
    await row.getByRole('button', { name: 'Replay…' }).click();
    await workbench.quickInput.getByText('Something Else…').click();
    const box = workbench.quickInput.getByPlaceholder('Send through which session?');
    await box.waitFor();
    const last = workbench.quickInput.locator('.monaco-list-row').last();
    await last.filter({ hasText: 'Calculator' }).filter({ hasText: 'sent as requests' }).waitFor();
    await last.filter({ hasText: 'other pattern than was recorded' }).waitFor();
    await workbench.screenshot('replay-other-pattern');
    await last.click();
    // Enter alone never sends.
    const sure = 'Calculator is of another pattern than was recorded: messages are sent as requests';
    await workbench.quickInput.getByText('Replay through Calculator All the Same').waitFor();
    await workbench.screenshot('replay-other-pattern-sure');
    await enter(sure, 'Choose Another Session');
    await workbench.quickInput.getByText('New Session of Another Type…').click();
    await workbench.quickInput.getByPlaceholder('A type that can send this').fill('SERVER');
    await enter('A type that can send this', 'messages are sent as replies');
    await workbench.quickInput.getByText('Replay through the new SERVER All the Same').click();
    await enter('Endpoint, such as tcp://127.0.0.1:5556', 'Bind to');
    await workbench.quickInput.getByPlaceholder('How fast?').waitFor();
    // Escape may go to the notifications.
    await workbench.execute('workbench.action.closeQuickOpen');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.execute('zeromq.session.remove', { session: service });
  });

  it('starts from the title of the recording’s editor, back and forth through the steps', async () => {
    await workbench.execute('zeromq.recording.open', { file: recording });
    await workbench.inspector(path.basename(recording));
    await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Replay…' }).click();
    // The last one of this recording is still listed: Enter would do it again.
    await workbench.quickInput.locator('.monaco-list-row.focused', { hasText: 'The same again' }).waitFor();
    await workbench.quickInput.getByText('Something Else…').click();
    // The session of the last replay is as proposed, and is open.
    await enter('Send through which session?', `PUB ${address}`);
    await workbench.quickInput.getByPlaceholder('How fast?').waitFor();
    await workbench.screenshot('replay-speed');
    await workbench.quickInput.getByText('Custom Speed…').click();
    const speed = workbench.quickInput.getByPlaceholder('Times as fast as it was, 0.01 to 100');
    await speed.fill('1000');
    await workbench.quickInput.getByText('Times as fast as it was, 0.01 to 100').waitFor();
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await workbench.quickInput.getByPlaceholder('How fast?').waitFor();
    await workbench.quickInput.getByText('As fast as possible').click();
    await workbench.quickInput.getByPlaceholder('Start when?').waitFor();
    await workbench.quickInput.getByText('At once').click();
    await enter('How often?', 'Once');
    await view.describes('Replay', `finished · ${count} sent`);
    await workbench.screenshot('replay-from-editor');
    const [former] = await workbench.execute<ReplayAnswer[]>('zeromq.replay.list', {});
    await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Replay…' }).click();
    await workbench.quickInput.getByText(`PUB ${address} · as fast as possible`).waitFor();
    await workbench.screenshot('replay-again');
    await enter('Replay what?', 'The same again');
    let now = former;
    while (now?.replay === former?.replay || now?.state !== 'finished')
      [now] = await workbench.execute<ReplayAnswer[]>('zeromq.replay.list', {});
    assert.deepEqual([now.sent, now.target], [count, former?.target]);
  });
});
