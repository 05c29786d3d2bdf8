import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Workbench } from './support/workbench';

const server = `import zmq

context = zmq.Context()

publisher = context.socket(zmq.PUB)
publisher.setsockopt(zmq.LINGER, 0)
publisher.setsockopt(zmq.SNDHWM, 5000)
publisher.bind("tcp://*:6556")

tasks = context.socket(zmq.PUSH)
tasks.bind("ipc:///tmp/tasks")
`;

const reader = `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *weather = zmq_socket(context, ZMQ_SUB);
  zmq_setsockopt(weather, ZMQ_SUBSCRIBE, "weather.", 8);
  zmq_setsockopt(weather, ZMQ_SUBSCRIBE, "news.", 5);
  zmq_connect(weather, "tcp://127.0.0.1:6556");
  return 0;
}
`;

const view = `import { Subscriber } from 'zeromq';

const weather = new Subscriber();
weather.connect('tcp://localhost:6556');
weather.subscribe();
`;

const typing = `import zmq

weather = zmq.Context().socket(zmq.SUB)
weather.connect()
`;

describe('an endpoint in an editor', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start({
      viewport: { width: 1200, height: 760 },
      files: {
        'feed/server.py': server,
        'feed/reader.c': reader,
        'web/view.ts': view,
        'typing.py': typing,
        'docker-compose.yml': 'services:\n  view:\n    environment:\n      FEED: tcp://feed:6556\n',
      },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('endpoint-features-failed');
  });
  after(() => workbench.dispose());

  /** Opens a file with the cursor in front of a text, or behind it. */
  async function goTo(name: string, text: string, behind = false): Promise<void> {
    const place = await workbench.evaluate(
      async (vscode, [file, wanted, isBehind]) => {
        const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
        const at = editor.document.getText().indexOf(wanted) + (isBehind ? wanted.length : 0);
        const { line, character } = editor.document.positionAt(at);
        editor.selection = new vscode.Selection(line, character, line, character);
        return { line, character };
      },
      [path.join(workbench.folder, name), text, behind] as const,
    );
    await workbench.tab(path.basename(name)).waitFor();
    const { line, character } = place;
    await workbench.statusBar.getByText(`Ln ${line + 1}, Col ${character + 1}`).waitFor();
  }
  const hover = () => workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'TCP port' });
  /** Shows it until it says that: files are read in the background, and a hover does not change. */
  async function showHover(name: string, text: string, says: string): Promise<void> {
    await goTo(name, text);
    const found = hover().filter({ hasText: says });
    while (!(await found.isVisible())) {
      await workbench.page.keyboard.press('Escape');
      await workbench.execute('editor.action.showHover');
      await found.waitFor({ timeout: 1000 }).catch(() => undefined);
    }
    // It fades in.
    await found.evaluate((element) =>
      Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished)),
    );
  }

  for (const theme of ['light', 'dark'] as const) {
    it(`is explained where the pointer rests on it, in the ${theme} theme`, async () => {
      await workbench.setTheme(theme);
      await showHover('feed/reader.c', 'tcp://127.0.0.1:6556', 'Bound by');
      const text = await hover().innerText();
      assert.match(text, /SUB connects tcp:\/\/127\.0\.0\.1:6556/);
      assert.match(text, /Subscribes to weather\. and news\./);
      assert.match(text, /Bound by PUB server\.py:8/);
      await hover().getByText('Inspect').waitFor();
      await workbench.screenshot(`endpoint-hover-${theme}`);
      await showHover('feed/server.py', 'tcp://*:6556', 'Connected by');
      await hover().getByText('drops unsent messages on close').waitFor();
      await workbench.screenshot(`endpoint-hover-bind-${theme}`);
      await workbench.page.keyboard.press('Escape');
    });
  }

  it('its explanation links to the other end', async () => {
    await showHover('feed/reader.c', 'tcp://127.0.0.1:6556', 'Bound by');
    await hover().getByRole('link', { name: 'server.py:8', exact: true }).click();
    await workbench.tab('server.py').waitFor();
    await workbench.statusBar.getByText('Ln 8, Col 16').waitFor();
  });

  it('Inspect in its explanation opens a session', async () => {
    await showHover('feed/server.py', 'tcp://*:6556', 'Connected by');
    await hover().getByText('Inspect').click();
    await workbench.inspector('SUB tcp://127.0.0.1:6556');
    const [session] = await workbench.execute<{ type: string }[]>('zeromq.session.list', {});
    assert.equal(session?.type, 'SUB');
  });

  it('is proposed as it is typed, and takes the place of the whole string', async () => {
    await goTo('typing.py', 'weather.connect(', true);
    await workbench.page.keyboard.type('"tcp:/');
    const widget = workbench.page.locator('.suggest-widget.visible');
    const row = widget.locator('.monaco-list-row').filter({ hasText: 'tcp://127.0.0.1:6556' });
    await row.waitFor();
    assert.match(await row.innerText(), /PUB binds in server\.py, 2 connect/);
    await workbench.screenshot('endpoint-completion');
    await row.click();
    await workbench.page
      .locator('.view-lines')
      .getByText('weather.connect("tcp://127.0.0.1:6556")')
      .waitFor();
  });

  it('links appear when another file begins to bind what an open one connects to', async () => {
    mkdirSync(path.join(workbench.folder, 'late'));
    writeFileSync(
      path.join(workbench.folder, 'late', 'client.py'),
      `import zmq\ns = zmq.Context().socket(zmq.REQ)\ns.connect("tcp://localhost:6600")\n`,
    );
    await goTo('late/client.py', 'tcp://');
    const link = workbench.page.locator('.view-lines .detected-link');
    assert.equal(await link.count(), 0);
    writeFileSync(
      path.join(workbench.folder, 'late', 'service.py'),
      `import zmq\ns = zmq.Context().socket(zmq.REP)\ns.bind("tcp://*:6600")\n`,
    );
    await link.first().waitFor();
    // By the mouse alone: with the key held down the editor draws the link anew under the pointer.
    const box = await link.first().boundingBox();
    assert.ok(box);
    const { keyboard, mouse } = workbench.page;
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await keyboard.down('Control');
    await mouse.down();
    await mouse.up();
    await keyboard.up('Control');
    await workbench.tab('service.py').waitFor();
  });
});
