import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { recordingInspect, type RecordingSnapshot } from '../../src/protocol/recording';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { readStreaming } from '../unit/recording/mcapJudge';
import { activated, cleanUp, run, sessionWhere } from './support/host';

describe('recording commands', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;
  const folder = () => path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'recordings');

  before(async () => {
    workbench = await activated();
    peer = nodePeer();
  });
  after(() => peer.close());
  afterEach(async () => {
    await cleanUp(workbench);
    fs.rmSync(folder(), { recursive: true, force: true });
  });

  const finished = () =>
    new Promise<RecordingSnapshot>((resolve) => {
      const listening = workbench.recordings.onDidFinish((snapshot) => {
        listening.dispose();
        resolve(snapshot);
      });
    });

  async function recorded(name: string) {
    const session = await run('zeromq.session.open', {
      type: 'PULL',
      name,
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { file } = await run('zeromq.recording.start', { session });
    const connect = [workbench.registry.get(session).snapshot.endpoints[0]?.resolved ?? ''];
    return { session, file, socket: await peer.open('PUSH', { connect }) };
  }

  it('record into the settings’ folder by the session’s name, show it in the tree, and stop', async () => {
    const { session, file, socket } = await recorded('prices');
    assert.equal(path.dirname(file), folder());
    assert.match(path.basename(file), /^prices \d{4}-\d\d-\d\d \d{6}\.mcap$/);
    await socket.send('one');
    await sessionWhere(workbench, session, ({ snapshot }) => snapshot.received === 1);
    const item = workbench.tree.getTreeItem(workbench.tree.sessionNode(session));
    assert.match(String(item.description), /^● 0:0\d /);
    assert.match(String(item.contextValue), / recorded( captured)?$/);
    await assert.rejects(run('zeromq.recording.start', { session }), { code: 'recording/running' });
    const answer = await run('zeromq.recording.stop', { session });
    assert.deepEqual([answer.state, answer.messages, answer.missed], ['finished', 1, 0]);
    assert.equal(
      readStreaming(fs.readFileSync(file)).filter(({ channel }) => channel.endsWith('/in')).length,
      1,
    );
    await assert.rejects(run('zeromq.recording.start', { session, file }), { code: 'recording/exists' });
    const again = await run('zeromq.recording.start', { session, file: 'second' });
    assert.equal(again.file, path.join(folder(), 'second.mcap'));
    await socket.close();
  });

  it('end with the session', async () => {
    const { session, file, socket } = await recorded('ends');
    const end = finished();
    const told: string[] = [];
    const hearing = workbench.recordings.onDidEndWithSession((snapshot) => told.push(snapshot.file));
    await run('zeromq.session.close', { session });
    assert.equal((await end).state, 'finished');
    assert.equal((await workbench.supervisor.request(recordingInspect, { file })).soundness.isComplete, true);
    await assert.rejects(run('zeromq.recording.start', { session }), { code: 'session/closed' });
    assert.deepEqual(told, [file]);
    hearing.dispose();
    await socket.close();
  });

  it('that run are neither renamed nor deleted, and end in the file they began in', async () => {
    const { session, file, socket } = await recorded('kept');
    await assert.rejects(run('zeromq.recording.delete', { file }), { code: 'recording/running' });
    await assert.rejects(run('zeromq.recording.rename', { file: path.basename(file), name: 'other' }), {
      code: 'recording/running',
    });
    assert.deepEqual(fs.readdirSync(folder()), [path.basename(file)]);
    const answer = await run('zeromq.recording.stop', { session });
    assert.deepEqual([answer.file, answer.state], [file, 'finished']);
    const renamed = await run('zeromq.recording.rename', { file, name: 'other' });
    await run('zeromq.recording.delete', { file: renamed });
    assert.deepEqual(fs.readdirSync(folder()), []);
    await socket.close();
  });

  it('are renamed over no other file, and say so', async () => {
    const { session, file, socket } = await recorded('first');
    await run('zeromq.recording.stop', { session });
    fs.writeFileSync(path.join(folder(), 'taken.mcap'), 'mine');
    await assert.rejects(run('zeromq.recording.rename', { file, name: 'taken' }), {
      code: 'recording/exists',
      message: 'There is a file named taken.mcap already. Choose another name.',
    });
    assert.equal(fs.readFileSync(path.join(folder(), 'taken.mcap'), 'utf8'), 'mine');
    assert.ok(fs.existsSync(file));
    await socket.close();
  });

  it('go on in another file when the engine died, and complete the one before', async () => {
    const { session, file, socket } = await recorded('survives');
    await socket.send('before');
    await sessionWhere(workbench, session, ({ snapshot }) => snapshot.received === 1);
    while ((workbench.recordings.of(session)?.messages ?? 0) < 1) await changed(session);
    const wentOn = new Promise((resolve) => {
      const listening = workbench.recordings.onDidGoOn((continuation) => {
        listening.dispose();
        resolve(continuation);
      });
    });
    process.kill(workbench.supervisor.pid ?? 0, 'SIGKILL');
    while (workbench.recordings.of(session)?.file === file) await changed(session);
    const next = workbench.recordings.of(session)?.file ?? '';
    assert.match(path.basename(next), /^survives [\d -]+ \(2\)\.mcap$/);
    assert.deepEqual(await wentOn, { file, next });
    const { messages, soundness } = await workbench.supervisor.request(recordingInspect, { file });
    assert.deepEqual([messages, soundness.isComplete], [1, true]);
    await run('zeromq.recording.stop', { session });
    await socket.close();
  });

  it('save the buffer, whole or filtered', async () => {
    const { session, socket } = await recorded('buffer');
    for (let i = 0; i < 20; i++) await socket.send(i % 2 === 0 ? 'even' : 'odd');
    await sessionWhere(workbench, session, ({ snapshot }) => snapshot.received === 20);
    const all = await run('zeromq.recording.save', { session, file: 'all' });
    assert.equal(all.messages, 20);
    const odd = await run('zeromq.recording.save', { session, file: 'odd', filter: 'odd', from: 2, to: 6 });
    assert.equal(odd.messages, 2);
    await assert.rejects(run('zeromq.recording.save', { session, file: 'bad', filter: 'size>' }), {
      code: 'command/badArgument',
    });
    await socket.close();
  });

  function changed(session: string): Promise<void> {
    return new Promise((resolve) => {
      const listening = workbench.recordings.onDidChange((of) => {
        if (of !== session) return;
        listening.dispose();
        resolve();
      });
    });
  }
});
