import assert from 'node:assert/strict';
import type { RowsAnswer } from '../../src/host/config/commandArguments';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Asking } from './support/asking';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

/** What a person is asked about peers, repeats and options that wait. */
describe('commands that ask about sending', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let view: SessionsView;
  let asking: Asking;
  let peer: Peer;
  let left: PeerSocket;

  before(async () => {
    peer = pyPeer();
    workbench = await Workbench.start({
      settings: {
        'zeromq.sessions': [
          {
            id: 'broker',
            name: 'Broker',
            type: 'ROUTER',
            endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
          },
          { id: 'feed', name: 'Feed', type: 'PUB' },
        ],
      },
    });
    view = new SessionsView(workbench);
    asking = new Asking(workbench);
    await workbench.showSessions();
    for (const label of ['Broker', 'Feed']) await view.act(label, 'Open');
    await view.describes('Broker', '0/s · 0 peers');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('sending-commands-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  const session = (id: string) => workbench.session(id);

  /** Asks again until it is so. */
  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await workbench.page.evaluate(() => new Promise(requestAnimationFrame));
  };

  it('Send Message asks a ROUTER for the peer, and shows a routing id that is no text in hex', async () => {
    const { resolved } = (await session('broker')).endpoints[0]!;
    left = await peer.open('DEALER', { connect: [resolved], options: { ROUTING_ID: 'left' } });
    const binary = await peer.open('DEALER', {
      connect: [resolved],
      options: { ROUTING_ID: Buffer.from([1, 255, 0]) },
    });
    for (const socket of [left, binary]) await socket.send('here');
    await view.describes('Broker', /2 peers/);
    // a peer is known by its first message
    await until(async () => (await session('broker')).received === 2);
    await view.act('Broker', 'Send Message…');
    await asking.asked(/To which peer|Which peer/);
    await workbench.quickInput.locator('.monaco-list-row', { hasText: '01ff00' }).waitFor();
    await workbench.screenshot('ask-peer');
    await asking.pick('left');
    await asking.asked(/Send from Broker/);
    await asking.type('for you');
    await asking.press('Enter');
    assert.deepEqual(await left.receiveText(), ['for you']);
  });

  it('Start Repeating asks for the rate and the count, and the menu stops it', async () => {
    await view.choose('Broker', 'Start Repeating…');
    await asking.asked('To which peer?');
    await asking.pick('left');
    await asking.asked(/Send from Broker – frame 1/);
    await asking.type('tick {{seq}}');
    await asking.press('Enter');
    await asking.asked('Repeat: Messages a Second');
    await asking.type('0');
    await asking.asked('A number over 0, at most 1000000');
    await asking.type('200');
    await asking.press('Enter');
    await asking.asked('Repeat: How Many Messages');
    await asking.type('many');
    await asking.asked('A whole number from 0');
    await asking.type('0');
    await asking.press('Enter');
    await asking.gone();
    const [first = [], second = []] = (await left.receive(2)).map((frames) => frames.map(String));
    assert.equal(Number(second[0]?.slice(5)), Number(first[0]?.slice(5)) + 1);
    const status = workbench.statusBar.locator('.statusbar-item', { hasText: '1 repeating' });
    await status.waitFor();
    await view.choose('Broker', 'Stop Repeating');
    await status.waitFor({ state: 'detached' });
    await view.describes('Broker', '0/s · 2 peers');
    assert.equal((await session('broker')).state, 'open');
  });

  it('Clear forgets what was captured, at once', async () => {
    const before = await session('broker');
    assert.ok(before.received + before.sent > 0);
    await view.choose('Broker', 'Clear');
    const rows = () => workbench.execute<RowsAnswer>('zeromq.capture.rows', { session: 'broker' });
    await until(async () => (await rows()).matched === 0);
  });

  it('At the Next Opening keeps the connections, and applies the option with the next opening', async () => {
    await view.choose('Broker', 'Edit Options…');
    await asking.asked('Options of Broker');
    await asking.type('maxMessageSize');
    await asking.active('maxMessageSize');
    await asking.press('Enter');
    await asking.asked(/Empty puts the default back/);
    await asking.type('4096');
    await asking.press('Enter');
    await asking.asked('Which option?');
    await asking.active('Apply 1 change');
    await asking.press('Enter');
    await workbench.dialog.getByRole('button', { name: 'At the Next Opening' }).click();
    await workbench.dialog.waitFor({ state: 'detached' });
    await until(async () => (await session('broker')).options['maxMessageSize'] === 4096);
    await view.describes('Broker', '0/s · 2 peers');
    const { received } = await session('broker');
    await left.send('x'.repeat(5000));
    await until(async () => (await session('broker')).received > received);
    await view.act('Broker', 'Close');
    await view.act('Broker', 'Open');
    await view.describes('Broker', /peer/);
    assert.match(await view.tooltip('Broker'), /maxMessageSize: 4096 bytes/);
    await view.leave();
  });

  it('Bind to every interface says what that means, once', async () => {
    const bind = async (address: string) => {
      await view.choose('Feed', 'Bind…');
      await asking.asked('Bind Feed');
      await asking.type(address);
      await asking.active(`Bind to ${address}`);
      await asking.press('Enter');
      await asking.gone();
    };
    await bind('tcp://*:*');
    await workbench.notification('tcp://*:* listens on every network interface');
    await workbench.screenshot('all-interfaces');
    await workbench.clearNotifications();
    await bind('tcp://0.0.0.0:*');
    await view.expand('Feed');
    const listening = workbench.sessionRows.filter({ hasText: 'listening' });
    await listening.nth(1).waitFor();
    await workbench.execute('notifications.showList');
    // Rows of what was cleared may linger; the title counts what is there.
    await workbench.page.locator('.notifications-center').getByText('No New Notifications').waitFor();
  });
});
