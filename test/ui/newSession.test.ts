import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SessionAnswer } from '../../src/host/config/commandArguments';
import type { Peer } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Asking } from './support/asking';
import { Workbench } from './support/workbench';

describe('New Session, step by step', () => {
  let workbench: Workbench;
  let peer: Peer;
  let asking: Asking;
  before(async () => {
    workbench = await Workbench.start();
    asking = new Asking(workbench);
    peer = pyPeer();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('new-session-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  const titled = (title: string) => workbench.quickInput.getByText(title, { exact: true }).waitFor();
  const active = (text: string) => asking.active(text);
  const press = (key: string) => asking.press(key);
  const type = (text: string) => asking.type(text);

  it('asks for type, connect or bind, endpoint and subscriptions, and shows the session at work', async () => {
    const { endpoint } = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    await workbench.showSessions();
    await workbench.page.getByRole('button', { name: 'New Session', exact: true }).click();

    await titled('New ZeroMQ Session (1/3)');
    // The draft types may come to the list before or after this.
    await type('SUB');
    await active('receives the topics it subscribed to');
    await press('Enter');
    await titled('New ZeroMQ Session (2/4)');
    await active('Connect');
    await press('Enter');

    await titled('New ZeroMQ Session (3/4)');
    await active('tcp://127.0.0.1:5555');
    await type('tcp://localhost:99999');
    await active('Port 99999 is out of range');
    await press('Enter');
    await titled('New ZeroMQ Session (3/4)');
    await type('tcp://*:5555');
    await active('Connect needs the host');
    // The start of a suggestion, too, is what was typed.
    await type('tcp://127.0.0.1:555');
    await active('Connect to tcp://127.0.0.1:555');
    await type(endpoint);
    await active(`Connect to ${endpoint}`);
    await press('Enter');

    await titled('New ZeroMQ Session (4/4)');
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await titled('New ZeroMQ Session (3/4)');
    await active(`Connect to ${endpoint}`);
    await press('Enter');
    await titled('New ZeroMQ Session (4/4)');
    await type('hex:0g');
    await active('is not hex');
    await type('ticks., hex:00ff');
    await active('Subscribe to ticks. · hex:00ff');
    await press('Enter');

    await workbench.tab(`SUB ${endpoint}`).waitFor();
    await workbench.inspector();
    const [session, ...others] = await workbench.execute<SessionAnswer[]>('zeromq.session.list');
    assert.equal(others.length, 0);
    assert.equal(session?.state, 'open');
    assert.deepEqual(session.subscriptions, ['ticks.', 'hex:00ff']);
    const settings = readFileSync(path.join(workbench.folder, '.vscode/settings.json'), 'utf8');
    assert.ok(settings.includes(endpoint));
  });

  it('leaves nothing behind when it is dismissed', async () => {
    const before = await workbench.execute<SessionAnswer[]>('zeromq.session.list');
    await workbench.runFromPalette('ZeroMQ: New Session…');
    await titled('New ZeroMQ Session (1/3)');
    // The draft types may come to the list before or after this.
    await type('PUB');
    await active('PUB');
    await press('Enter');
    await asking.asked('New ZeroMQ Session (2/3)');
    await press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    assert.equal((await workbench.execute<SessionAnswer[]>('zeromq.session.list')).length, before.length);
  });
});
