import assert from 'node:assert/strict';
import type { SessionAnswer } from '../../src/host/config/commandArguments';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Workbench } from './support/workbench';

describe('an address in use', () => {
  let workbench: Workbench;
  let peer: Peer;
  let blocker: PeerSocket;

  before(async () => {
    workbench = await Workbench.start();
    peer = pyPeer();
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });
  beforeEach(async () => {
    blocker = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
  });

  const notification = () =>
    workbench.page.locator('.notification-list-item').filter({ hasText: `${blocker.endpoint} is in use` });
  const retry = () => notification().getByRole('button', { name: 'Retry', exact: true });
  const statesOf = async (id: string) => {
    const sessions = await workbench.execute<SessionAnswer[]>('zeromq.session.list');
    return sessions.find((session) => session.id === id)?.endpoints.map(({ state }) => state);
  };
  const row = (state: string) =>
    workbench.sessionRows.filter({ hasText: blocker.endpoint }).filter({ hasText: state });

  it('of a session that opens has a Retry that binds it once it is free', async () => {
    const id = await workbench.execute<string>('zeromq.session.new', {
      type: 'PUB',
      name: 'feed',
      endpoints: [`bind:${blocker.endpoint}`],
    });
    await workbench.showSessions();
    await workbench.runFromPalette('ZeroMQ: Open');
    await workbench.execute('notifications.showList');
    await retry().click();
    // Still in use: it says so again.
    await workbench.execute('notifications.showList');
    await retry().waitFor();
    assert.deepEqual(await statesOf(id), ['failed']);
    await blocker.close();
    await retry().click();
    await workbench.sessionRows.filter({ hasText: 'feed' }).first().click();
    await workbench.page.keyboard.press('ArrowRight');
    await row('listening').waitFor();
    assert.deepEqual(await statesOf(id), ['listening']);
  });

  it('of a bind to an open session has a Retry that asks nothing again', async () => {
    const id = await workbench.execute<string>('zeromq.session.open', { type: 'PULL', name: 'sink' });
    await workbench.runFromPalette('ZeroMQ: Bind…');
    const focused = workbench.quickInput.locator('.monaco-list-row.focused');
    // Typed, not clicked: the list still moves while the palette goes and the question comes.
    await workbench.quickInput.locator('.monaco-list-row').filter({ hasText: 'sink' }).waitFor();
    await workbench.quickInput.locator('input[type="text"]').fill('sink');
    await focused.filter({ hasText: 'sink' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.getByText('Bind sink').first().waitFor();
    await workbench.quickInput.locator('input[type="text"]').fill(blocker.endpoint);
    await focused.filter({ hasText: `Bind to ${blocker.endpoint}` }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.execute('notifications.showList');
    await retry().waitFor();
    assert.deepEqual(await statesOf(id), []);
    await blocker.close();
    await retry().click();
    await workbench.sessionRows.filter({ hasText: 'sink' }).first().click();
    await workbench.page.keyboard.press('ArrowRight');
    await row('listening').waitFor();
    assert.deepEqual(await statesOf(id), ['listening']);
  });
});
