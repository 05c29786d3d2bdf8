import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRepository } from '../../scripts/repository';
import { writeOwnRecording } from './support/sampleRecordings';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

const tasks = {
  id: 'tasks',
  name: 'Tasks',
  type: 'PULL',
  endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
};

describe('where libzmq cannot load', () => {
  let extension: string;
  let workbench: Workbench;
  let view: SessionsView;

  before(async () => {
    extension = mkdtempSync(path.join(tmpdir(), 'zeromq-extension-'));
    for (const part of ['package.json', 'package.nls.json', 'media', 'dist'])
      cpSync(inRepository(part), path.join(extension, part), { recursive: true });
    rmSync(path.join(extension, 'dist/native'), { recursive: true });
    workbench = await Workbench.start({ extension, settings: { 'zeromq.sessions': [tasks] } });
    view = new SessionsView(workbench);
    await writeOwnRecording(workbench.folder, 'market.mcap', 300);
    await workbench.showSessions();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('without-libzmq-failed');
  });
  after(async () => {
    await workbench?.dispose();
    rmSync(extension, { recursive: true, force: true });
  });

  it('a recording opens, shows its rows and is searched', async () => {
    await workbench.execute('zeromq.recordings.focus');
    await view.describes('market', /300 messages/);
    await view.select('market');
    const inspector = await workbench.inspector('market.mcap');
    await inspector.locator('message-grid table[aria-rowcount="301"]').waitFor();
    await inspector.locator('filter-bar input').fill('dir:out json.price<9');
    await inspector.locator('filter-bar', { hasText: '3 of 300' }).waitFor();
    await inspector.locator('message-grid tbody tr', { hasText: '"price":6' }).click();
    await inspector.locator('detail-pane', { hasText: 'ticks.AAPL' }).waitFor();
    await workbench.screenshot('without-libzmq');
  });

  it('a session says why it does not open', async () => {
    await view.act('Tasks', 'Open');
    await workbench.notification(/The ZeroMQ library of the extension .* is missing\. Reinstall/);
    await view.describes('Tasks', 'failed');
    assert.match(await view.tooltip('Tasks'), /is\smissing/);
  });
});
