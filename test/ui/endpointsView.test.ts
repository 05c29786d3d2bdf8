import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Peer } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

const weather = (address: string) => `import zmq

context = zmq.Context()
publisher = context.socket(zmq.PUB)
publisher.bind("${address}")
tasks = context.socket(zmq.PUSH)
tasks.bind("tcp://*:15601")
`;

const reader = (address: string) => `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *weather = zmq_socket(context, ZMQ_SUB);
  zmq_setsockopt(weather, ZMQ_SUBSCRIBE, "", 0);
  zmq_connect(weather, "${address}");
  void *answers = zmq_socket(context, ZMQ_REQ);
  zmq_connect(answers, "tcp://127.0.0.1:15602");
  zmq_close(weather);
  zmq_close(answers);
  zmq_ctx_term(context);
  return 0;
}
`;

const worker = `import zmq

context = zmq.Context()
jobs = context.socket(zmq.SUB)
jobs.setsockopt(zmq.SUBSCRIBE, b"")
jobs.connect("tcp://127.0.0.1:15601")
`;

describe('the Endpoints view', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let view: SessionsView;
  let peer: Peer;
  let feed: string;
  let everywhere: string;

  before(async () => {
    peer = pyPeer();
    ({ endpoint: feed } = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'] }));
    everywhere = feed.replace('127.0.0.1', '*');
    workbench = await Workbench.start({
      files: {
        'src/weather.py': weather(everywhere),
        'src/reader.c': reader(feed),
        'src/worker.py': worker,
        'deploy/compose.yaml': `services:\n  reader:\n    environment:\n      FEED: ${feed}\n`,
      },
    });
    view = new SessionsView(workbench);
    await workbench.showSessions();
    await workbench.execute('zeromq.endpoints.focus');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('endpoints-view-failed');
  });
  after(async () => {
    await workbench.dispose();
    await peer.close();
  });

  const title = (name: string) => {
    const pane = workbench.page
      .locator('.part.sidebar .pane')
      .filter({ has: workbench.page.locator('.pane-header', { hasText: 'Endpoints' }) });
    return pane.locator('.pane-header').getByRole('button', { name });
  };
  /** Waits until the active editor has its cursor there: `src/reader.c:7`. */
  const cursorAt = (wanted: string) =>
    workbench.evaluate(
      (api, place) =>
        new Promise<void>((resolve) => {
          const look = () => {
            const editor = api.window.activeTextEditor;
            const file = editor && api.workspace.asRelativePath(editor.document.uri);
            if (editor && `${file}:${editor.selection.start.line + 1}` === place) resolve();
          };
          api.window.onDidChangeActiveTextEditor(look);
          api.window.onDidChangeTextEditorSelection(look);
          look();
        }),
      wanted,
    );
  const pictures = async (name: string) => {
    await view.leave();
    for (const theme of ['light', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`${name}-${theme}`);
    }
  };

  it('lists endpoints with what meets there, what is wrong and who listens', async () => {
    const listens = process.platform === 'linux' ? String.raw` · python\S* pyPeer\.py \(\d+\)` : '';
    await view.describes(everywhere, new RegExp(`^PUB – SUB${listens}$`));
    await view.describes('tcp://*:15601', 'types do not match · PUSH – SUB');
    await view.describes('tcp://127.0.0.1:15602', 'bound by nobody · REQ');
    assert.equal((await view.icon('tcp://*:15601')).name, 'warning');
    assert.equal((await view.icon('tcp://127.0.0.1:15602')).name, 'debug-disconnect');
    assert.match(await view.tooltip('tcp://*:15601'), /PUSH[^]*src\/weather\.py:7/);
    await view.expand(everywhere);
    await view.describes('PUB bind', 'weather.py:5 · src');
    await view.describes('SUB connect', 'reader.c:7 · src');
    await view.describes('mention', 'compose.yaml:4 · deploy');
    await pictures('endpoints-view');
  });

  it('opens the code at the range by a click', async () => {
    await view.select('SUB connect');
    await workbench.tab('reader.c').waitFor();
    await workbench.page.locator('.part.editor .monaco-editor .view-line').getByText(feed).first().waitFor();
    await cursorAt('src/reader.c:7');
  });

  it('has in its menus what can be done', async () => {
    const source = ['Go to Source', 'Find All References'];
    const copy = ['Copy Address'];
    const inspect = 'Inspect Endpoint in Source';
    assert.deepEqual(await view.menu(everywhere), [[inspect], source, copy]);
    assert.deepEqual(await view.menu('tcp://127.0.0.1:15602'), [
      [inspect, 'Send to Endpoint in Source'],
      source,
      copy,
    ]);
    assert.deepEqual(await view.menu('mention'), [source, copy]);
    assert.deepEqual(await view.actions(everywhere), [inspect, 'Go to Source']);
  });

  it('copies an address, and goes to the one who binds', async () => {
    await view.choose(everywhere, 'Copy Address');
    await view.act(everywhere, 'Go to Source');
    await workbench.tab('weather.py').waitFor();
    await cursorAt('src/weather.py:5');
    const copied = await workbench.evaluate((vscode) => vscode.env.clipboard.readText());
    assert.equal(copied, everywhere);
  });

  it('peeks at all references', async () => {
    await view.choose(everywhere, 'Find All References');
    const peek = workbench.page.locator('.peekview-widget');
    for (const file of ['weather.py', 'reader.c', 'compose.yaml'])
      await peek.getByText(file).first().waitFor();
    await workbench.screenshot('endpoints-view-references');
    await workbench.page.keyboard.press('Escape');
    await peek.waitFor({ state: 'detached' });
  });

  it('opens a session on an endpoint, and says then that it is connected', async () => {
    await view.act(everywhere, 'Inspect Endpoint in Source');
    await workbench.tab(`SUB ${feed}`).waitFor();
    await view.describes(everywhere, /^PUB – SUB · session connected/);
    const session = workbench.sessionRows.filter({ hasText: 'session · connected' });
    await session.waitFor();
    assert.equal((await view.icon(everywhere)).mood, 'good');
    await pictures('endpoints-view-session');
    await workbench.execute('workbench.action.closeAllEditors');
    await session.click();
    await workbench.tab(`SUB ${feed}`).waitFor();
  });

  it('follows what is typed, without folding up', async () => {
    await view.select('PUB bind');
    await workbench.tab('weather.py').waitFor();
    await workbench.page.locator('.part.editor .monaco-editor .view-line').getByText('15601').click();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('Enter');
    await view.describes('PUB bind', 'weather.py:6 · src');
    await workbench.page.keyboard.press('Control+z');
    await view.describes('PUB bind', 'weather.py:5 · src');
    assert.equal(await view.row(everywhere).getAttribute('aria-expanded'), 'true');
    await workbench.execute('workbench.action.closeAllEditors');
  });

  it('groups by file at a click, and still does so after a reload', async () => {
    await view.row(everywhere).hover();
    await title('Group Endpoints by File').click();
    await view.describes('weather.py', 'types do not match · src');
    await view.expand('weather.py');
    await view.describes(everywhere, 'PUB bind · line 5');
    await pictures('endpoints-view-files');
    await workbench.reload();
    await workbench.execute('zeromq.endpoints.focus');
    await view.describes('weather.py', /src$/);
    // off what was clicked, whose tooltip may lie over the rows
    await view.leave();
    await view.row('weather.py').hover();
    await title('Group Endpoints by Address').click();
    await view.describes('tcp://127.0.0.1:15602', 'bound by nobody · REQ');
  });

  it('reads files anew at a click on Refresh', async () => {
    await view.leave();
    await view.row('tcp://127.0.0.1:15602').hover();
    await title('Refresh Endpoints').click();
    await view.describes('tcp://*:15601', 'types do not match · PUSH – SUB');
  });

  it('says what to do where nothing is found', async () => {
    // A text in an editor counts, whether its file is there or not; the window reopens its tabs.
    await workbench.execute('workbench.action.closeAllEditors');
    fs.rmSync(path.join(workbench.folder, 'src'), { recursive: true });
    fs.rmSync(path.join(workbench.folder, 'deploy'), { recursive: true });
    const welcome = workbench.page.locator('.part.sidebar .welcome-view-content').filter({ visible: true });
    await welcome.getByText('What the workspace’s sources bind and connect shows here').waitFor();
    await pictures('endpoints-view-welcome');
  });
});
