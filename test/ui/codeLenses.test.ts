import assert from 'node:assert/strict';
import path from 'node:path';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Workbench } from './support/workbench';

const weather = (publish: string, tasks: string) => `import zmq

context = zmq.Context()

# Weather for everybody who subscribes.
publisher = context.socket(zmq.PUB)
publisher.bind("${publish}")

tasks = context.socket(zmq.PUSH)
tasks.bind("${tasks}")
`;

const reader = (publish: string) => `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *weather = zmq_socket(context, ZMQ_SUB);
  zmq_setsockopt(weather, ZMQ_SUBSCRIBE, "", 0);
  zmq_connect(weather, "${publish}");
  zmq_close(weather);
  zmq_ctx_term(context);
  return 0;
}
`;

describe('lenses above endpoints in the source', () => {
  let workbench: Workbench;
  let peer: Peer;
  let publisher: PeerSocket;

  before(async () => {
    peer = pyPeer();
    // What a subscriber that comes is told of shows that it is there.
    publisher = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'] });
    const { endpoint: tasks } = await peer.open('PUSH', { bind: ['tcp://127.0.0.1:*'] });
    const publish = publisher.endpoint;
    workbench = await Workbench.start({
      files: { 'weather.py': weather(publish, tasks), 'reader.c': reader(publish) },
    });
    await openFile('weather.py');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('code-lenses-failed');
  });
  after(async () => {
    await workbench.dispose();
    await peer.close();
  });

  const openFile = (name: string) =>
    workbench.evaluate(
      async (vscode, file) => {
        await vscode.window.showTextDocument(vscode.Uri.file(file));
      },
      path.join(workbench.folder, name),
    );
  /** The lenses of the n-th line that has some. */
  const lenses = (line: number) =>
    workbench.page.locator('.codelens-decoration').filter({ visible: true }).nth(line);
  const lens = (line: number, title: string) => lenses(line).locator('a').filter({ hasText: title });

  it('say what can be done, and how many are at the other end in any language', async () => {
    await lens(0, '1 peer').waitFor();
    await lenses(1).getByText('no peers here').waitFor();
    assert.match(await lenses(0).innerText(), /Inspect[^]*1 peer/);
    assert.doesNotMatch(await lenses(0).innerText(), /Send/);
    await workbench.screenshot('code-lenses');
  });

  it('peek at the peers', async () => {
    await lens(0, '1 peer').click();
    await workbench.page.locator('.peekview-widget').getByText('reader.c').first().waitFor();
    await workbench.screenshot('code-lenses-peers');
    await workbench.page.keyboard.press('Escape');
  });

  it('Inspect opens a session that matches and shows its messages', async () => {
    await lens(0, 'Inspect').click();
    const inspector = await workbench.inspector(`SUB ${publisher.endpoint}`);
    await publisher.receive();
    await publisher.send(['sunny']);
    await inspector.getByText('sunny').first().waitFor();
  });

  it('Inspect says before it connects that it would take messages, and leaves it then', async () => {
    await openFile('weather.py');
    await lens(1, 'Inspect').click();
    await workbench.dialog.getByText('takes messages away from the real peers').waitFor();
    await workbench.screenshot('code-lenses-warning');
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'detached' });
    const sessions = await workbench.execute<unknown[]>('zeromq.session.list', {});
    assert.equal(sessions.length, 1);
  });
});
