import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import type { ReplayAnswer, StartReplayArguments } from '../../src/host/config/commandArguments';
import type { SessionsNode } from '../../src/host/sessions/sessionNode';
import type { Peer, PeerSocket } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { activated, cleanUp, eventually, run, sessionWhere } from './support/host';

/** Frames that show what would not be byte-exact. */
const awkward: readonly (readonly (string | Uint8Array)[])[] = [
  ['plain'],
  ['a', '', 'b'],
  [Uint8Array.from({ length: 256 }, (_, i) => i)],
  ['x', ''],
];
const hexOf = (messages: readonly (readonly (string | Uint8Array)[])[]) =>
  messages.map((frames) => frames.map((frame) => Buffer.from(frame).toString('hex')));

describe('replay commands', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;
  const folder = () => path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'recordings');

  before(async () => {
    workbench = await activated();
    peer = pyPeer();
  });
  after(() => peer.close());
  afterEach(async () => {
    for (const { snapshot } of workbench.replays.list())
      await run('zeromq.replay.dismiss', { replay: snapshot.replay });
    await cleanUp(workbench);
    fs.rmSync(folder(), { recursive: true, force: true });
  });

  const addressOf = (session: string) =>
    workbench.registry.get(session).snapshot.endpoints[0]?.resolved ?? '';

  /** A PULL that captured the messages. */
  async function captured(messages = awkward, name = 'source'): Promise<string> {
    const session = await run('zeromq.session.open', {
      type: 'PULL',
      name,
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const socket = await peer.open('PUSH', { connect: [addressOf(session)], options: { LINGER: -1 } });
    for (const frames of messages) await socket.send([...frames]);
    await sessionWhere(workbench, session, ({ snapshot }) => snapshot.received === messages.length);
    await socket.close();
    return session;
  }

  async function recorded(messages = awkward): Promise<string> {
    const session = await captured(messages, 'recorded');
    const { file } = await run('zeromq.recording.save', { session, file: 'kept' });
    await run('zeromq.session.remove', { session });
    return file;
  }

  const receiver = () => peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });

  /** As fast as possible to a new PUSH that connects to the receiver, unless told otherwise. */
  const replay = (args: Partial<StartReplayArguments>, to?: PeerSocket) =>
    run('zeromq.replay.start', {
      timing: 'fast',
      ...(to && { target: { type: 'PUSH' as const, endpoints: [`connect:${to.endpoint}`] } }),
      ...args,
    });

  const answers = () => run('zeromq.replay.list', {});

  async function replayWhere(id: string, is: (answer: ReplayAnswer) => boolean): Promise<ReplayAnswer> {
    // The list is read anew after each change; a change during the reading comes with a later event.
    return eventually(
      `replay ${id}`,
      () => {
        const found = workbench.replays.get(id);
        if (!found) return undefined;
        const { snapshot } = found;
        const answer = { ...snapshot, target: snapshot.session };
        return is(answer) ? answer : undefined;
      },
      workbench.replays.onDidChange,
    );
  }
  const ended = (id: string) =>
    replayWhere(id, ({ state }) => state === 'finished' || state === 'stopped' || state === 'failed');

  it('send a recording to a new session and a live capture to an open one, byte by byte', async () => {
    const file = await recorded();
    const first = await receiver();
    const answer = await replay({ recording: 'kept.mcap' }, first);
    assert.deepEqual([answer.recording, answer.total, answer.loops], [file, 4, 1]);
    assert.deepEqual(hexOf(await first.receive(4)), hexOf(awkward));
    const end = await ended(answer.replay);
    assert.deepEqual([end.state, end.sent, end.failed], ['finished', 4, 0]);
    const target = workbench.registry.get(answer.target);
    assert.deepEqual([target.saved, target.snapshot.state], [false, 'open']);

    const source = await captured();
    const again = await replay({ session: 'source', target: answer.target });
    assert.deepEqual([again.session, again.target], [source, answer.target]);
    assert.deepEqual(hexOf(await first.receive(4)), hexOf(awkward));
    await ended(again.replay);
    // One for each session that sends: the last.
    assert.deepEqual(
      (await answers()).map((one) => [one.replay, one.state]),
      [[again.replay, 'finished']],
    );
    await first.close();
  });

  it('propose a PUB in the place of the publisher, which waits for a subscriber', async () => {
    const session = await run('zeromq.session.open', {
      type: 'SUB',
      name: 'ticks',
      endpoints: ['bind:tcp://127.0.0.1:*'],
      subscriptions: [''],
    });
    const publisher = await peer.open('XPUB', { connect: [addressOf(session)] });
    await publisher.receive();
    for (const text of ['one', 'two', 'three']) await publisher.send(['tick', text]);
    await sessionWhere(workbench, session, ({ snapshot }) => snapshot.received === 3);
    await publisher.close();
    const { endpoints } = workbench.registry.get(session).snapshot;
    await run('zeromq.recording.save', { session, file: 'ticks' });
    await run('zeromq.session.remove', { session });
    const port = Number(/\d+$/.exec(endpoints[0]?.resolved ?? '')?.[0]);
    // Who recorded was bound, so its peer connects; the port of `*` is in no recording.
    await assert.rejects(replay({ recording: 'ticks.mcap' }), { code: 'replay/noTarget' });
    const started = await replay({
      recording: 'ticks.mcap',
      target: { type: 'PUB', endpoints: [`bind:tcp://127.0.0.1:${port}`] },
    });
    assert.equal(started.state, 'waiting');
    const subscriber = await peer.open('SUB', { connect: [`tcp://127.0.0.1:${port}`], subscribe: [''] });
    assert.deepEqual(await subscriber.receiveText(), ['tick', 'one']);
    assert.equal((await ended(started.replay)).sent, 3);
    await subscriber.close();
  });

  it('propose what is at the other end, and take an open session that is that already', async () => {
    const source = await captured([['one'], ['two']]);
    const first = await replay({ session: source });
    const { definition } = workbench.registry.get(first.target);
    assert.deepEqual(
      [definition.type, definition.endpoints],
      ['PUSH', [{ role: 'connect', address: addressOf(source) }]],
    );
    await ended(first.replay);
    // What came back was captured too; the selection was taken before.
    await sessionWhere(workbench, source, ({ snapshot }) => snapshot.received === 4);
    const second = await replay({ session: source, from: 0, to: 2 });
    assert.deepEqual([second.target, second.total], [first.target, 2]);
    await ended(second.replay);
  });

  it('pause, step, seek, change speed and stop, and show all of it below the session that sends', async () => {
    const source = await captured(Array.from({ length: 50 }, (_, i) => [`m${i}`]));
    const to = await receiver();
    const { replay: id, target } = await replay({ session: source, timing: { perSecond: 0.001 } }, to);
    assert.deepEqual(await to.receiveText(), ['m0']);
    assert.equal((await run('zeromq.replay.pause', {})).state, 'paused');
    const node = workbench.tree.replayNode(target);
    assert.ok(node);
    const item = () => workbench.tree.getTreeItem(node);
    assert.deepEqual(workbench.tree.getChildren(workbench.tree.sessionNode(target))[0], node);
    assert.deepEqual(workbench.tree.getParent(node), workbench.tree.sessionNode(target));
    assert.deepEqual([item().description, item().contextValue], ['paused at 2 % · 1 sent', 'replay paused']);
    assert.match(
      String(workbench.tree.getTreeItem(workbench.tree.sessionNode(target)).description),
      /^replay paused · /,
    );

    await run('zeromq.replay.step', {});
    assert.deepEqual(await to.receiveText(), ['m1']);
    await run('zeromq.replay.seek', { replay: id, time: '100 %' });
    await run('zeromq.replay.step', {});
    assert.deepEqual(await to.receiveText(), ['m49']);
    await run('zeromq.replay.seek', { time: '0' });
    await run('zeromq.replay.setTiming', { timing: { perSecond: 1000 } });
    assert.equal((await run('zeromq.replay.resume', {})).state, 'running');
    assert.deepEqual((await to.receive(50)).length, 50);
    const end = await ended(id);
    assert.deepEqual([end.state, end.sent], ['finished', 53]);
    assert.equal(item().description, 'finished · 53 sent');
    assert.equal((item().iconPath as vscode.ThemeIcon).id, 'pass');
    await assert.rejects(run('zeromq.replay.pause', { replay: id }), { code: 'replay/over' });
    await assert.rejects(run('zeromq.replay.pause', {}), { code: 'replay/none' });

    await run('zeromq.replay.dismiss', { replay: id });
    assert.equal(workbench.tree.replayNode(target), undefined);
    await to.close();
  });

  it('loop, keep to marks, rows and a filter, and stop', async () => {
    const source = await captured(Array.from({ length: 10 }, (_, i) => [`m${i}`]));
    const to = await receiver();
    const thrice = await replay({ session: source, from: 2, to: 6, filter: 'm3 or m5', loops: 3 }, to);
    const texts = (await to.receive(6)).map(([frame]) => String(frame));
    assert.deepEqual(texts, ['m3', 'm5', 'm3', 'm5', 'm3', 'm5']);
    assert.deepEqual((await ended(thrice.replay)).loop, 3);

    const endless = await replay({
      session: source,
      target: thrice.target,
      loops: 0,
      timing: { perSecond: 200 },
    });
    await run('zeromq.replay.setMarks', { start: '100 %' });
    const marked = await replayWhere(endless.replay, ({ loop, total }) => total === 1 && loop > 2);
    assert.equal(marked.state, 'running');
    const stopped = await run('zeromq.replay.stop', {});
    assert.equal(stopped.state, 'stopped');
    assert.equal((await run('zeromq.replay.stop', { replay: endless.replay })).state, 'stopped');
    await to.close();
  });

  it('redraw the item of a replay, not the tree, while it goes on', async () => {
    await vscode.commands.executeCommand('workbench.view.extension.zeromq');
    workbench.tree.setVisible(true);
    const source = await captured(Array.from({ length: 200 }, (_, i) => [`m${i}`]));
    const to = await receiver();
    const drawn: string[][] = [];
    const listening = workbench.tree.onDidChangeTreeData((nodes: SessionsNode[] | undefined) => {
      drawn.push(nodes?.map(({ kind }) => kind) ?? ['everything']);
    });
    const { replay: id, target } = await replay({ session: source, timing: { perSecond: 100 } }, to);
    await replayWhere(id, ({ state, sent }) => state === 'running' && sent > 0);
    // How far it is stands in one row only.
    const { description } = workbench.tree.getTreeItem(workbench.tree.sessionNode(target));
    assert.match(String(description), /^▶ replay · /);
    assert.doesNotMatch(String(description), /%/);
    const { ranMs = 0 } = await ended(id);
    assert.ok(ranMs > 1000, String(ranMs));
    listening.dispose();
    assert.ok(
      drawn.filter((kinds) => kinds.every((kind) => kind === 'replay')).length >= 2,
      JSON.stringify(drawn),
    );
    await to.close();
  });

  it('reject what makes no sense, and leave no session behind', async () => {
    const source = await captured([['one']]);
    const to = await receiver();
    const before = workbench.registry.list().length;
    const bad = { code: 'command/badArgument' };
    for (const args of [
      {},
      { session: source, recording: 'kept.mcap' },
      { session: source, timing: { speed: 0 } },
      { session: source, timing: { speed: 101 } },
      { session: source, timing: 'slow' },
      { session: source, timing: { perSecond: 0 } },
      { session: source, awaitPeers: -1 },
      { session: source, loops: 1.5 },
      { session: source, target: 7 },
      { session: source, target: { type: 'NONE' } },
      { session: source, filter: 'size>' },
      { session: source, peers: { me: 'you' } },
    ]) {
      const asked = run('zeromq.replay.start', args as StartReplayArguments);
      await assert.rejects(asked, bad, JSON.stringify(args));
    }
    await assert.rejects(replay({ session: 'nobody' }, to), { code: 'session/unknown' });
    await assert.rejects(replay({ recording: 'missing.mcap' }, to), { code: 'recording/cannotRead' });
    await assert.rejects(replay({ session: source, filter: 'nothing has this' }, to), {
      code: 'replay/nothing',
    });
    await assert.rejects(replay({ session: source, target: source }), { code: 'replay/cannotSend' });
    await assert.rejects(run('zeromq.replay.stop', { replay: 'none' }), { code: 'replay/unknown' });
    const address = addressOf(source);
    const taken = replay({ session: source, target: { type: 'PUSH', endpoints: [`bind:${address}`] } });
    await assert.rejects(taken, {
      code: 'endpoint/addressInUse',
      message: /is in use, perhaps by the service that was recorded\. Stop it, bind to another address/,
    });
    assert.equal(workbench.registry.list().length, before);
    const { replay: id } = await replay({ session: source, awaitPeers: 9 }, to);
    await assert.rejects(run('zeromq.replay.seek', { time: '5:00' }), bad);
    await assert.rejects(run('zeromq.replay.seek', { time: 'soon' }), bad);
    const again = replay({ session: source, target: workbench.replays.get(id)?.snapshot.session ?? '' });
    await assert.rejects(again, { code: 'replay/running' });
    await to.close();
  });

  it('say that the engine died, and replay again once it is back', async () => {
    const file = await recorded();
    const to = await receiver();
    const first = await replay({ recording: file, timing: { perSecond: 0.1 } }, to);
    await replayWhere(first.replay, ({ sent }) => sent === 1);
    process.kill(workbench.supervisor.pid ?? 0, 'SIGKILL');
    const end = await ended(first.replay);
    assert.deepEqual([end.state, end.error?.code], ['failed', 'replay/engineEnded']);
    assert.match(end.error?.message ?? '', /signal SIGKILL/);
    // The session was opened by the replay and comes back like any other.
    await sessionWhere(workbench, first.target, ({ snapshot }) => snapshot.peerCount === 1);
    await to.drain(1);
    const again = await replay({ recording: file, target: first.target });
    assert.deepEqual(hexOf(await to.receive(4)), hexOf(awkward));
    assert.equal((await ended(again.replay)).state, 'finished');
    await to.close();
  });

  it('go on when the recording is deleted, and end when the session is closed', async () => {
    const file = await recorded();
    const to = await receiver();
    const { replay: id, target } = await replay({ recording: file, timing: { perSecond: 0.1 } }, to);
    await replayWhere(id, ({ sent }) => sent === 1);
    await run('zeromq.recording.delete', { file });
    await run('zeromq.replay.setTiming', { timing: 'fast' });
    assert.deepEqual(hexOf(await to.receive(4)), hexOf(awkward));
    assert.equal((await ended(id)).state, 'finished');

    const source = await captured();
    const second = await replay({ session: source, target, timing: { perSecond: 0.1 } });
    await replayWhere(second.replay, ({ sent }) => sent === 1);
    await run('zeromq.session.close', { session: target });
    const end = await ended(second.replay);
    assert.deepEqual([end.state, end.error?.code], ['failed', 'replay/sessionClosed']);
    await run('zeromq.session.remove', { session: target });
    assert.deepEqual(await answers(), []);
    await to.close();
  });
});
