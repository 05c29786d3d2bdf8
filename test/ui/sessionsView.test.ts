import assert from 'node:assert/strict';
import type { EngineStatus } from '../../src/host/config/commandArguments';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { type Mood, SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

/** A key pair from RFC 26, for a server that takes nobody without CURVE. */
const curveServer = {
  CURVE_SERVER: true,
  CURVE_PUBLICKEY: 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7',
  CURVE_SECRETKEY: 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6',
};

describe('the Sessions view', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let view: SessionsView;
  let peer: Peer;
  let feed: PeerSocket;

  before(async () => {
    peer = pyPeer();
    feed = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    const locked = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'], options: curveServer });
    const taken = await peer.open('REP', { bind: ['tcp://127.0.0.1:*'] });
    const connect = (address: string) => [{ role: 'connect', address }];
    const bind = (address: string) => [{ role: 'bind', address }];
    workbench = await Workbench.start({
      // All rows of the view are on screen, beside two more views.
      viewport: { width: 1440, height: 1500 },
      settings: {
        'zeromq.sessions': [
          {
            id: 'feed',
            name: 'Feed',
            type: 'SUB',
            endpoints: connect(feed.endpoint),
            subscriptions: ['ticks.', 'hex:00ff'],
            options: { receiveTimeout: 200, linger: 0 },
          },
          { id: 'jobs', name: 'Jobs', type: 'PUSH', endpoints: bind('tcp://127.0.0.1:*') },
          { id: 'lost', name: 'Lost', type: 'DEALER', endpoints: connect('tcp://127.0.0.1:1') },
          { id: 'locked', name: 'Locked', type: 'PUSH', endpoints: connect(locked.endpoint) },
          { id: 'taken', name: 'Taken', type: 'REP', endpoints: bind(taken.endpoint) },
          { id: 'broken', name: 'Broken', type: 'PUB', options: { curveServerKey: '~'.repeat(40) } },
        ],
      },
    });
    view = new SessionsView(workbench);
    await workbench.showSessions();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('sessions-view-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  const status = () => workbench.execute<EngineStatus>('zeromq.engine.status', {});
  const statusItem = (text: string | RegExp) =>
    workbench.statusBar.locator('.statusbar-item').filter({ hasText: text });
  const iconIs = async (label: string, name: string, mood: Mood) =>
    assert.deepEqual(await view.icon(label), { name, mood });

  it('shows a closed session, and in its tooltip all that it will have when it is open', async () => {
    await view.describes('Feed', 'closed');
    await iconIs('Feed', 'rss', 'idle');
    assert.deepEqual(await view.actions('Feed'), ['Open Inspector', 'Open']);
    const tooltip = await view.tooltip('Feed');
    assert.ok(tooltip.includes(`connect ${feed.endpoint}`), tooltip);
    for (const line of [
      'subscribes to ticks.',
      'subscribes to 0x00ff',
      'receiveTimeout: 200 ms',
      'linger: 0 ms',
    ]) {
      assert.ok(tooltip.includes(line), tooltip);
    }
    await view.leave();
    assert.deepEqual(await view.menu('Feed'), [
      ['Open', 'Open Inspector'],
      ['Bind…', 'Connect…', 'Disconnect'],
      ['Subscribe…', 'Unsubscribe'],
      ['Edit Options…', 'Rename…', 'Duplicate'],
      ['Remove…'],
    ]);
  });

  it('opens, inspects and closes a session by a click on the row', async () => {
    await view.act('Feed', 'Open');
    await view.describes('Feed', '0/s · 1 peer');
    await iconIs('Feed', 'rss', 'good');
    assert.deepEqual(await view.actions('Feed'), ['Open Inspector', 'Start Recording', 'Close']);
    await view.expand('Feed');
    await view.describes(feed.endpoint, 'connected');
    await view.describes('ticks.', 'subscription');
    await view.describes('Events', 'handshake succeeded');

    await view.act('Feed', 'Open Inspector');
    await workbench.tab('Feed').waitFor();
    await workbench.execute('workbench.action.closeAllEditors');

    await view.act('Feed', 'Close');
    await view.describes('Feed', 'closed');
    // Reopening is one click.
    await view.act('Feed', 'Open');
    await view.describes('Feed', '0/s · 1 peer');
  });

  it('says what ails a session: nobody there, a port in use, a handshake or an option that fails', async () => {
    for (const label of ['Jobs', 'Lost', 'Locked']) await view.act(label, 'Open');
    await view.describes('Jobs', '0/s · 0 peers');
    await view.describes('Lost', 'retrying · 0/s · 0 peers');
    await view.describes('Locked', 'handshake failed · 0/s · 0 peers');
    await iconIs('Lost', 'arrow-swap', 'warning');
    await iconIs('Locked', 'export', 'error');

    await view.act('Taken', 'Open');
    await view.describes('Taken', 'failed · 0/s · 0 peers');
    await workbench.notification('is in use by another socket');
    await view.act('Broken', 'Open');
    await view.describes('Broken', 'failed');
    await iconIs('Broken', 'broadcast', 'error');
    await workbench.notification('curveServerKey');
    await workbench.clearNotifications();
    assert.deepEqual(await view.actions('Broken'), ['Open Inspector', 'Open']);

    assert.match(await view.tooltip('Locked'), /different security mechanisms/);
    assert.match(await view.tooltip('Taken'), /is in use by another socket/);
    assert.match(await view.tooltip('Broken'), /curveServerKey/);
    for (const label of ['Jobs', 'Lost', 'Locked', 'Taken']) await view.expand(label);
    // Although the newest event changes ten times a second.
    assert.match(await view.tooltip('tcp://127.0.0.1:1'), /Nobody answers at/);
    await view.leave();
    await workbench.setTheme('light');
    await workbench.screenshot('sessions-light');
    await workbench.setTheme('dark');
    await workbench.screenshot('sessions-dark');
  });

  it('has the commands of a session in groups, and one for an endpoint or a subscription', async () => {
    assert.deepEqual(await view.menu('Feed'), [
      ['Open Inspector', 'Close'],
      ['Bind…', 'Connect…', 'Disconnect'],
      ['Start Recording'],
      ['Subscribe…', 'Unsubscribe'],
      ['Pause'],
      ['Edit Options…', 'Rename…', 'Duplicate'],
      ['Remove…'],
    ]);
    assert.deepEqual(await view.menu('Taken'), [
      ['Open Inspector', 'Close'],
      ['Send Message…', 'Reply…', 'Start Repeating…'],
      ['Bind…', 'Connect…', 'Unbind'],
      ['Start Recording'],
      ['Pause'],
      ['Edit Options…', 'Rename…', 'Duplicate'],
      ['Remove…'],
    ]);
    assert.deepEqual(await view.menu('ticks.'), [['Unsubscribe']]);
    await view.choose('ticks.', 'Unsubscribe');
    await view.row('ticks.').waitFor({ state: 'detached' });
    await view.act('0x00ff', 'Unsubscribe');
    await view.row('0x00ff').waitFor({ state: 'detached' });
    assert.deepEqual((await view.menu('Feed'))[3], ['Subscribe…']);
    assert.deepEqual(await view.actions('tcp://127.0.0.1:1'), ['Disconnect']);
    await view.choose('tcp://127.0.0.1:1', 'Disconnect');
    await view.row('tcp://127.0.0.1:1').waitFor({ state: 'detached' });
    await view.describes('Lost', '0/s · 0 peers');
  });

  it('lets the keys act on the element that the keyboard is on', async () => {
    const { keyboard } = workbench.page;
    // The arrows move the focus and leave the selection on the session above.
    await view.select('Locked');
    await keyboard.press('ArrowDown');
    await keyboard.press('F2');
    await workbench.quickInput.getByText('Rename Taken').waitFor();
    await keyboard.press('Escape');
    await view.row('Taken').and(workbench.page.locator('.focused[aria-expanded="true"]')).waitFor();
    await keyboard.press('Delete');
    await workbench.dialog.getByText('Remove the session “Taken”?').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();

    // On something that a session has, Delete takes that and not the session.
    await keyboard.press('ArrowDown');
    await keyboard.press('Delete');
    await view.describes('Taken', '0/s · 0 peers');
    await view.select('Taken');
    await keyboard.press('Delete');
    await workbench.dialog.getByText('Remove the session “Taken”?').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Remove' }).click();
    await view.row('Taken').waitFor({ state: 'detached' });
  });

  it('tells in the status bar how many sessions are open, and shows the view on a click', async () => {
    const item = statusItem('4 sessions · 0/s');
    await item.waitFor();
    await workbench.execute('workbench.view.explorer');
    await workbench.page.locator('.part.sidebar .title-label').getByText('Explorer').waitFor();
    await item.hover();
    const hover = workbench.page.locator('.workbench-hover-container:visible');
    await hover.getByText('Feed: 0/s · 1 peer').waitFor();
    await hover.getByText('Restart Engine').waitFor();
    await workbench.screenshot('status-bar');
    await item.click();
    await view.row('Feed').waitFor();
    await view.leave();
  });

  it('says that the engine died, and after too many deaths offers Restart and Show Log', async () => {
    /** Kills the engine as soon as there is another than `former`. */
    const kill = async (former: number | undefined): Promise<number | undefined> => {
      for (;;) {
        const { state, pid } = await status();
        if (state !== 'running' || pid === undefined || pid === former) continue;
        process.kill(pid, 'SIGKILL');
        return pid;
      }
    };
    let died = await kill(undefined);
    await view.message.getByText(/ended unexpectedly \(signal SIGKILL\) and was restarted/).waitFor();
    await view.describes('Feed', '0/s · 1 peer');
    await workbench.screenshot('engine-restarted');
    for (let death = 2; death <= 5; death++) died = await kill(died);
    await view.message.getByText(/ended 5 times within 3 minutes/).waitFor();
    await view.describes('Feed', 'closed');
    await statusItem('ZeroMQ stopped').waitFor();

    const stopped = await workbench.notification(/ended 5 times within 3 minutes/);
    await workbench.screenshot('engine-stopped');
    await stopped.getByRole('button', { name: 'Show Log' }).click();
    await workbench.page.waitForFunction(
      () =>
        document.querySelector<HTMLSelectElement>('.part.panel select')?.selectedOptions[0]?.text ===
        'ZeroMQ Workbench',
    );
    await workbench.execute('workbench.action.closePanel');

    // Whoever opens a session by a click is told the same, and can act on it there.
    await view.act('Feed', 'Open');
    const refused = await workbench.notification(/ended 5 times within 3 minutes/);
    await refused.getByRole('button', { name: 'Restart' }).click();
    await view.describes('Feed', '0/s · 1 peer');
    await view.describes('Jobs', '0/s · 0 peers');
    assert.equal((await status()).state, 'running');
  });
});
