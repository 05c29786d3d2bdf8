import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import type { EndpointsNode } from '../../src/host/endpointsView/endpointsNode';
import type { Peer } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { activated, cleanUp, eventually, run, runRaw } from './support/host';

const publisher = (address: string) => `import zmq

context = zmq.Context()
pub = context.socket(zmq.PUB)
pub.bind("${address}")
`;

const subscriber = (address: string) => `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *subscriber = zmq_socket(context, ZMQ_SUB);
  zmq_setsockopt(subscriber, ZMQ_SUBSCRIBE, "", 0);
  zmq_connect(subscriber, "${address}");
}
`;

describe('the Endpoints view', () => {
  let workbench: ComposedWorkbench;
  let folder: string;

  before(async () => {
    workbench = await activated();
    folder = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'endpoints view');
    fs.mkdirSync(folder, { recursive: true });
    await vscode.commands.executeCommand('zeromq.endpoints.focus');
    write('weather.py', publisher('tcp://*:15556'));
    write('reader.c', subscriber('tcp://127.0.0.1:15556'));
    write('compose.yaml', 'environment:\n  FEED: tcp://weather:15556\n');
    await shows('tcp://*:15556', /^PUB – SUB/);
  });
  afterEach(() => run('zeromq.endpoints.groupByEndpoint', {}));
  after(async () => {
    await cleanUp(workbench);
    fs.rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  const uriOf = (name: string) => vscode.Uri.file(path.join(folder, name));
  const item = (node: EndpointsNode) => workbench.endpointsTree.getTreeItem(node);
  const children = (node?: EndpointsNode) => workbench.endpointsTree.getChildren(node);
  const labelOf = (node: EndpointsNode) => {
    const { label = '' } = item(node);
    return typeof label === 'string' ? label : label.label;
  };
  const described = (node: EndpointsNode) => `${labelOf(node)} | ${String(item(node).description)}`;
  const iconOf = (node: EndpointsNode) => item(node).iconPath as vscode.ThemeIcon;
  /** Waits until what the tree lists passes. */
  async function listed<T>(what: string, find: (roots: EndpointsNode[]) => T | undefined): Promise<T> {
    let roots: EndpointsNode[] = [];
    const looked = new vscode.EventEmitter<void>();
    const look = async () => {
      roots = await children();
      looked.fire();
    };
    const listening = workbench.endpointsTree.onDidChangeTreeData(() => void look());
    try {
      await look();
      return await eventually(what, () => find(roots), looked.event);
    } catch (error) {
      throw new Error(`${String(error)}; last seen: ${roots.map(described).join('; ')}`);
    } finally {
      listening.dispose();
      looked.dispose();
    }
  }
  const root = (roots: readonly EndpointsNode[], label: string) =>
    roots.find((node) => labelOf(node) === label);
  /** Waits until an element at the top says that. */
  const shows = (label: string, description: RegExp) =>
    listed(`${label} to say ${String(description)}`, (roots) => {
      const node = root(roots, label);
      return node && description.test(String(item(node).description)) ? node : undefined;
    });

  it('lists endpoints with who binds, who connects and which texts name them', async () => {
    const endpoint = await shows('tcp://*:15556', /^PUB – SUB$/);
    // texts may be read after programs
    while ((await children(endpoint)).length < 3) {
      await new Promise<void>((resolve) => {
        const listening = workbench.endpointsTree.onDidChangeTreeData(() => {
          listening.dispose();
          resolve();
        });
      });
    }
    assert.deepEqual((await children(endpoint)).map(described), [
      'PUB bind | weather.py:5 · endpoints view',
      'SUB connect | reader.c:7 · endpoints view',
      'mention | compose.yaml:2 · endpoints view',
    ]);
    assert.equal(iconOf(endpoint).id, 'radio-tower');
    assert.equal(item(endpoint).contextValue, 'endpoint inspects');
  });

  it('opens the code at the range by a click', async () => {
    const endpoint = await shows('tcp://*:15556', /PUB/);
    const [binder] = await children(endpoint);
    assert.ok(binder);
    const { command } = item(binder);
    await vscode.commands.executeCommand(
      command?.command ?? '',
      ...((command?.arguments ?? []) as unknown[]),
    );
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, uriOf('weather.py').fsPath);
    assert.match(editor.document.getText(editor.selection), /tcp:\/\/\*:15556/);
    assert.equal(editor.selection.start.line, 4);
  });

  it('keeps its elements over changes, and knows their parents', async () => {
    const endpoint = await shows('tcp://*:15556', /PUB/);
    const [binder] = await children(endpoint);
    const ids = [item(endpoint).id, binder && item(binder).id];
    write('weather.py', `# Weather\n${publisher('tcp://*:15556')}`);
    const moved = await listed('the line to move', (roots) => {
      const node = root(roots, 'tcp://*:15556');
      return binder && String(item(binder).description).startsWith('weather.py:6') ? node : undefined;
    });
    assert.equal(moved, endpoint);
    const [again] = await children(moved);
    assert.equal(again, binder);
    assert.deepEqual([item(moved).id, again && item(again).id], ids);
    assert.equal(again && workbench.endpointsTree.getParent(again), endpoint);
    await workbench.endpointsView.reveal('tcp:15556');
    write('weather.py', publisher('tcp://*:15556'));
  });

  it('says who is bound by nobody, and whose types do not go together', async () => {
    write('lost.c', subscriber('tcp://127.0.0.1:15557'));
    const lost = await shows('tcp://127.0.0.1:15557', /^bound by nobody · SUB$/);
    assert.equal(iconOf(lost).id, 'debug-disconnect');
    write('wrong.py', publisher('tcp://*:15557').replace('PUB', 'PUSH'));
    const wrong = await shows('tcp://*:15557', /^types do not match · PUSH – SUB$/);
    assert.match(iconOf(wrong).id, /^(error|warning)$/);
    const { tooltip } = workbench.endpointsTree.resolveTreeItem(item(wrong), wrong);
    assert.match((tooltip as vscode.MarkdownString).value, /PUSH[^]*SUB/);
    await setting('zeromq.findings.incompatible-socket-types', 'off');
    await shows('tcp://*:15557', /^PUSH – SUB$/);
    await setting('zeromq.findings.incompatible-socket-types', undefined);
    fs.rmSync(path.join(folder, 'wrong.py'));
    fs.rmSync(path.join(folder, 'lost.c'));
    await listed('both to go', (roots) => (root(roots, 'tcp://*:15557') ? undefined : true));
  });

  const setting = (id: string, value: unknown) =>
    vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Workspace);

  it('follows what is typed within 300 ms', async () => {
    const document = await vscode.workspace.openTextDocument(uriOf('weather.py'));
    const editor = await vscode.window.showTextDocument(document);
    const delays: number[] = [];
    let port = '15556';
    for (const next of ['15561', '15562', '15563']) {
      const at = document.getText().indexOf(port);
      const range = new vscode.Range(document.positionAt(at), document.positionAt(at + port.length));
      await editor.edit((edit) => edit.replace(range, next));
      const paused = performance.now();
      await shows(`tcp://*:${next}`, /PUB/);
      delays.push(performance.now() - paused);
      port = next;
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await shows('tcp://*:15556', /PUB – SUB/);
    assert.ok(Math.min(...delays) < 300, `took ${delays.map(Math.round).join(', ')} ms`);
  });

  it('groups by file, and remembers it', async () => {
    await run('zeromq.endpoints.groupByFile', {});
    const file = await shows('reader.c', /^endpoints view$/);
    assert.deepEqual((await children(file)).map(described), ['tcp://127.0.0.1:15556 | SUB connect · line 7']);
    const [place] = await children(file);
    assert.equal(place && workbench.endpointsTree.getParent(place), file);
    const labels = await listed('all files', (roots) => roots.map((node) => labelOf(node)));
    assert.ok(labels.indexOf('compose.yaml') > labels.indexOf('weather.py'), 'texts come after programs');
    assert.equal(workbench.endpointsTree.grouping, 'file');
    await run('zeromq.endpoints.groupByEndpoint', {});
    await shows('tcp://*:15556', /PUB/);
  });

  it('answers programs that ask for an endpoint’s places', async () => {
    const file = uriOf('weather.py').fsPath;
    const bind = await run('zeromq.endpoint.goToSource', { endpoint: 'tcp://127.0.0.1:15556' });
    assert.deepEqual(bind, {
      ...{ file, line: 5, column: 10, endpoint: 'tcp://*:15556', role: 'bind' },
      ...{ socketType: 'PUB', library: 'pyzmq' },
    });
    const places = await run('zeromq.endpoint.findReferences', { endpoint: 'tcp://*:15556' });
    assert.deepEqual(
      places.map(({ role, line }) => [role, line]),
      [
        ['bind', 5],
        ['connect', 7],
        ['mention', 2],
      ],
    );
    const inReader = { endpoint: 'tcp://*:15556', file: uriOf('reader.c').fsPath };
    assert.equal(await run('zeromq.endpoint.copyAddress', inReader), 'tcp://127.0.0.1:15556');
    assert.equal(await vscode.env.clipboard.readText(), 'tcp://127.0.0.1:15556');
    assert.equal(await run('zeromq.endpoint.copyAddress', { endpoint: 'tcp:15556' }), 'tcp://*:15556');
    const { uses, endpoints } = await run('zeromq.endpoints.refresh', {});
    assert.ok(uses >= 2 && endpoints >= 1);
    const codeOf = (error: unknown) => (error as { code?: string }).code;
    await assert.rejects(
      run('zeromq.endpoint.goToSource', { endpoint: 'tcp://*:1' }),
      (error) => codeOf(error) === 'source/unknownEndpoint',
    );
    await assert.rejects(
      runRaw('zeromq.endpoint.goToSource', { endpoint: 5 }),
      (error) => codeOf(error) === 'command/badArgument',
    );
  });

  describe('with a program that runs', () => {
    let peer: Peer;
    let port: string;

    before(async () => {
      peer = pyPeer();
      const socket = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'] });
      port = socket.endpoint.split(':').at(-1) ?? '';
      write('live.py', publisher(`tcp://*:${port}`));
    });
    after(() => peer.close());

    it('says which process listens, on Linux', async function () {
      if (process.platform !== 'linux') this.skip();
      const endpoint = await shows(`tcp://*:${port}`, /^PUB · python\S* pyPeer\.py \(\d+\)$/);
      assert.equal(iconOf(endpoint).color?.id, 'charts.green');
      const listening = (await children(endpoint)).find(({ kind }) => kind === 'process');
      assert.ok(listening);
      assert.match(
        described(listening),
        new RegExp(`^python\\S* pyPeer\\.py \\| process \\d+ · listens at 127.0.0.1:${port}$`),
      );
      const { tooltip } = workbench.endpointsTree.resolveTreeItem(item(listening), listening);
      assert.match((tooltip as vscode.MarkdownString).value, /\/test\/peers\/pyPeer/);
    });

    it('says that a session of ours is on it, and opens its inspector by a click', async () => {
      const session = await run('zeromq.session.open', {
        type: 'SUB',
        endpoints: [`connect:tcp://127.0.0.1:${port}`],
        subscriptions: [''],
        save: false,
      });
      const endpoint = await shows(`tcp://*:${port}`, /^PUB · session connected/);
      assert.equal(iconOf(endpoint).color?.id, 'charts.green');
      const node = (await children(endpoint)).find(({ kind }) => kind === 'session');
      assert.ok(node);
      assert.equal(described(node), `SUB tcp://127.0.0.1:${port} | session · connected`);
      const { command } = item(node);
      await vscode.commands.executeCommand(
        command?.command ?? '',
        ...((command?.arguments ?? []) as unknown[]),
      );
      await eventually(
        'the inspector',
        () => vscode.window.tabGroups.activeTabGroup.activeTab?.label.startsWith('SUB ') || undefined,
        vscode.window.tabGroups.onDidChangeTabs,
      );
      await run('zeromq.session.remove', { session });
      await shows(`tcp://*:${port}`, /^PUB( · python.*)?$/);
    });

    it('attaches to what an endpoint’s best use and its peers tell', async () => {
      const endpoint = await shows(`tcp://*:${port}`, /^PUB/);
      const session = await vscode.commands.executeCommand<string>('zeromq.endpoint.inspect', endpoint);
      const { definition } = workbench.registry.get(session);
      assert.deepEqual(
        [definition.type, definition.endpoints],
        ['SUB', [{ role: 'connect', address: `tcp://127.0.0.1:${port}` }]],
      );
      await run('zeromq.session.remove', { session });
    });
  });
});
