import assert from 'node:assert/strict';
import { processEnd } from '../support/processEnd';
import { Workbench } from './support/workbench';

const prices = {
  id: 'prices',
  name: 'Prices',
  type: 'SUB',
  endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:1' }],
};

describe('the workbench', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.start({ settings: { 'editor.tabSize': 3, 'zeromq.sessions': [prices] } });
  });
  after(() => workbench.dispose());

  it('runs commands and code in its extension host, bytes included', async () => {
    const bytes = await workbench.evaluate(
      (_api, given) => given.map((byte) => byte + 1),
      Uint8Array.of(1, 254),
    );
    assert.deepEqual(bytes, Uint8Array.of(2, 255));
    const size = await workbench.evaluate((api) =>
      api.workspace.getConfiguration('editor').get<number>('tabSize'),
    );
    assert.equal(size, 3);
    await assert.rejects(workbench.execute('no.such.command'), /no\.such\.command/);
  });

  it('shows the ZeroMQ view with the sessions of the settings', async () => {
    await workbench.showSessions();
    await workbench.sessionRows.filter({ hasText: 'Prices' }).waitFor();
  });

  it('changes its theme', async () => {
    for (const theme of ['light', 'hc', 'hc-light', 'dark'] as const) await workbench.setTheme(theme);
  });

  it('runs a command from the palette', async () => {
    await workbench.runFromPalette('Help: About');
    await workbench.page.getByRole('dialog').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('starts a new extension host when it is reloaded', async () => {
    await workbench.evaluate((api) => api.commands.registerCommand('test.marker', () => 1) && undefined);
    assert.equal(await workbench.execute('test.marker'), 1);
    await workbench.reload();
    await assert.rejects(workbench.execute('test.marker'));
  });

  it('ends its extension host when it is disposed of', async () => {
    const other = await Workbench.start();
    const pid = await other.evaluate(() => process.pid);
    await other.dispose();
    await processEnd(pid);
  });
});
