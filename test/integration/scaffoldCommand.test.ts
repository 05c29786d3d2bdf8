import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ScaffoldArguments } from '../../src/host/config/commandArguments';
import { activated, run, runRaw } from './support/host';

const tasksBefore = `{
  // ours
  "version": "2.0.0",
  "tasks": [
    { "label": "mine", "type": "shell", "command": "true" } // stays
  ]
}
`;

/** Each test has a folder of its own, and the window's tasks are as they were in the end. */
describe('zeromq.pattern.scaffold', () => {
  let root: string;
  const inRoot = (file: string) => path.join(root, file);
  const text = (file: string) => fs.readFileSync(inRoot(file), 'utf8');
  const wish = (folder: string, more: Partial<ScaffoldArguments> = {}): ScaffoldArguments => ({
    pattern: 'request-reply',
    language: 'python',
    folder,
    ...more,
  });
  const code = (expected: string) => (error: unknown) =>
    error instanceof Error && 'code' in error && error.code === expected;

  before(async () => {
    await activated();
    root = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    for (const name of ['scaffolded', 'taken', '.vscode/tasks.json', '.vscode/launch.json']) {
      fs.rmSync(inRoot(name), { recursive: true, force: true });
    }
  });

  it('writes the programs of several languages with what was asked for', async () => {
    const answer = await run(
      'zeromq.pattern.scaffold',
      wish('scaffolded/mixed', {
        languages: { client: 'rust' },
        endpoints: { service: 'tcp://127.0.0.1:6007' },
        name: 'mixed-up',
      }),
    );
    assert.equal(answer.folder, inRoot('scaffolded/mixed'));
    assert.equal(answer.mainFile, inRoot('scaffolded/mixed/python/server.py'));
    assert.equal(answer.startAll, 'mixed-up: start all');
    assert.deepEqual(answer.kept, []);
    for (const file of answer.files) assert.ok(fs.existsSync(file), file);
    assert.ok(text('scaffolded/mixed/python/server.py').includes('tcp://127.0.0.1:6007'));
    assert.ok(text('scaffolded/mixed/rust/src/client.rs').includes('tcp://127.0.0.1:6007'));
    assert.ok(text('scaffolded/mixed/rust/Cargo.toml').includes('name = "mixed-up"'));
  });

  it('adds its tasks to those of the workspace folder, and keeps comments', async () => {
    fs.mkdirSync(inRoot('.vscode'), { recursive: true });
    fs.writeFileSync(inRoot('.vscode/tasks.json'), tasksBefore);
    await run('zeromq.pattern.scaffold', wish('scaffolded/first'));
    const second = await run('zeromq.pattern.scaffold', wish('scaffolded/second', { name: 'first' }));
    const tasks = text('.vscode/tasks.json');
    assert.ok(tasks.includes('// ours') && tasks.includes('// stays'), tasks);
    for (const label of ['mine', 'first: start all', 'first 2: start all']) {
      assert.ok(tasks.includes(`"label": "${label}"`), `${label}\n${tasks}`);
    }
    assert.equal(second.startAll, 'first 2: start all');
    assert.ok(tasks.includes('"cwd": "${workspaceFolder}/scaffolded/second"'), tasks);
    assert.ok(text('.vscode/launch.json').includes('"compounds"'));
  });

  it('changes nothing where everything is there already', async () => {
    await run('zeromq.pattern.scaffold', wish('scaffolded/same'));
    const before = text('.vscode/tasks.json');
    const again = await run('zeromq.pattern.scaffold', wish('scaffolded/same'));
    assert.deepEqual([again.files, again.kept], [[], []]);
    assert.equal(text('.vscode/tasks.json'), before);
  });

  it('overwrites nothing unless told, and says what is in the way', async () => {
    fs.mkdirSync(inRoot('taken'));
    fs.writeFileSync(inRoot('taken/README.md'), 'ours\n');
    fs.writeFileSync(inRoot('taken/client.py'), 'ours\n');
    await assert.rejects(run('zeromq.pattern.scaffold', wish('taken')), (error) => {
      assert.ok(code('scaffold/filesExist')(error));
      assert.match(String(error), /taken\/README\.md, taken\/client\.py/);
      return true;
    });
    assert.deepEqual(fs.readdirSync(inRoot('taken')).sort(), ['README.md', 'client.py']);
    const answer = await run(
      'zeromq.pattern.scaffold',
      wish('taken', { existing: { 'taken/README.md': 'keep', 'taken/client.py': 'overwrite' } }),
    );
    assert.deepEqual(answer.kept, [inRoot('taken/README.md')]);
    assert.equal(text('taken/README.md'), 'ours\n');
    assert.ok(text('taken/client.py').includes('import zmq'));
  });

  it('writes nothing where a folder is in the place of a file', async () => {
    fs.mkdirSync(inRoot('taken/server.py'), { recursive: true });
    await assert.rejects(run('zeromq.pattern.scaffold', wish('taken')), (error) => {
      assert.match(String(error), /server\.py/);
      return true;
    });
    assert.deepEqual(fs.readdirSync(inRoot('taken')), ['server.py']);
    assert.ok(!fs.existsSync(inRoot('.vscode/tasks.json')));
  });

  it('takes back what was written where a later file fails', async () => {
    const outside = fs.mkdtempSync(path.join(tmpdir(), 'zeromq-scaffold-'));
    try {
      // the tasks come last, and cannot be below a file
      fs.writeFileSync(path.join(outside, '.vscode'), 'ours\n');
      fs.writeFileSync(path.join(outside, 'README.md'), 'ours\n');
      const args = wish(outside, { language: 'rust', existing: 'overwrite' });
      await assert.rejects(run('zeromq.pattern.scaffold', args), (error) => {
        assert.ok(code('scaffold/notWritten')(error), String(error));
        assert.match(String(error), /Nothing was changed/);
        return true;
      });
      assert.deepEqual(fs.readdirSync(outside).sort(), ['.vscode', 'README.md']);
      assert.equal(fs.readFileSync(path.join(outside, 'README.md'), 'utf8'), 'ours\n');
      fs.rmSync(path.join(outside, '.vscode'));
      const answer = await run('zeromq.pattern.scaffold', args);
      // no folder of this window has the tasks
      assert.equal(answer.startAll, undefined);
      assert.ok(fs.existsSync(path.join(outside, '.vscode/tasks.json')));
    } finally {
      fs.rmSync(outside, { recursive: true, force: true });
    }
  });

  it('refuses to write a file that is open with changes', async () => {
    fs.mkdirSync(inRoot('.vscode'), { recursive: true });
    fs.writeFileSync(inRoot('.vscode/tasks.json'), tasksBefore);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(inRoot('.vscode/tasks.json')));
    // refused while the text of an earlier test gives way to what is on the disk now
    const type = () => editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// typed\n'));
    while (!(await type()));
    await assert.rejects(run('zeromq.pattern.scaffold', wish('scaffolded')), code('scaffold/unsaved'));
    assert.ok(!fs.existsSync(inRoot('scaffolded')));
    assert.equal(text('.vscode/tasks.json'), tasksBefore);
  });

  it('refuses what does not work, each with its reason', async () => {
    fs.mkdirSync(inRoot('taken'));
    fs.writeFileSync(inRoot('taken/file'), '');
    const refused: readonly (readonly [unknown, string])[] = [
      [wish('../elsewhere'), 'scaffold/badFolder'],
      [wish('taken/file/below'), 'scaffold/badFolder'],
      [wish('scaffolded', { endpoints: { service: 'inproc://a' } }), 'scaffold/badEndpoint'],
      [wish('scaffolded', { endpoints: { other: 'tcp://127.0.0.1:1' } }), 'scaffold/unknownEndpoint'],
      [wish('scaffolded', { topic: 'x' }), 'scaffold/badTopic'],
      [wish('scaffolded', { name: 'Not So' }), 'scaffold/badName'],
      [wish('scaffolded', { languages: { sink: 'c' } }), 'scaffold/unknownRole'],
      [wish('scaffolded', { pattern: 'curve-request-reply', language: 'java' }), 'scaffold/notOffered'],
      [{ ...wish('scaffolded'), pattern: 'nothing' }, 'command/badArgument'],
      [{ ...wish('scaffolded'), language: 'cobol' }, 'command/badArgument'],
      [{ ...wish('scaffolded'), existing: 'maybe' }, 'command/badArgument'],
      [{ pattern: 'pipeline', language: 'c' }, 'command/badArgument'],
    ];
    for (const [args, expected] of refused) {
      await assert.rejects(runRaw('zeromq.pattern.scaffold', args), code(expected), JSON.stringify(args));
    }
    assert.ok(!fs.existsSync(inRoot('scaffolded')));
  });
});
