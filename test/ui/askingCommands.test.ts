import assert from 'node:assert/strict';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Asking } from './support/asking';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

/** Every command that asks, asked by a person: from the menu of a session or from the palette. */
describe('commands that ask', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let view: SessionsView;
  let asking: Asking;
  let peer: Peer;
  let tasks: PeerSocket;

  before(async () => {
    peer = pyPeer();
    tasks = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
    workbench = await Workbench.start({
      settings: {
        'zeromq.sessions': [
          {
            id: 'feed',
            name: 'Feed',
            type: 'PUB',
            endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
          },
          { id: 'ticks', name: 'Ticks', type: 'SUB' },
          {
            id: 'tasks',
            name: 'Tasks',
            type: 'PUSH',
            endpoints: [{ role: 'connect', address: tasks.endpoint }],
          },
          {
            id: 'replies',
            name: 'Replies',
            type: 'REP',
            endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
          },
        ],
      },
    });
    view = new SessionsView(workbench);
    asking = new Asking(workbench);
    await workbench.showSessions();
    for (const label of ['Feed', 'Ticks', 'Tasks', 'Replies']) await view.act(label, 'Open');
    await view.describes('Tasks', '0/s · 1 peer');
    await view.describes('Replies', '0/s · 0 peers');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('asking-commands-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  const session = (id: string) => workbench.session(id);

  it('Connect offers what other sessions bind, and says what is wrong with an address', async () => {
    const { resolved } = (await session('feed')).endpoints[0]!;
    await view.choose('Ticks', 'Connect…');
    await asking.asked('Connect Ticks');
    await asking.type('tcp://127.0.0.1:70000');
    await asking.active('Port 70000 is out of range');
    await asking.press('Enter');
    await asking.asked('Connect Ticks');
    await asking.type('');
    await workbench.screenshot('ask-connect');
    // A REP is nothing that a SUB could talk to.
    assert.equal(await workbench.quickInput.getByText('Replies').count(), 0);
    await asking.pick('Feed');
    await view.describes('Ticks', '0/s · 1 peer');
    assert.equal((await session('ticks')).endpoints[0]?.address, resolved);
  });

  it('New Session offers them too', async () => {
    const { resolved } = (await session('feed')).endpoints[0]!;
    await workbench.page.locator('.part.sidebar').getByRole('button', { name: 'New Session…' }).click();
    await asking.asked('New ZeroMQ Session (1/3)');
    await asking.type('SUB');
    await asking.active('SUB');
    await asking.press('Enter');
    await asking.active('Connect');
    await asking.press('Enter');
    await asking.asked('New ZeroMQ Session (3/4)');
    await workbench.quickInput
      .locator('.monaco-list-row', { hasText: 'Feed' })
      .filter({ hasText: resolved })
      .waitFor();
    await asking.press('Escape');
    await asking.gone();
  });

  it('Bind takes an address, and says that a port is in use', async () => {
    await view.choose('Tasks', 'Bind…');
    await asking.asked('Bind Tasks');
    await asking.type('tcp://127.0.0.1:80x');
    await workbench.quickInput.locator('.codicon-error').waitFor();
    await asking.type(tasks.endpoint);
    await asking.active(`Bind to ${tasks.endpoint}`);
    await asking.press('Enter');
    await workbench.notification('is in use by another socket');
    await workbench.clearNotifications();
    await view.choose('Tasks', 'Bind…');
    await asking.asked('Bind Tasks');
    await asking.type('tcp://127.0.0.1:*');
    await asking.active('Bind to tcp://127.0.0.1:*');
    await asking.press('Enter');
    await view.expand('Tasks');
    await workbench.sessionRows.filter({ hasText: 'listening' }).first().waitFor();
  });

  it('Unbind and Disconnect ask which endpoint', async () => {
    const bound = (await session('tasks')).endpoints.find(({ state }) => state === 'listening');
    assert.ok(bound);
    await view.choose('Tasks', 'Unbind');
    await asking.asked('Tasks');
    await asking.pick(bound.resolved);
    await view.row(bound.resolved).waitFor({ state: 'detached' });
    // Only one session connects to Feed; it is the one in question where the palette does not know better.
    await workbench.runFromPalette('ZeroMQ: Disconnect');
    await asking.asked('Which session?');
    await asking.pick('Ticks');
    await asking.asked('connected');
    await asking.press('Enter');
    await view.describes('Ticks', '0/s · 0 peers');
    assert.deepEqual((await session('ticks')).endpoints, []);
  });

  it('Subscribe takes text or hex, and Unsubscribe asks which', async () => {
    await view.choose('Ticks', 'Subscribe…');
    await asking.asked(/A topic prefix, or bytes as hex/);
    await asking.type('hex:0g');
    await asking.asked(/is not hex|not hex/);
    await asking.press('Enter');
    await asking.type('hex:00ff');
    await asking.press('Enter');
    await asking.gone();
    await view.choose('Ticks', 'Subscribe…');
    await asking.type('ticks.');
    await asking.press('Enter');
    await asking.gone();
    await view.expand('Ticks');
    await view.describes('0x00ff', 'subscription');
    await view.describes('ticks.', 'subscription');
    await view.choose('Ticks', 'Unsubscribe');
    await asking.asked('Unsubscribe Ticks');
    await asking.pick('0x00ff');
    await view.row('0x00ff').waitFor({ state: 'detached' });
    assert.deepEqual((await session('ticks')).subscriptions, ['ticks.']);
  });

  it('Send Message puts frames of several kinds together', async () => {
    await view.act('Tasks', 'Send Message…');
    await asking.asked(/Send from Tasks – frame 1/);
    await asking.type('{"id": 1');
    await workbench.quickInput
      .locator('.monaco-list-row', { hasText: 'Add as JSON' })
      .locator('.codicon-error')
      .waitFor();
    await workbench.screenshot('ask-send');
    await asking.pick('Add as JSON');
    await asking.asked(/Send from Tasks – frame 1/);
    await asking.type('{"id": 1}');
    await asking.pick('Add as JSON');
    await asking.asked(/Send from Tasks – frame 2/);
    await asking.pick('Add an empty frame');
    await asking.asked(/Send from Tasks – frame 3/);
    await asking.type('last');
    await asking.pick('Add as text and send');
    assert.deepEqual(await tasks.receiveText(), ['{"id": 1}', '', 'last']);
  });

  it('Reply answers the request that waits', async () => {
    const { resolved } = (await session('replies')).endpoints[0]!;
    const client = await peer.open('REQ', { connect: [resolved] });
    await client.send('question');
    await view.describes('Replies', /1 peer/);
    await view.choose('Replies', 'Reply…');
    await asking.asked(/A request waits for your reply/);
    await asking.type('answer');
    await asking.press('Enter');
    assert.deepEqual(await client.receiveText(), ['answer']);
    // Too soon for another one.
    await view.choose('Replies', 'Reply…');
    await asking.asked(/Waiting for a request/);
    await asking.type('again');
    await asking.press('Enter');
    await workbench.notification('There is no request to reply to');
    await workbench.clearNotifications();
    await client.close();
  });

  it('Edit Options checks values, and asks before one of them reopens the session', async () => {
    const change = async (option: string, value: string) => {
      await asking.type(option);
      await asking.active(option);
      await asking.press('Enter');
      await asking.asked(/Empty puts the default back/);
      await asking.type(value);
      await asking.press('Enter');
      await asking.asked('Which option?');
    };
    await view.choose('Tasks', 'Edit Options…');
    await asking.asked('Options of Tasks');
    await asking.type('sendHighWaterMark');
    await asking.active('sendHighWaterMark');
    await asking.press('Enter');
    await asking.asked(/Empty puts the default back/);
    await asking.type('many');
    await asking.asked('sendHighWaterMark takes a whole number');
    await workbench.quickInput.getByText('not "many"').waitFor();
    await asking.type('500');
    await asking.press('Enter');
    await asking.active('Apply 1 change');
    await asking.press('Enter');
    await asking.gone();

    await view.choose('Tasks', 'Edit Options…');
    await asking.asked('Options of Tasks');
    await change('maxMessageSize', '4096');
    await asking.active('Apply 1 change');
    await asking.press('Enter');
    const question = workbench.dialog.getByText('Reopen “Tasks” to apply maxMessageSize?');
    await question.waitFor();
    await workbench.screenshot('ask-reopen');
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    assert.deepEqual((await session('tasks')).options, { sendHighWaterMark: 500 });

    await view.choose('Tasks', 'Edit Options…');
    await asking.asked('Options of Tasks');
    await change('maxMessageSize', '4096');
    await asking.active('Apply 1 change');
    await asking.press('Enter');
    await workbench.dialog.getByRole('button', { name: 'Reopen Now' }).click();
    await question.waitFor({ state: 'detached' });
    await view.describes('Tasks', '0/s · 1 peer');
    assert.match(await view.tooltip('Tasks'), /maxMessageSize: 4096 bytes/);
    await view.leave();
  });

  it('Rename, Duplicate and Remove do what they ask about', async () => {
    await view.choose('Tasks', 'Rename…');
    await asking.asked('Rename Tasks');
    await asking.type('Work');
    await asking.press('Enter');
    await view.row('Work').waitFor();
    await view.choose('Work', 'Duplicate');
    await view.describes('Work (copy)', 'closed');
    await view.choose('Work (copy)', 'Remove…');
    await workbench.dialog.getByText('Remove the session “Work (copy)”?').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await view.choose('Work (copy)', 'Remove…');
    await workbench.dialog.getByRole('button', { name: 'Remove' }).click();
    await view.row('Work (copy)').waitFor({ state: 'detached' });
    // Without a name it is called after its type and endpoint.
    await view.choose('Work', 'Rename…');
    await asking.type('');
    await asking.press('Enter');
    await view.row(`PUSH ${tasks.endpoint}`).waitFor();
  });

  it('Close asks which, and Close All closes the rest', async () => {
    await workbench.runFromPalette('ZeroMQ: Close');
    await asking.asked('Which session?');
    await asking.pick('Feed');
    await view.describes('Feed', 'closed');
    await workbench.page.locator('.part.sidebar').getByRole('button', { name: 'Close All' }).click();
    await view.describes('Ticks', 'closed');
    await view.describes('Replies', 'closed');
    await workbench.screenshot('all-closed');
  });

  it('Open Settings mends a setting that is not a list', async () => {
    await workbench.setSetting('zeromq.sessions', { not: 'a list' });
    await workbench.page.getByRole('button', { name: 'New Session…' }).first().click();
    await asking.asked('New ZeroMQ Session (1/3)');
    await asking.type('PUB');
    await asking.active('PUB');
    await asking.press('Enter');
    await asking.active('Connect');
    await asking.press('Enter');
    await asking.asked('New ZeroMQ Session (3/3)');
    await asking.type('tcp://127.0.0.1:5555');
    await asking.active('tcp://127.0.0.1:5555');
    await asking.press('Enter');
    const told = await workbench.notification('is not a list');
    await told.getByRole('button', { name: 'Open Settings' }).click();
    await workbench.tab('settings.json').waitFor();
  });
});
