import assert from 'node:assert/strict';
import type { EngineStatus } from '../../src/host/config/commandArguments';
import { writeOwnRecording } from './support/sampleRecordings';
import { SessionsView } from './support/sessionsView';
import { TestVsCode } from './support/testVsCode';
import { Workbench } from './support/workbench';

const prices = {
  id: 'prices',
  name: 'Prices',
  type: 'SUB',
  endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
};

describe('in a folder that is not trusted', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let vsCode: TestVsCode;
  let workbench: Workbench;
  let view: SessionsView;

  before(async () => {
    vsCode = await TestVsCode.start({ workspaceTrust: true });
    workbench = await Workbench.start({ vsCode, settings: { 'zeromq.sessions': [prices] } });
    view = new SessionsView(workbench);
    await workbench.showSessions();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('workspace-trust-failed');
  });
  after(async () => {
    await workbench?.dispose();
    await vsCode.stop();
  });

  const engine = async () => (await workbench.execute<EngineStatus>('zeromq.engine.status', {})).state;

  it('sessions are listed, and the view says that nothing runs', async () => {
    await view.describes('Prices', 'closed');
    await view.message.getByText(/not trusted: nothing binds, connects or runs/).waitFor();
    await view.expand('Prices');
    await view.describes('tcp://127.0.0.1:*', 'closed');
    assert.equal(await engine(), 'idle');
  });

  it('nothing is replayed, not even asked for', async () => {
    await assert.rejects(
      workbench.execute('zeromq.replay.start', { recording: 'kept.mcap' }),
      /This workspace is not trusted/,
    );
    await workbench.runFromPalette('ZeroMQ: Replay…');
    const refused = await workbench.notification('This workspace is not trusted');
    await refused.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await workbench.clearNotifications();
    assert.equal(await engine(), 'idle');
  });

  it('a recording opens, shows its rows and is searched, and nothing is sent from it', async () => {
    await writeOwnRecording(workbench.folder, 'market.mcap', 300);
    await workbench.execute('zeromq.recordings.focus');
    await view.describes('market', /300 messages/);
    await view.select('market');
    const inspector = await workbench.inspector('market.mcap');
    await inspector.locator('message-grid table[aria-rowcount="301"]').waitFor();
    await inspector.locator('filter-bar input').fill('AAPL json.price>=290');
    await inspector.locator('filter-bar', { hasText: '5 of 300' }).waitFor();
    await inspector.locator('message-grid tbody tr', { hasText: '"price":298' }).click();
    await inspector.locator('detail-pane', { hasText: 'ticks.AAPL' }).waitFor();
    assert.equal(await inspector.locator('message-composer').count(), 0);
    for (const name of ['Pause', 'Clear', 'Record'])
      assert.equal(await inspector.getByRole('button', { name, exact: true }).count(), 0);
    await workbench.screenshot('untrusted-recording');
    assert.equal(await engine(), 'running');
    // The engine runs, for files: sessions stay refused.
    await assert.rejects(
      workbench.execute('zeromq.session.open', { type: 'PULL', endpoints: ['bind:tcp://127.0.0.1:*'] }),
      /not trusted/,
    );
    await workbench.execute('workbench.action.closeAllEditors');
  });

  it('opening says why it does not, and leads to where trust is given; then it works', async () => {
    await view.act('Prices', 'Open');
    const refused = await workbench.notification('This workspace is not trusted');
    await workbench.screenshot('untrusted');
    await view.describes('Prices', 'closed');
    await refused.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await workbench.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true })
      .click();
    await view.message.waitFor({ state: 'hidden' });
    const editor = workbench.page.locator('.monaco-modal-editor-block');
    await editor
      .getByRole('button', { name: /^Close/ })
      .last()
      .click();
    await editor.waitFor({ state: 'detached' });
    await view.act('Prices', 'Open');
    await view.describes('Prices', '0/s · 0 peers');
    await workbench.screenshot('trusted');
    assert.equal(await engine(), 'running');
  });
});
