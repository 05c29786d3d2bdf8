import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { Asking } from './support/asking';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

interface Answer {
  readonly file: string;
  readonly messages: number;
}

describe('recordings in the workbench', () => {
  let workbench: Workbench;
  let peer: Peer;
  let recording: Answer;

  before(async () => {
    workbench = await Workbench.start();
    peer = nodePeer();
    recording = await record(2000);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('recording-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  async function record(count: number): Promise<Answer> {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'SUB',
      name: 'prices',
      endpoints: ['bind:tcp://127.0.0.1:*'],
      subscriptions: [''],
      // Nothing is to be dropped, however busy the machine is.
      options: { receiveHighWaterMark: 0 },
    });
    const { resolved } = (await workbench.session(session)).endpoints[0]!;
    const publisher = await peer.open('XPUB', { connect: [resolved], options: { SNDHWM: 0 } });
    await publisher.receive();
    await workbench.execute('zeromq.recording.start', { session });
    for (let i = 0; i < count; i++) {
      await publisher.send([`ticks.${i % 3 === 0 ? 'AAPL' : 'MSFT'}`, JSON.stringify({ i, price: 100 + i })]);
    }
    let rows: { matched: number };
    do {
      rows = await workbench.execute('zeromq.capture.rows', {
        session,
        from: 0,
        filter: `json.i = ${count - 1}`,
      });
    } while (rows.matched === 0);
    const answer = await workbench.execute<Answer>('zeromq.recording.stop', { session });
    await publisher.close();
    await workbench.execute('zeromq.session.close', { session });
    return answer;
  }

  it('start and stop in the inspector, which says how far they have come', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'tasks',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    await workbench.execute('zeromq.inspector.open', { session });
    const inspector = await workbench.inspector('tasks');
    await inspector.getByRole('button', { name: 'Record', exact: true }).click();
    const running = inspector.locator('.tool.recording');
    await running.filter({ hasText: /^\s*0:0\d · \d/ }).waitFor();
    await workbench.showSessions();
    // The recording's own row tells it too.
    const row = workbench.page.getByRole('treeitem', { name: /^tasks, PULL, ● 0:0/ });
    await workbench.sessionRows.and(row).waitFor();
    await workbench.screenshot('recording-now');
    await running.click();
    await inspector.getByRole('button', { name: 'Record', exact: true }).waitFor();
    await workbench.notification('0 messages');
    await workbench.clearNotifications();
    await workbench.execute('zeromq.session.close', { session });
  });

  it('run side by side, and each tells its duration and size as it grows, in the tree and in the inspector', async () => {
    const view = new SessionsView(workbench);
    const labels = ['left', 'right'];
    const sessions = await Promise.all(
      labels.map((name) =>
        workbench.execute<string>('zeromq.session.open', {
          type: 'PUSH',
          name,
          endpoints: ['bind:tcp://127.0.0.1:*'],
        }),
      ),
    );
    await workbench.showSessions();
    // The rows of both are there before one is clicked: one that comes may move the other.
    for (const label of labels) await view.describes(label, '0/s · 0 peers');
    for (const label of labels) {
      await view.choose(label, 'Start Recording');
      await view.describes(label, /● 0:\d\d [\d,.]+ (B|KiB)/);
    }
    const { resolved } = (await workbench.session(sessions[0]!)).endpoints[0]!;
    const worker = await peer.open('PULL', { connect: [resolved] });
    await workbench.execute('zeromq.inspector.open', { session: sessions[0] });
    const inspector = await workbench.inspector('left');
    await inspector
      .locator('.tool.recording')
      .filter({ hasText: /\d (B|KiB)/ })
      .waitFor();
    const frame = new Uint8Array(3_000_000);
    await workbench.execute('zeromq.session.send', { session: sessions[0], frames: [frame] });
    await worker.receive();
    await view.describes('left', /● 0:\d\d 2\.9 MiB/);
    await inspector
      .locator('.tool.recording')
      .filter({ hasText: /0:\d\d · 2\.9 MiB/ })
      .waitFor();
    await inspector
      .locator('.tool.recording')
      .filter({ hasText: /0:(0[1-9]|[1-9]\d) / })
      .waitFor();
    await view.describes('right', /● 0:(0[1-9]|[1-9]\d) [\d,.]+ (B|KiB)/);
    await workbench.screenshot('recordings-side-by-side');
    for (const label of labels) await view.choose(label, 'Stop Recording');
    for (const label of labels) await view.describes(label, /peers?$/);
    await workbench.clearNotifications();
    await worker.close();
    for (const session of sessions) await workbench.execute('zeromq.session.close', { session });
  });

  it('open from the Recordings view in an inspector that only looks', async () => {
    assert.equal(recording.messages, 2000);
    await workbench.execute('zeromq.recordings.focus');
    const name = path.basename(recording.file, '.mcap');
    const row = workbench.page.locator('.pane-body .monaco-list-row', { hasText: name });
    await row.filter({ hasText: '2,000 messages' }).waitFor();
    await row.click();
    const inspector = await workbench.inspector(path.basename(recording.file));
    await inspector.locator('message-grid table[aria-rowcount="2001"]').waitFor();
    await inspector.locator('topic-list', { hasText: 'AAPL' }).waitFor();
    assert.equal(await inspector.locator('message-composer').count(), 0);
    assert.equal(await inspector.getByRole('button', { name: 'Pause' }).count(), 0);
    await inspector.locator('message-grid tbody tr').nth(3).click();
    await inspector.locator('detail-pane', { hasText: 'price' }).waitFor();
    await workbench.screenshot('recording-light');
    await workbench.setTheme('dark');
    await workbench.screenshot('recording-dark');
    await workbench.setTheme('light');
  });

  it('that still run say so in their editor, which shows the whole when they have ended', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'running',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { endpoints } = await workbench.session(session);
    const { file } = await workbench.execute<Answer>('zeromq.recording.start', { session });
    await workbench.execute('zeromq.recording.open', { file });
    const inspector = await workbench.inspector(path.basename(file));
    await inspector.locator('message-bar', { hasText: 'still being written' }).waitFor();
    assert.equal(await inspector.getByRole('button', { name: 'Repair' }).count(), 0);
    await workbench.screenshot('recording-running');
    const pusher = await peer.open('PUSH', { connect: [endpoints[0]!.resolved] });
    await pusher.send('late', 3);
    let rows: { matched: number };
    do rows = await workbench.execute('zeromq.capture.rows', { session, from: 0 });
    while (rows.matched < 3);
    await workbench.execute('zeromq.recording.stop', { session });
    await inspector.locator('message-grid table[aria-rowcount="4"]').waitFor();
    await inspector.locator('message-bar', { hasText: 'still being written' }).waitFor({ state: 'detached' });
    await pusher.close();
    await workbench.execute('zeromq.session.close', { session });
  });

  it('filter and count like a live capture', async () => {
    const inspector = await workbench.inspector(path.basename(recording.file));
    await inspector.locator('filter-bar input').fill('topic:ticks.AAPL json.price>=2000');
    await inspector.locator('filter-bar', { hasText: '33 of 2,000' }).waitFor();
  });

  it('say what is wrong with a file that was cut off, and repair it with one click', async () => {
    const file = path.join(path.dirname(recording.file), 'cut off.mcap');
    const bytes = fs.readFileSync(recording.file);
    fs.writeFileSync(file, bytes.subarray(0, bytes.length - 100));
    await workbench.execute('zeromq.recording.open', { file });
    const inspector = await workbench.inspector('cut off.mcap');
    await inspector.locator('message-bar', { hasText: 'What is sound shows here' }).waitFor();
    await workbench.screenshot('recording-cut-off');
    await inspector.getByRole('button', { name: 'Repair' }).click();
    await inspector
      .locator('message-bar', { hasText: 'What is sound shows here' })
      .waitFor({ state: 'hidden' });
    const { soundness } = await workbench.execute<{ soundness: { isComplete: boolean } }>(
      'zeromq.recording.inspect',
      { file },
    );
    assert.equal(soundness.isComplete, true);
  });

  it('whose session is closed say what they hold, as those that are stopped', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'closing',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    await workbench.execute('zeromq.recording.start', { session });
    await workbench.clearNotifications();
    await workbench.execute('zeromq.session.close', { session });
    const told = await workbench.notification(/0 messages, .* in closing [\d -]+\.mcap/);
    await told.getByRole('button', { name: 'Open' }).waitFor();
    await workbench.clearNotifications();
  });

  it('open the session that shall be recorded where all are closed', async () => {
    const view = new SessionsView(workbench);
    const asking = new Asking(workbench);
    await workbench.execute('workbench.action.closeAllEditors');
    await workbench.execute('zeromq.session.closeAll', {});
    const started = workbench.execute('zeromq.recording.start');
    await asking.asked('Open and record which session?');
    await workbench.screenshot('record-closed');
    await asking.pick('closing');
    await started;
    await workbench.showSessions();
    await view.describes('closing', /● 0:\d\d/);
  });

  it('that run show how far they have come in the Recordings view, and stop from their menu', async () => {
    const view = new SessionsView(workbench);
    await workbench.execute('zeromq.recordings.focus');
    const running = /closing \d{4}-[\d -]+● 0:\d\d [\d.,]+ (B|KiB)/;
    const row = workbench.page.locator('.pane-body .monaco-list-row').filter({ hasText: running });
    await row.waitFor();
    await workbench.screenshot('recording-row-running');
    await row.hover();
    await row.getByRole('button', { name: 'Stop Recording' }).click();
    await workbench.notification(/0 messages, .* in closing [\d -]+\.mcap/);
    await view.describes('closing', /peers$/);
    await workbench.clearNotifications();
  });

  it('are saved in part from the palette, of what the editor in front shows', async () => {
    const asking = new Asking(workbench);
    await workbench.execute('zeromq.recording.open', { file: recording.file });
    const inspector = await workbench.inspector(path.basename(recording.file));
    await inspector.locator('filter-bar input').fill('topic:ticks.AAPL json.price>=2000');
    await inspector.locator('filter-bar', { hasText: '33 of 2,000' }).waitFor();
    const saved = workbench.execute('zeromq.recording.save');
    await asking.asked('Save what?');
    await asking.active('What the filter lets through33 messages');
    await asking.press('Enter');
    await asking.asked('Save as Recording');
    await workbench.quickInput.getByRole('button', { name: /^(OK|Save)$/ }).click();
    await saved;
    await workbench.notification(/33 messages, .* part\.mcap/);
    await workbench.clearNotifications();
  });

  it('that the engine left say in which two files they are', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'survivor',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    await workbench.execute('zeromq.recording.start', { session, file: 'night' });
    const { pid } = await workbench.execute<{ pid: number }>('zeromq.engine.status', {});
    process.kill(pid, 'SIGKILL');
    await workbench.notification('until then is in night.mcap, and the recording goes on in night (2).mcap.');
    await workbench.screenshot('recording-went-on');
    await workbench.execute('zeromq.recording.stop', { session });
    await workbench.execute('zeromq.session.close', { session });
    await workbench.clearNotifications();
  });

  it('that still run are completed when the window is reloaded', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'reloaded',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { endpoints } = await workbench.session(session);
    const { file } = await workbench.execute<Answer>('zeromq.recording.start', { session });
    const pusher = await peer.open('PUSH', { connect: [endpoints[0]!.resolved] });
    await pusher.send('before', 3);
    let rows: { matched: number };
    do rows = await workbench.execute('zeromq.capture.rows', { session, from: 0 });
    while (rows.matched < 3);
    await workbench.reload();
    const { messages, soundness } = await workbench.execute<{
      messages: number;
      soundness: { isComplete: boolean };
    }>('zeromq.recording.inspect', { file });
    assert.deepEqual([messages, soundness.isComplete], [3, true]);
    await pusher.close();
  });

  it('that were not finished are offered for repair when their list shows', async () => {
    const file = path.join(path.dirname(recording.file), 'crashed.mcap');
    const bytes = fs.readFileSync(recording.file);
    fs.writeFileSync(file, bytes.subarray(0, bytes.length - 100));
    // Older than what another window may still be writing.
    fs.utimesSync(file, new Date(0), new Date(0));
    await workbench.reload();
    await workbench.execute('zeromq.recordings.focus');
    const told = await workbench.notification('crashed.mcap was not finished');
    await told.getByRole('button', { name: 'Repair' }).click();
    await workbench.notification('crashed.mcap is complete: 2,000 messages.');
  });
});
