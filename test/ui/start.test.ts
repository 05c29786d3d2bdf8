import assert from 'node:assert/strict';
import { freePort, isFree } from '../../scripts/freePort';
import { OwnedProcess } from '../../scripts/ownedProcess';
import { inRepository } from '../../scripts/repository';
import { descendant } from '../support/descendants';
import { BrowserPages } from './support/browserPages';
import { sharedVsCode } from './support/testVsCode';

/** What a newcomer sees after `npm start`. It needs the demo's ports, so end a demo that runs before. */
describe('npm start', function () {
  this.timeout(120_000);
  let start: OwnedProcess | undefined;
  afterEach(() => start?.stop());

  function run(...args: readonly string[]): OwnedProcess {
    start = new OwnedProcess({
      command: process.execPath,
      args: [inRepository('scripts/start.ts'), ...args],
    });
    return start;
  }

  it('shows live traffic on the first screen, and Ctrl-C ends all it started', async () => {
    const port = await freePort();
    const command = run('--no-browser', '--port', String(port));
    const [address] = await command.waitForLine(/http:\/\/\S+/);

    const pages = await BrowserPages.start();
    const page = await pages.take({ width: 1440, height: 900 });
    await page.goto(address);
    await page.getByRole('treeitem', { name: /^Market data,?.*\/s/ }).waitFor();
    const inspector = page
      .locator('iframe.webview.ready')
      .contentFrame()
      .locator('#active-frame')
      .contentFrame();
    await inspector
      .getByText(/^ticks\.[A-Z]+$/)
      .first()
      .waitFor();
    await page.screenshot({ path: inRepository('out/screenshots/start.png') });
    await pages.close();

    process.kill(command.pid!, 'SIGINT');
    const { reason, lastLines } = await command.ended;
    assert.equal(reason, 'code 0');
    assert.equal(lastLines.at(-1), 'All ended.');
    for (const used of [port, 5556, 5557, 5558, 5559, 5560, 5561, 5562]) {
      assert.ok(await isFree(used), `port ${used} is free again`);
    }
  });

  it('says that its port is in use, and by which option to choose another', async () => {
    const { server } = await sharedVsCode();
    const { reason, lastLines } = await run('--no-browser', '--port', String(server.port)).ended;
    assert.equal(reason, 'code 1');
    assert.match(lastLines.join('\n'), new RegExp(`Port ${server.port} is in use.*--port`));
  });

  it('names the program that ended', async () => {
    const command = run('--no-browser', '--port', String(await freePort()));
    await command.waitForLine(/Ctrl-C ends/);
    const peer = descendant(command.pid!, 'sensors.mjs');
    process.kill(peer, 'SIGKILL');
    await command.waitForLine(/^sensors ended with SIGKILL/);
  });
});
