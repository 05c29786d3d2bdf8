import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { activated, cleanUp, run, runRaw, sessionWhere, writtenSessions } from './support/host';

describe('session commands', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;

  before(async () => {
    workbench = await activated();
    peer = nodePeer();
  });
  after(() => peer.close());
  afterEach(() => cleanUp(workbench));

  const resolvedOf = (id: string, at = 0) =>
    workbench.registry.get(id).snapshot.endpoints[at]?.resolved ?? '';
  const isConnected = (id: string) =>
    sessionWhere(workbench, id, ({ snapshot }) =>
      snapshot.endpoints.some(({ state }) => state === 'connected'),
    );

  it('open a session from its answers, without a question, and return its id', async () => {
    const id = await run('zeromq.session.open', {
      type: 'SUB',
      name: 'feed',
      endpoints: ['bind:tcp://127.0.0.1:*', { role: 'connect', address: 'tcp://127.0.0.1:9' }],
      subscriptions: ['ticks.', 'hex:00ff'],
      options: { receiveHighWaterMark: 7 },
    });
    const [answer] = await run('zeromq.session.list', {});
    assert.equal(answer?.id, id);
    assert.equal(answer.label, 'feed');
    assert.equal(answer.state, 'open');
    assert.equal(answer.saved, true);
    assert.deepEqual(answer.subscriptions, ['ticks.', 'hex:00ff']);
    assert.deepEqual(answer.options, { receiveHighWaterMark: 7 });
    assert.match(answer.endpoints[0]?.resolved ?? '', /^tcp:\/\/127\.0\.0\.1:\d{2,5}$/);
    assert.equal(answer.endpoints[0]?.address, 'tcp://127.0.0.1:*');
  });

  it('take a name or label for an id, where it is not ambiguous', async () => {
    const id = await run('zeromq.session.new', { type: 'PUB', name: 'prices' });
    assert.equal(await run('zeromq.session.open', { session: 'prices' }), id);
    await run('zeromq.session.duplicate', { session: id });
    await run('zeromq.session.rename', { session: id, name: 'prices (copy)' });
    await assert.rejects(run('zeromq.session.open', { session: 'prices (copy)' }), {
      code: 'session/ambiguous',
    });
    await assert.rejects(run('zeromq.session.open', { session: 'nobody' }), { code: 'session/unknown' });
  });

  it('define a session without opening it', async () => {
    const id = await run('zeromq.session.new', { type: 'REQ', endpoints: ['connect:tcp://127.0.0.1:5599'] });
    assert.equal(workbench.registry.get(id).snapshot.state, 'closed');
    assert.deepEqual(writtenSessions(), [
      { id, type: 'REQ', endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:5599' }] },
    ]);
  });

  it('keep out of the settings what shall not be saved', async () => {
    const id = await run('zeromq.session.open', {
      type: 'PAIR',
      endpoints: ['bind:inproc://quiet'],
      save: false,
    });
    assert.equal(workbench.registry.get(id).saved, false);
    await run('zeromq.session.bind', { session: id, address: 'tcp://127.0.0.1:*' });
    await run('zeromq.session.close', { session: id });
    assert.equal(workbench.registry.get(id).snapshot.endpoints.length, 2);
    assert.equal(writtenSessions(), undefined);
  });

  it('bind, connect, unbind and disconnect an open session, and write that down', async () => {
    const socket = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.open', { type: 'PUSH' });
    const bound = await run('zeromq.session.bind', { session: id, address: 'tcp://127.0.0.1:*' });
    assert.match(bound, /^tcp:\/\/127\.0\.0\.1:\d{2,5}$/);
    await run('zeromq.session.connect', { session: id, address: socket.endpoint });
    await isConnected(id);
    await run('zeromq.session.unbind', { session: id, address: bound });
    const left = workbench.registry.get(id).definition.endpoints;
    assert.deepEqual(left, [{ role: 'connect', address: socket.endpoint }]);
    assert.deepEqual((writtenSessions() as { endpoints: unknown }[])[0]?.endpoints, left);
    await run('zeromq.session.disconnect', { session: id, address: socket.endpoint });
    assert.deepEqual(workbench.registry.get(id).snapshot.endpoints, []);
    await socket.close();
  });

  it('bind the same wildcard twice, each to a port of its own', async () => {
    const wildcard = 'tcp://127.0.0.1:*';
    const id = await run('zeromq.session.new', { type: 'PULL' });
    const bind = () => run('zeromq.session.bind', { session: id, address: wildcard });
    const unbind = (address: string) => run('zeromq.session.unbind', { session: id, address });
    for (let i = 0; i < 3; i++) await bind();
    await unbind(wildcard);
    const endpoint = { role: 'bind', address: wildcard };
    assert.deepEqual(workbench.registry.get(id).definition.endpoints, [endpoint, endpoint]);
    await run('zeromq.session.open', { session: id });
    const third = await bind();
    const ports = workbench.registry.get(id).snapshot.endpoints.map(({ resolved }) => resolved);
    assert.equal(new Set(ports).size, 3);
    assert.equal(ports[2], third);
    await assert.rejects(unbind(wildcard), { code: 'endpoint/ambiguous' });

    const nodes = workbench.tree.getChildren(workbench.tree.sessionNode(id));
    const items = nodes.slice(0, 3).map((node) => workbench.tree.getTreeItem(node));
    assert.deepEqual(
      items.map(({ label }) => label),
      ports,
    );
    assert.equal(new Set(items.map((item) => item.id)).size, 3);
    // As the view's menu does.
    await vscode.commands.executeCommand('zeromq.session.unbind', nodes[1]);
    assert.deepEqual(
      workbench.registry.get(id).snapshot.endpoints.map(({ resolved }) => resolved),
      [ports[0], third],
    );
    assert.deepEqual((writtenSessions() as { endpoints: unknown }[])[0]?.endpoints, [endpoint, endpoint]);
  });

  it('change endpoints of a closed session in its definition', async () => {
    const id = await run('zeromq.session.new', { type: 'PUSH' });
    assert.equal(
      await run('zeromq.session.bind', { session: id, address: 'tcp://127.0.0.1:*' }),
      'tcp://127.0.0.1:*',
    );
    await run('zeromq.session.connect', { session: id, address: 'tcp://127.0.0.1:5599' });
    await run('zeromq.session.unbind', { session: id, address: 'tcp://127.0.0.1:*' });
    assert.deepEqual(workbench.registry.get(id).definition.endpoints, [
      { role: 'connect', address: 'tcp://127.0.0.1:5599' },
    ]);
  });

  it('subscribe and unsubscribe an open session', async () => {
    const socket = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.open', { type: 'SUB', endpoints: [`connect:${socket.endpoint}`] });
    await isConnected(id);
    await run('zeromq.session.subscribe', { session: id, topic: 'hex:00ff' });
    assert.deepEqual([...((await socket.receive())[0]?.[0] ?? [])], [1, 0, 255]);
    await run('zeromq.session.unsubscribe', { session: id, topic: 'hex:00ff' });
    assert.deepEqual([...((await socket.receive())[0]?.[0] ?? [])], [0, 0, 255]);
    assert.deepEqual(workbench.registry.get(id).definition.subscriptions, []);
    await socket.close();
  });

  it('apply options, and say which wait for the next opening', async () => {
    const id = await run('zeromq.session.open', { type: 'SUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const waiting = await run('zeromq.session.editOptions', {
      session: id,
      options: { heartbeatInterval: 300 },
    });
    assert.deepEqual(waiting.needReopen, ['heartbeatInterval']);
    const applied = await run('zeromq.session.editOptions', {
      session: id,
      options: { heartbeatInterval: 400, receiveHighWaterMark: 4 },
      reopen: true,
    });
    assert.deepEqual(applied.needReopen, []);
    assert.deepEqual(workbench.registry.get(id).definition.options, {
      heartbeatInterval: 400,
      receiveHighWaterMark: 4,
    });
    assert.equal(workbench.registry.get(id).snapshot.state, 'open');
  });

  it('rename, duplicate, close and remove', async () => {
    const id = await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    await run('zeromq.session.rename', { session: id, name: 'first' });
    assert.equal(workbench.registry.get(id).label, 'first');
    const copy = await run('zeromq.session.duplicate', { session: id });
    assert.notEqual(copy, id);
    assert.equal(workbench.registry.get(copy).snapshot.state, 'closed');
    await run('zeromq.session.close', { session: id });
    assert.equal(workbench.registry.get(id).snapshot.state, 'closed');
    await run('zeromq.session.remove', { session: id });
    assert.deepEqual(
      workbench.registry.list().map((entry) => entry.id),
      [copy],
    );
    assert.equal((writtenSessions() as unknown[]).length, 1);
  });

  it('rename an open session, and take its name away', async () => {
    const id = await run('zeromq.session.open', {
      type: 'PUB',
      endpoints: ['bind:tcp://127.0.0.1:*'],
      name: 'a',
    });
    await run('zeromq.session.rename', { session: id, name: 'b' });
    assert.equal(workbench.registry.get(id).label, 'b');
    await run('zeromq.session.rename', { session: id, name: '' });
    // With the port that its peers need, while it has one; it is found by what was written as well.
    const [endpoint] = workbench.registry.get(id).snapshot.endpoints;
    assert.match(endpoint?.resolved ?? '', /:\d+$/);
    assert.equal(workbench.registry.get(id).label, `PUB ${endpoint?.resolved}`);
    await run('zeromq.session.close', { session: 'PUB tcp://127.0.0.1:*' });
    assert.equal(workbench.registry.get(id).label, 'PUB tcp://127.0.0.1:*');
  });

  it('close all that is open', async () => {
    for (let i = 0; i < 3; i++) {
      await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    }
    assert.equal(await run('zeromq.session.closeAll', {}), 3);
    assert.equal(await run('zeromq.session.closeAll', {}), 0);
  });

  it('free the port when a session is closed', async () => {
    const id = await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const address = resolvedOf(id);
    await run('zeromq.session.close', { session: id });
    const socket = await peer.open('PUB', { bind: [address] });
    await socket.close();
  });

  it('reject with a code and a sentence what cannot be', async () => {
    const id = await run('zeromq.session.new', { type: 'PUB' });
    const mistakes: [Promise<unknown>, string][] = [
      [
        run('zeromq.session.bind', { session: id, address: 'tcp://127.0.0.1:70000' }),
        'endpoint/portOutOfRange',
      ],
      [run('zeromq.session.bind', { session: id, address: 'tcp://127.0.0.1:5abc' }), 'endpoint/badPort'],
      [run('zeromq.session.connect', { session: id, address: 'tcp://*:5555' }), 'endpoint/wildcardConnect'],
      [
        run('zeromq.session.unbind', { session: id, address: 'tcp://127.0.0.1:1' }),
        'session/unknownEndpoint',
      ],
      [run('zeromq.session.editOptions', { session: id, options: { nonsense: 1 } }), 'option/unknown'],
      [run('zeromq.session.open', { type: 'PUB', subscriptions: ['a'] }), 'subscription/notForType'],
      [runRaw('zeromq.session.open', { type: 'NOPE' }), 'command/badArgument'],
      [runRaw('zeromq.session.open', { type: 'PUB', endpoints: [5] }), 'command/badArgument'],
      [runRaw('zeromq.session.open', 'PUB'), 'command/badArgument'],
      [runRaw('zeromq.session.rename', { session: id }), 'command/badArgument'],
      [runRaw('zeromq.session.send', { session: id, frames: [] }), 'command/badArgument'],
      [runRaw('zeromq.session.send', { session: id, frames: [{ kind: 'text' }] }), 'command/badArgument'],
      [runRaw('zeromq.capture.rows', { session: id, from: -1 }), 'command/badArgument'],
    ];
    for (const [outcome, code] of mistakes) {
      await assert.rejects(outcome, (error: Error & { code?: string }) => {
        assert.equal(error.code, code, error.message);
        assert.ok(error.message.length > 10, error.message);
        return true;
      });
    }
    assert.equal(workbench.registry.list().length, 1);
  });

  it('leave nothing behind of a new session that does not open', async () => {
    const socket = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    const opened = run('zeromq.session.open', { type: 'PUB', endpoints: [`bind:${socket.endpoint}`] });
    await assert.rejects(opened, /in use/i);
    assert.deepEqual(workbench.registry.list(), []);
    await socket.close();
  });

  it('open a known session of which an endpoint fails, and say so', async () => {
    const socket = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.new', {
      type: 'PUB',
      endpoints: [`bind:${socket.endpoint}`, 'bind:tcp://127.0.0.1:*'],
    });
    await assert.rejects(run('zeromq.session.open', { session: id }), /in use/i);
    const { state, endpoints } = workbench.registry.get(id).snapshot;
    assert.equal(state, 'open');
    assert.deepEqual(
      endpoints.map((endpoint) => endpoint.state),
      ['failed', 'listening'],
    );
    await assert.rejects(run('zeromq.endpoint.retry', { session: id, endpoint: socket.endpoint }), {
      code: 'endpoint/addressInUse',
      action: 'retry',
    });
    await socket.close();
    assert.equal(
      await run('zeromq.endpoint.retry', { session: id, endpoint: socket.endpoint }),
      socket.endpoint,
    );
    await assert.rejects(run('zeromq.endpoint.retry', { session: id, endpoint: socket.endpoint }), {
      code: 'session/endpointNotFailed',
    });
    const retried = workbench.registry.get(id).snapshot.endpoints.map((endpoint) => endpoint.state);
    assert.deepEqual(retried, ['listening', 'listening']);
  });

  it('say what to do when an address is in use', async () => {
    const socket = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.open', { type: 'PUB' });
    await assert.rejects(
      run('zeromq.session.bind', { session: id, address: socket.endpoint }),
      (error: Error) => {
        assert.match(error.message, /in use/i);
        return true;
      },
    );
    await socket.close();
  });
});
