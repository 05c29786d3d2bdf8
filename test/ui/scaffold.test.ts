import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { curveKeyPair } from 'zeromq';
import { pyPeer } from '../peers/pyPeer';
import { Asking } from './support/asking';
import { Workbench } from './support/workbench';

const server = `import zmq

context = zmq.Context()
rep = context.socket(zmq.REP)
rep.linger = 0
rep.bind("tcp://127.0.0.1:5555")
`;

describe('Scaffold Pattern, step by step', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let asking: Asking;
  before(async () => {
    workbench = await Workbench.start({
      files: { 'server.py': server, 'docs/notes.txt': 'notes\n', 'service/README.md': '# Ours\n' },
    });
    asking = new Asking(workbench);
    // the sources are read once their endpoints show
    await workbench.execute('zeromq.endpoints.refresh', {});
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('scaffold-failed');
  });
  after(() => workbench.dispose());

  const titled = (title: string) => workbench.quickInput.getByText(title, { exact: true }).waitFor();
  const back = () => workbench.quickInput.getByRole('button', { name: 'Back' }).click();
  const text = (file: string) => readFileSync(path.join(workbench.folder, file), 'utf8');
  const isThere = (file: string) => existsSync(path.join(workbench.folder, file));
  const pictures = async (name: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`scaffold-${name}-${theme}`);
    }
  };

  it('shows the pattern that the keyboard is on, and finds patterns by what they are for', async () => {
    await workbench.runFromPalette('ZeroMQ: Scaffold Pattern…');
    await titled('Scaffold Pattern (1/5)');
    await asking.active('Request-reply');
    const page = await workbench.inspector();
    await page.getByText('REQ ---service---> REP').waitFor();
    await asking.press('ArrowDown');
    await asking.active('Publish-subscribe with synchronised start');
    const next = await workbench.inspector();
    await next.getByText('PUB ------data------> SUB').waitFor();
    await pictures('pattern');
    await asking.type('simple calls');
    await asking.active('Request-reply');
    await asking.press('Enter');
    await titled('Scaffold Pattern (2/5)');
    await asking.active('Python');
    await pictures('language');
  });

  it('takes a language for each role', async () => {
    await asking.type('Different');
    await asking.active('Different languages for the roles…');
    await asking.press('Enter');
    await titled('Scaffold Pattern (3/7)');
    await asking.asked('Language of the server');
    await asking.type('Rust');
    await asking.active('Rust');
    await asking.press('Enter');
    await titled('Scaffold Pattern (4/7)');
    await asking.asked('Language of the client');
    await back();
    await titled('Scaffold Pattern (3/7)');
    await asking.active('Rust');
    await back();
    await titled('Scaffold Pattern (2/7)');
    await asking.active('Different languages for the roles…');
    await asking.type('Rust');
    await asking.active('Rust');
    await asking.press('Enter');
  });

  it('proposes an endpoint that nobody binds, and refuses what does not work while it is typed', async () => {
    await titled('Scaffold Pattern (3/5)');
    // 5555 is that of server.py
    await asking.active('service at tcp://127.0.0.1:5556');
    await asking.type('tcp://127.0.0.1:99999');
    await asking.active('Port 99999 is out of range');
    await asking.press('Enter');
    await titled('Scaffold Pattern (3/5)');
    await asking.type('inproc://here');
    await asking.active('reaches only inside one process');
    await asking.type('tcp://127.0.0.1:5555');
    await asking.active('which server.py:6 binds already');
    await pictures('endpoint');
    await asking.type('tcp://127.0.0.1:6001');
    await asking.active('service at tcp://127.0.0.1:6001');
    await asking.press('Enter');
  });

  it('proposes a folder, and refuses one that cannot be', async () => {
    await titled('Scaffold Pattern (4/5)');
    await asking.active('Folder request-reply');
    await asking.type('../elsewhere');
    await asking.active('The path goes up');
    await asking.type('server.py/new');
    await asking.active('server.py is a file');
    await asking.press('Enter');
    await titled('Scaffold Pattern (4/5)');
    await asking.type('service');
    await asking.active('Folder service');
    await asking.press('Enter');
  });

  it('shows the files before any is written, and asks about one that is there', async () => {
    await titled('Scaffold Pattern (5/5)');
    await asking.active('Write');
    await workbench.quickInput.getByText('is there with another text; you are asked').waitFor();
    await asking.pick('server.rs');
    await workbench.tab('server.rs').waitFor();
    await workbench.page.locator('.view-lines').getByText('tcp://127.0.0.1:6001').first().waitFor();
    await pictures('preview');
    await asking.pick('Read All Files First');
    await asking.gone();
    const offer = await workbench.notification('files into service?');
    await workbench.page.locator('.multiDiffEditor').first().waitFor();
    await pictures('read-all');
    await offer.getByRole('button', { name: 'Back' }).click();
    await titled('Scaffold Pattern (5/5)');
    await asking.active('Write');
    assert.equal(isThere('service/Cargo.toml'), false);
    await asking.press('Enter');
    await workbench.dialog.getByText('service/README.md is there already').waitFor();
    await pictures('conflict');
    await workbench.dialog.getByRole('button', { name: 'Keep as It Is' }).click();
  });

  it('opens the main program, and offers sessions on its endpoints', async () => {
    await workbench.tab('server.rs').waitFor();
    assert.equal(text('service/README.md'), '# Ours\n');
    assert.ok(text('service/src/server.rs').includes('"tcp://127.0.0.1:6001"'));
    assert.ok(text('.vscode/tasks.json').includes('"service: start all"'));
    const offer = await workbench.notification('Wrote 6 files into service, and kept 1 as it was.');
    await pictures('written');
    await offer.getByRole('button', { name: 'Open Inspector Sessions' }).click();
    await asking.asked('Which endpoints do you want to look at?');
    await pictures('sessions');
    await workbench.quickInput.getByText('1 Selected').waitFor();
    await asking.press('Enter');
    await workbench.tab('REQ tcp://127.0.0.1:6001').waitFor();
    // it takes the focus when it is there
    await (await workbench.inspector()).getByText('Waiting for the first message').waitFor();
    const again = await workbench.notification('files into service,');
    await again.getByRole('button', { name: 'Start All' }).waitFor();
  });

  it('leaves nothing behind when it is dismissed', async () => {
    await workbench.clearNotifications();
    await workbench.runFromPalette('ZeroMQ: Scaffold Pattern…');
    await titled('Scaffold Pattern (1/5)');
    await asking.type('Clone');
    await asking.active('Clone');
    await asking.press('Enter');
    await asking.asked('Scaffold Pattern (2/7)');
    await asking.press('Escape');
    await asking.gone();
    await workbench.tab('Clone').waitFor({ state: 'hidden' });
    assert.equal(isThere('clone'), false);
  });

  it('starts in a folder of the explorer, says why a language is missing, and takes CURVE keys', async () => {
    const folder = workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'docs' });
    await folder.click({ button: 'right' });
    const item = workbench.page
      .locator('.monaco-menu .action-item')
      .filter({ has: workbench.page.getByText('Scaffold Pattern…', { exact: true }) });
    // menus take no click in their first moment
    await item.hover();
    await item.and(workbench.page.locator('.focused')).waitFor();
    await asking.press('Enter');
    await titled('Scaffold Pattern (1/5)');
    await asking.type('CURVE-secured publish');
    await asking.active('CURVE-secured publish-subscribe');
    await asking.press('Enter');
    await titled('Scaffold Pattern (2/6)');
    await asking.type('Java');
    await workbench.quickInput.getByText('not offered').waitFor();
    await (await workbench.inspector()).getByText('PUB =======data=======> SUB').waitFor();
    await asking.type('');
    await pictures('not-offered');
    await asking.type('C++');
    await asking.active('C++');
    await asking.press('Enter');
    await titled('Scaffold Pattern (3/6)');
    await asking.active('data at tcp://127.0.0.1:5581');
    await asking.type('tcp://127.0.0.1:6003');
    await asking.active('data at tcp://127.0.0.1:6003');
    await asking.press('Enter');
    await titled('Scaffold Pattern (4/6)');
    await asking.type('');
    await asking.active('The topic is empty');
    await asking.type('ticks');
    await asking.active('Topic ticks');
    await asking.press('Enter');
    await titled('Scaffold Pattern (5/6)');
    await asking.active('Folder docs/curve-publish-subscribe');
    await asking.press('Enter');
    await titled('Scaffold Pattern (6/6)');
    await pictures('curve-preview');
    await asking.active('Write');
    await asking.press('Enter');
    await workbench.tab('publisher.cpp').waitFor();
    const offer = await workbench.notification('files into docs/curve-publish-subscribe.');
    await offer.getByRole('button', { name: 'Open Inspector Sessions' }).click();
    await asking.asked('SUB that connects to tcp://127.0.0.1:6003');
    await asking.press('Enter');
    // the programs make their keys when they first start
    await workbench.notification('The programs make their keys when they first start.');

    const server = curveKeyPair();
    const client = curveKeyPair();
    const keys = path.join(workbench.folder, 'docs/curve-publish-subscribe/keys');
    mkdirSync(keys);
    writeFileSync(path.join(keys, 'server.public'), server.publicKey);
    writeFileSync(path.join(keys, 'client.public'), client.publicKey);
    writeFileSync(path.join(keys, 'client.secret'), client.secretKey);
    const again = await workbench.notification('files into docs/curve-publish-subscribe.');
    await again.getByRole('button', { name: 'Open Inspector Sessions' }).click();
    await asking.asked('SUB that connects to tcp://127.0.0.1:6003');
    await asking.press('Enter');
    await workbench.tab('SUB tcp://127.0.0.1:6003').waitFor();
    const peer = pyPeer();
    try {
      const options = { CURVE_SERVER: 1, CURVE_SECRETKEY: new TextEncoder().encode(server.secretKey) };
      const publisher = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:6003'], options });
      // the subscription comes through CURVE
      assert.deepEqual(await publisher.receive(), [[Buffer.of(1)]]);
    } finally {
      await peer.close();
    }
  });

  it('starts all programs with one key', async () => {
    await workbench.clearNotifications();
    await workbench.runFromPalette('ZeroMQ: Scaffold Pattern…');
    await titled('Scaffold Pattern (1/5)');
    await asking.type('simple calls');
    await asking.active('Request-reply');
    await asking.press('Enter');
    await titled('Scaffold Pattern (2/5)');
    await asking.type('libzmq');
    await asking.active('C');
    await asking.press('Enter');
    await titled('Scaffold Pattern (3/5)');
    await asking.type('tcp://127.0.0.1:6002');
    await asking.active('service at tcp://127.0.0.1:6002');
    await asking.press('Enter');
    await titled('Scaffold Pattern (4/5)');
    await asking.active('Folder request-reply');
    await asking.press('Enter');
    await titled('Scaffold Pattern (5/5)');
    await asking.active('Write');
    await asking.press('Enter');
    const offer = await workbench.notification('files into request-reply.');
    await offer.getByRole('button', { name: 'Start All' }).click();
    const peer = pyPeer();
    try {
      // waits until the server is built and bound
      const client = await peer.open('REQ', { connect: ['tcp://127.0.0.1:6002'] });
      await client.send(['Hello 42']);
      assert.deepEqual(await client.receiveText(90_000), ['World 42']);
      await pictures('started');
    } finally {
      await peer.close();
    }
    const running = await workbench.evaluate((api) => api.tasks.taskExecutions.map(({ task }) => task.name));
    for (const role of ['server', 'client']) {
      assert.ok(running.includes(`request-reply: ${role}`), running.join(', '));
    }
    await workbench.evaluate((api) => {
      for (const execution of api.tasks.taskExecutions) execution.terminate();
    });
  }).timeout(180_000);
});
