import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { SourceAnalysis } from '../../src/host/analysis/sourceAnalysis';
import type { FileView } from '../../src/protocol/analysis';
import { activated, eventually } from './support/host';

const publisher = `import zmq

context = zmq.Context()
pub = context.socket(zmq.PUB)
pub.bind("tcp://*:5556")
`;

const subscriber = `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *subscriber = zmq_socket(context, ZMQ_SUB);
  zmq_connect(subscriber, "tcp://127.0.0.1:5556");
}
`;

describe('the source analysis in the extension host', () => {
  let analysis: SourceAnalysis;
  let folder: string;

  before(async () => {
    ({ analysis } = await activated());
    folder = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'sources');
    fs.mkdirSync(folder, { recursive: true });
    await analysis.whenRead();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(folder, { recursive: true });
  });

  const uriOf = (name: string) => vscode.Uri.file(path.join(folder, name));
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  const usesIn = ({ uses }: FileView) =>
    uses.map(({ socketType, role, endpoint, peers }) => `${socketType} ${role} ${endpoint} ${peers.length}`);
  /** Waits until the file shows that. */
  async function shows(name: string, expected: readonly string[]): Promise<void> {
    let seen: readonly string[] = [];
    const uri = String(uriOf(name));
    const look = async () => {
      seen = usesIn(await analysis.viewOf(uri));
    };
    await look();
    const looked = new vscode.EventEmitter<void>();
    const listening = analysis.onDidChange((uris) => {
      if (uris.has(uri)) void look().then(() => looked.fire());
    });
    try {
      await eventually(
        `${name} to show ${expected.join(', ')}`,
        () => (seen.join() === expected.join() ? true : undefined),
        looked.event,
      );
    } finally {
      listening.dispose();
      looked.dispose();
    }
  }

  it('finds files that are made, and who is on the other side in another language', async () => {
    write('weather.py', publisher);
    await shows('weather.py', ['PUB bind tcp://*:5556 0']);
    write('reader.c', subscriber);
    await shows('weather.py', ['PUB bind tcp://*:5556 1']);
    await shows('reader.c', ['SUB connect tcp://127.0.0.1:5556 1']);
  });

  it('reads no file that comes to a folder that files.exclude hides', async () => {
    const settings = vscode.workspace.getConfiguration('files');
    const exclude = (value: Readonly<Record<string, boolean>> | undefined) =>
      settings.update('exclude', value, vscode.ConfigurationTarget.Workspace);
    fs.mkdirSync(path.join(folder, 'generated'));
    await exclude({ '**/generated': true });
    try {
      await analysis.whenRead();
      write('generated/hidden.py', publisher);
      write('shown.py', publisher);
      await shows('shown.py', ['PUB bind tcp://*:5556 1']);
      write('generated/hidden.py', publisher.replace('5556', '5557'));
      write('shown.py', publisher.replace('5556', '5558'));
      await shows('shown.py', ['PUB bind tcp://*:5558 0']);
      assert.deepEqual(usesIn(await analysis.viewOf(String(uriOf('generated/hidden.py')))), []);
    } finally {
      await exclude(undefined);
      for (const name of ['generated', 'shown.py']) fs.rmSync(path.join(folder, name), { recursive: true });
    }
    await shows('shown.py', []);
  });

  it('knows every endpoint of the workspace', async () => {
    const endpoints = await analysis.endpoints();
    const found = endpoints.find(({ label }) => label === 'tcp://*:5556');
    assert.equal(found?.binders.length, 1);
    assert.equal(found.connectors.length, 1);
    assert.equal(found.binders[0]?.uri, String(uriOf('weather.py')));
  });

  it('follows what is typed before it is saved, and the disk again when the editor closes', async () => {
    const document = await vscode.workspace.openTextDocument(uriOf('weather.py'));
    const editor = await vscode.window.showTextDocument(document);
    const at = document.getText().indexOf('5556');
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 4));
    await editor.edit((edit) => edit.replace(range, '5557'));
    assert.deepEqual(usesIn(await analysis.fileView(document)), ['PUB bind tcp://*:5557 0']);
    await shows('reader.c', ['SUB connect tcp://127.0.0.1:5556 0']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await shows('reader.c', ['SUB connect tcp://127.0.0.1:5556 1']);
  });

  it('reads a text that was never saved as the language that it is set to', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: publisher });
    assert.deepEqual(usesIn(await analysis.fileView(document)), ['PUB bind tcp://*:5556 1']);
    const plain = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    const { uses, mentions } = await analysis.fileView(plain);
    assert.deepEqual([uses.length, mentions.length], [0, 1]);
    await vscode.window.showTextDocument(plain);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('forgets files that are removed', async () => {
    fs.rmSync(path.join(folder, 'weather.py'));
    await shows('reader.c', ['SUB connect tcp://127.0.0.1:5556 0']);
  });

  it('reads the files of a folder that comes whole, and forgets those of one that goes', async () => {
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'zeromq-moved-'));
    try {
      fs.writeFileSync(path.join(elsewhere, 'weather.py'), publisher);
      fs.renameSync(elsewhere, path.join(folder, 'moved'));
      await shows('moved/weather.py', ['PUB bind tcp://*:5556 1']);
      await shows('reader.c', ['SUB connect tcp://127.0.0.1:5556 1']);
      fs.renameSync(path.join(folder, 'moved'), elsewhere);
      await shows('moved/weather.py', []);
      await shows('reader.c', ['SUB connect tcp://127.0.0.1:5556 0']);
    } finally {
      fs.rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
