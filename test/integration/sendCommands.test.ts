import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { sessionSend } from '../../src/protocol/session';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { activated, cleanUp, received, run, sessionWhere, texts } from './support/host';

describe('send and capture commands', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;

  before(async () => {
    workbench = await activated();
    peer = nodePeer();
  });
  after(() => peer.close());
  afterEach(() => cleanUp(workbench));

  const withPeer = (id: string) => sessionWhere(workbench, id, ({ snapshot }) => snapshot.peerCount > 0);

  async function pushSession(): Promise<{ id: string; receive: () => Promise<Buffer[]> }> {
    const socket = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.open', { type: 'PUSH', endpoints: [`connect:${socket.endpoint}`] });
    await withPeer(id);
    return { id, receive: async () => (await socket.receive())[0] ?? [] };
  }

  it('send frames of every kind, empty ones too', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    writeFileSync(path.join(folder, 'frame.bin'), Buffer.from([9, 8, 7]));
    const { id, receive } = await pushSession();
    const row = await run('zeromq.session.send', {
      session: id,
      frames: [
        'plain',
        '',
        { text: 'text' },
        { json: { a: [1] } },
        { json: '{"b": 2}' },
        { hex: '00 ff' },
        { base64: 'AP8=' },
        { file: 'frame.bin' },
        { file: path.join(folder, 'frame.bin') },
        Uint8Array.of(1, 2, 3),
      ],
    });
    assert.equal(row, 0);
    const expected = [
      ...['plain', '', 'text', '{"a":[1]}', '{"b": 2}'].map((text) => Buffer.from(text)),
      ...[
        [0, 255],
        [0, 255],
        [9, 8, 7],
        [9, 8, 7],
        [1, 2, 3],
      ].map((bytes) => Buffer.from(bytes)),
    ];
    assert.deepEqual(await receive(), expected);
  });

  it('fill in templates', async () => {
    const { id, receive } = await pushSession();
    await run('zeromq.session.send', { session: id, frames: ['n={{random 7 7}}', '{{{{seq}}', '{{uuid}}'] });
    const [random, literal, uuid] = await receive();
    assert.equal(random?.toString(), 'n=7');
    assert.equal(literal?.toString(), '{{seq}}');
    assert.match(uuid?.toString() ?? '', /^[0-9a-f-]{36}$/);
  });

  it('name the frame that is wrong, and send nothing', async () => {
    const { id } = await pushSession();
    const wrong = [{ json: '{"a":' }, { hex: '0g' }, { base64: '?' }, { text: '{{nothing}}' }];
    for (const frame of wrong) {
      await assert.rejects(
        run('zeromq.session.send', { session: id, frames: ['ok', frame] }),
        (error: Error) => {
          assert.equal((error as Error & { code: string }).code, 'send/badFrame');
          assert.match(error.message, /^Frame 2: /);
          return true;
        },
      );
    }
    const missing = run('zeromq.session.send', { session: id, frames: [{ file: 'missing.bin' }] });
    await assert.rejects(missing, { code: 'send/fileUnreadable' });
    assert.deepEqual((await run('zeromq.capture.rows', { session: id })).rows, []);
  });

  it('repeat with count and stop', async () => {
    const socket = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.open', { type: 'PUSH', endpoints: [`connect:${socket.endpoint}`] });
    await withPeer(id);
    const args = { session: id, frames: ['tick {{seq}}'], perSecond: 500, count: 5 };
    const started = await run('zeromq.session.startRepeat', args);
    assert.equal(started.count, 5);
    const messages = await socket.receive(5);
    assert.deepEqual(
      messages.map(([frame]) => frame?.toString()),
      ['tick 1', 'tick 2', 'tick 3', 'tick 4', 'tick 5'],
    );
    await run('zeromq.session.startRepeat', { ...args, count: 0 });
    await socket.receive(1);
    const stopped = await run('zeromq.session.stopRepeat', { session: id });
    assert.equal(stopped?.running, false);
    assert.ok(stopped.sent >= 1);
    assert.equal((await run('zeromq.session.stopRepeat', { session: id }))?.running ?? false, false);
    await socket.close();
  });

  it('reply to the request that waits, and only then', async () => {
    const id = await run('zeromq.session.open', { type: 'REP', endpoints: ['bind:tcp://127.0.0.1:*'] });
    await assert.rejects(run('zeromq.session.reply', { session: id, frames: ['early'] }), {
      code: 'reply/noRequest',
    });
    const address = workbench.registry.get(id).snapshot.endpoints[0]?.resolved ?? '';
    const socket = await peer.open('REQ', { connect: [address] });
    await socket.send('question');
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.turn === 'send');
    await run('zeromq.session.reply', { session: id, frames: ['answer'] });
    assert.deepEqual(await socket.receiveText(), ['answer']);
    await socket.close();
  });

  it('reply from a ROUTER to the peer that asked', async () => {
    const id = await run('zeromq.session.open', { type: 'ROUTER', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const address = workbench.registry.get(id).snapshot.endpoints[0]?.resolved ?? '';
    const first = await peer.open('REQ', { connect: [address], options: { ROUTING_ID: 'first' } });
    const second = await peer.open('REQ', { connect: [address], options: { ROUTING_ID: 'second' } });
    await first.send('one');
    await received(workbench, id, 1);
    await second.send('two');
    await received(workbench, id, 2);
    await run('zeromq.session.reply', { session: id, frames: ['to second'] });
    await run('zeromq.session.reply', { session: id, frames: ['to first'], row: 0 });
    assert.deepEqual(await second.receiveText(), ['to second']);
    assert.deepEqual(await first.receiveText(), ['to first']);
    await assert.rejects(run('zeromq.session.reply', { session: id, frames: ['x'], row: 2 }), {
      code: 'reply/notReceived',
    });
    await first.close();
    await second.close();
  });

  it('reply to the peer that asked last, however much came or went before', async () => {
    const id = await run('zeromq.session.open', { type: 'ROUTER', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const address = workbench.registry.get(id).snapshot.endpoints[0]?.resolved ?? '';
    const early = await peer.open('DEALER', { connect: [address], options: { ROUTING_ID: 'early' } });
    const late = await peer.open('DEALER', { connect: [address], options: { ROUTING_ID: 'late' } });
    // More than one reading of rows gives, which ends at 64 MiB.
    const large = new Uint8Array(1024 * 1024);
    const largeCount = 70;
    for (let sent = 0; sent < largeCount; sent++) await early.send(large);
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.received === largeCount);
    await late.send('last');
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.received === largeCount + 1);
    await run('zeromq.session.reply', { session: id, frames: ['after large ones'] });
    assert.deepEqual(await late.receiveText(), ['after large ones']);

    const count = 1_100;
    const flood = { session: id, routingId: 'early', frames: ['{{seq}}'], perSecond: 100_000, count };
    await run('zeromq.session.startRepeat', flood);
    await early.receive(count);
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.sent === count + 1);
    await run('zeromq.session.reply', { session: id, frames: ['after many sent'] });
    assert.deepEqual(await late.receiveText(), ['after many sent']);
    await early.close();
    await late.close();
  });

  it('tell that there is nothing to answer', async () => {
    const id = await run('zeromq.session.open', { type: 'ROUTER', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const nothing = { code: 'reply/nothingReceived' };
    await assert.rejects(run('zeromq.session.reply', { session: id, frames: ['early'] }), nothing);
    const address = workbench.registry.get(id).snapshot.endpoints[0]?.resolved ?? '';
    const dealer = await peer.open('DEALER', { connect: [address], options: { ROUTING_ID: 'd' } });
    await dealer.send('hello');
    await received(workbench, id, 1);
    await run('zeromq.inspector.clear', { session: id });
    await run('zeromq.session.send', { session: id, routingId: 'd', frames: ['sent'] });
    await assert.rejects(run('zeromq.session.reply', { session: id, frames: ['late'] }), nothing);
    await dealer.close();
  });

  it('send from a ROUTER to a routing id', async () => {
    const id = await run('zeromq.session.open', { type: 'ROUTER', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const address = workbench.registry.get(id).snapshot.endpoints[0]?.resolved ?? '';
    const dealer = await peer.open('DEALER', { connect: [address], options: { ROUTING_ID: 'd1' } });
    await dealer.send('hello');
    await received(workbench, id, 1);
    await run('zeromq.session.send', { session: id, routingId: 'd1', frames: ['by name'] });
    await run('zeromq.session.send', { session: id, routingId: 'hex:6431', frames: ['by bytes'] });
    assert.deepEqual(await dealer.receiveText(), ['by name']);
    assert.deepEqual(await dealer.receiveText(), ['by bytes']);
    await dealer.close();
  });

  it('give the engine the time that the session or the settings allow for a send', async () => {
    const { supervisor } = workbench;
    const deadlines: (number | undefined)[] = [];
    const request = supervisor.request.bind(supervisor);
    supervisor.request = (type, params, options) => {
      if (type.method === sessionSend.method) deadlines.push(options?.timeout);
      return request(type, params, options);
    };
    const configuration = vscode.workspace.getConfiguration();
    const sendWith = async (options: Record<string, number>) => {
      const socket = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
      const endpoints = [`connect:${socket.endpoint}`];
      const id = await run('zeromq.session.open', { type: 'PUSH', endpoints, options });
      await run('zeromq.session.send', { session: id, frames: ['x'] });
      await socket.close();
    };
    const hour = 3_600_000;
    try {
      await sendWith({ sendTimeout: hour });
      await sendWith({ sendTimeout: -1 });
      await configuration.update('zeromq.send.timeout', -1, vscode.ConfigurationTarget.Workspace);
      await sendWith({});
    } finally {
      supervisor.request = request;
      await configuration.update('zeromq.send.timeout', undefined, vscode.ConfigurationTarget.Workspace);
    }
    const [long, ...others] = deadlines;
    assert.ok(long !== undefined && long > hour, String(long));
    assert.deepEqual(others, [Infinity, Infinity]);
  });

  it('read captured rows as plain JSON', async () => {
    const socket = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.open', {
      type: 'SUB',
      endpoints: [`connect:${socket.endpoint}`],
      subscriptions: [''],
    });
    await withPeer(id);
    await sendUntilReceived(socket, id);
    const before = (await run('zeromq.capture.rows', { session: id })).rows.length;
    await socket.send(['ticks.A', '{"price":1}']);
    await socket.send([Uint8Array.of(0, 255), '']);
    const rows = await received(workbench, id, before + 2);
    const [first, second] = rows.slice(-2);
    assert.ok(first && second);
    assert.deepEqual(texts(first), ['ticks.A', '{"price":1}']);
    assert.equal(first.topic, 'ticks.A');
    assert.equal(first.direction, 'in');
    assert.equal(first.size, 18);
    assert.match(first.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    assert.ok(Math.abs(Date.parse(first.time) - Date.now()) < 60_000);
    assert.equal(second.topic, 'hex:00ff');
    assert.deepEqual(second.frames, [
      { size: 2, base64: 'AP8=' },
      { size: 0, base64: '', text: '' },
    ]);
    const filtered = await run('zeromq.capture.rows', { session: id, filter: 'topic:ticks.A' });
    assert.deepEqual([filtered.matched, filtered.rows.map(({ row }) => row)], [1, [first.row]]);
    const ranged = await run('zeromq.capture.rows', { session: id, from: second.row, to: second.row + 1 });
    assert.deepEqual(
      ranged.rows.map(({ row }) => row),
      [second.row],
    );
    assert.deepEqual(await run('zeromq.capture.rows', { session: id, from: 10_000 }), {
      rows: [],
      matched: 0,
    });
    await assert.rejects(run('zeromq.capture.rows', { session: id, filter: 'size>>' }));

    await run('zeromq.inspector.clear', { session: id });
    assert.deepEqual((await run('zeromq.capture.rows', { session: id })).rows, []);
    await socket.close();

    /** The subscription may reach the publisher after the handshake, so the first messages may be lost. */
    async function sendUntilReceived(publisher: typeof socket, session: string): Promise<void> {
      let got = false;
      const arrived = sessionWhere(workbench, session, ({ snapshot }) => snapshot.received > 0).then(() => {
        got = true;
      });
      while (!got) await publisher.send('warm-up');
      await arrived;
    }
  });
});
