import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { activated, eventually, run, runRaw } from './support/host';

const publisher = 'import zmq\npub = zmq.Context().socket(zmq.PUB)\npub.bind("tcp://*:5971")\n';
const puller = 'import zmq\npull = zmq.Context().socket(zmq.PULL)\npull.connect("tcp://localhost:5971")\n';

describe('topology commands', () => {
  let folder: string;

  before(async () => {
    const { analysis } = await activated();
    folder = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'topology');
    fs.mkdirSync(folder, { recursive: true });
    await analysis.whenRead();
    let found = false;
    const look = async () => {
      found = (await analysis.endpoints()).some(
        ({ binders, connectors, label }) =>
          label === 'tcp://*:5971' && binders.length + connectors.length === 2,
      );
    };
    const looked = new vscode.EventEmitter<void>();
    const listening = analysis.onDidChange(() => void look().then(() => looked.fire()));
    fs.writeFileSync(path.join(folder, 'prices.py'), publisher);
    fs.writeFileSync(path.join(folder, 'alarm.py'), puller);
    await eventually('both programs', () => (found ? true : undefined), looked.event);
    listening.dispose();
    looked.dispose();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(folder, { recursive: true });
  });

  it('give programs the topology as Mermaid', async () => {
    const text = await run('zeromq.topology.export', { format: 'mermaid', filter: '5971' });
    assert.match(text, /^flowchart LR\n {2}subgraph p0\["alarm\.py"\]/);
    assert.match(text, /==>\|"bind, incompatible"\|/);
  });

  it('write the topology as SVG to a file, in place of what was there', async () => {
    const file = path.join(folder, 'topology.svg');
    fs.writeFileSync(file, 'old');
    const text = await run('zeromq.topology.export', { format: 'svg', file, filter: '5971', theme: 'dark' });
    assert.equal(fs.readFileSync(file, 'utf8'), text);
    assert.match(text, /fill="#1f1f1f"/);
    assert.match(text, /PULL does not talk to PUB/);
    const light = await run('zeromq.topology.export', { format: 'svg', filter: '5971', theme: 'light' });
    assert.match(light, /fill="#ffffff"/);
  });

  it('take a file relative to the workspace folder, and copy', async () => {
    const file = 'topology/copied.mmd';
    const text = await run('zeromq.topology.export', { format: 'mermaid', file, copy: true, filter: '5971' });
    assert.equal(fs.readFileSync(path.join(folder, 'copied.mmd'), 'utf8'), text);
    assert.equal(await vscode.env.clipboard.readText(), text);
  });

  it('reject what they do not know', async () => {
    const bad = { code: 'command/badArgument' };
    await assert.rejects(runRaw('zeromq.topology.export', { format: 'png' }), bad);
    await assert.rejects(runRaw('zeromq.topology.export', { format: 'svg', theme: 'blue' }), bad);
    await assert.rejects(runRaw('zeromq.topology.show', { filter: 1 }), bad);
  });

  it('open one tab, however often', async () => {
    await run('zeromq.topology.show', {});
    await run('zeromq.topology.show', { filter: 'prices' });
    const own = () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ label }) => label === 'ZeroMQ Topology');
    const { onDidChangeTabs } = vscode.window.tabGroups;
    await eventually('the tab', () => own()[0], onDidChangeTabs);
    await run('zeromq.topology.show', {});
    assert.equal(own().length, 1);
  });
});
