import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { WorkbenchError } from '../../../src/base/workbenchError';
import { CaptureService, type CaptureConnection } from '../../../src/engine/capture/captureService';
import {
  captureClear,
  captureDidChange,
  captureEvents,
  captureFrame,
  captureFreeze,
  captureLocate,
  captureMessage,
  captureNoRow,
  captureOpenView,
  captureCloseView,
  captureRows,
  captureSetFilter,
  captureTimeline,
  captureTopics,
  captureWatch,
  captureWindow,
  type ViewStatus,
} from '../../../src/protocol/capture';
import type { NotificationType, RequestType } from '../../../src/protocol/requestType';
import { unpackFrames, unpackRows } from '../../../src/protocol/rows';
import { closeCaptures, definitionOf, temporaryFolder, text, until } from './captureSupport';

/** The connection without a process at its other end. */
class DirectConnection implements CaptureConnection {
  readonly changes: ViewStatus[] = [];
  private readonly handlers = new Map<string, (params: unknown, token: unknown) => unknown>();

  handle<P, R>(
    type: RequestType<P, R>,
    handler: (params: P, token: { isCancellationRequested: boolean }) => R | Promise<R>,
  ): void {
    this.handlers.set(type.method, handler as (params: unknown, token: unknown) => unknown);
  }

  notify<P>(type: NotificationType<P>, params: P): void {
    assert.equal(type.method, captureDidChange.method);
    this.changes.push(params as ViewStatus);
  }

  async ask<P, R>(type: RequestType<P, R>, params: P, isCancellationRequested = false): Promise<R> {
    return (await this.handlers.get(type.method)!(params, { isCancellationRequested })) as R;
  }
}

function open(folder = path.join(temporaryFolder(), 'window')) {
  const connection = new DirectConnection();
  const log = { warn: (message: string) => assert.fail(message) };
  const service = new CaptureService({ spoolFolder: folder, limitBytes: 8 * 1024 * 1024, log }, connection);
  services.push(service);
  return { service, connection, folder };
}

const services: CaptureService[] = [];

function hasCode(code: string) {
  return (error: unknown) => error instanceof WorkbenchError && error.code === code;
}

describe('the capture service', () => {
  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.release()));
    await closeCaptures();
  });

  it('answers views, windows, messages and frames', async () => {
    const { service, connection } = open();
    const capture = service.create(definitionOf('SUB', 's'));
    for (let row = 0; row < 1000; row++) {
      capture.append(false, [Buffer.from(`t${row % 2}`), Buffer.from(`body ${row}`)]);
    }
    const { view, count } = await connection.ask(captureOpenView, { capture: 's' });
    assert.equal(count, 1000);
    const ref = { capture: 's', view };
    const { mistakes, status } = await connection.ask(captureSetFilter, { ...ref, filter: 'topic:t1' });
    assert.deepEqual(mistakes, []);
    assert.equal(status.count, 500);
    const { rows } = await connection.ask(captureWindow, { ...ref, position: 100, count: 2 });
    assert.deepEqual(
      unpackRows(rows).map(({ row, payload }) => [row, text(payload)]),
      [
        [201, 'body 201'],
        [203, 'body 203'],
      ],
    );
    assert.deepEqual(await connection.ask(captureLocate, { ...ref, row: 202 }), { position: 101 });
    const message = await connection.ask(captureMessage, {
      capture: 's',
      row: 201,
      fromFrame: 0,
      frameCount: 10,
      maxFrameBytes: 4,
    });
    assert.deepEqual(
      { ...message, timeNs: '', frames: message.frames.map(({ bytes, size }) => [text(bytes), size]) },
      {
        row: 201,
        direction: 'in',
        timeNs: '',
        frameCount: 2,
        size: 10,
        topicFrame: 0,
        topic: 't1',
        previousOnTopic: 199,
        frames: [
          ['t1', 2],
          ['body', 8],
        ],
      },
    );
    const frame = { capture: 's', row: 201, frame: 1, offset: 5, length: 100 };
    const { bytes, size } = await connection.ask(captureFrame, frame);
    assert.deepEqual([text(bytes), size], ['201', 8]);
    await assert.rejects(connection.ask(captureFrame, { ...frame, frame: 2 }), hasCode('capture/noFrame'));
    await assert.rejects(connection.ask(captureFrame, { ...frame, row: 1000 }), {
      code: captureNoRow,
      action: undefined,
    });
  });

  it('keeps the former filter when the new one has mistakes', async () => {
    const { service, connection } = open();
    const capture = service.create(definitionOf('SUB', 's'));
    capture.append(false, [Buffer.from('a')]);
    capture.append(false, [Buffer.from('b')]);
    const ref = { capture: 's', view: (await connection.ask(captureOpenView, { capture: 's' })).view };
    await connection.ask(captureSetFilter, { ...ref, filter: 'topic:a' });
    const { mistakes, status } = await connection.ask(captureSetFilter, { ...ref, filter: '(topic:b' });
    assert.ok(mistakes.length > 0);
    assert.equal(status.count, 1);
    const { rows } = await connection.ask(captureWindow, { ...ref, position: 0, count: 10 });
    assert.deepEqual(
      unpackRows(rows).map(({ row }) => row),
      [0],
    );
  });

  it('tells of changes only while watched, only when something changed, at most twenty times a second', async () => {
    const { service, connection } = open();
    const capture = service.create(definitionOf('SUB', 's'));
    const ref = { capture: 's', view: (await connection.ask(captureOpenView, { capture: 's' })).view };
    capture.append(false, [Buffer.from('unseen')]);
    await connection.ask(captureWatch, { ...ref, watch: true });
    const started = performance.now();
    capture.append(false, [Buffer.from('seen')]);
    await until(() => connection.changes.some(({ count }) => count === 2), 'the change was told');
    await until(() => {
      capture.append(false, [Buffer.from('more')]);
      return performance.now() - started > 500;
    }, 'half a second of traffic passed');
    const told = connection.changes.length;
    assert.ok(told <= 12, `${told} in half a second`);
    assert.ok(told >= 3);
    await until(() => connection.changes.at(-1)!.messagesPerSecond === 0, 'the rate went back to nothing');
    const quiet = connection.changes.length;
    const from = performance.now();
    await until(() => performance.now() - from > 300, 'some ticks passed');
    assert.equal(connection.changes.length, quiet, 'nothing changed, nothing is told');
    await connection.ask(captureWatch, { ...ref, watch: false });
    capture.append(false, [Buffer.from('unwatched')]);
    const since = performance.now();
    await until(() => performance.now() - since > 200, 'some ticks passed');
    assert.equal(connection.changes.length, quiet);
  });

  it('lists topics, timeline, events and peers', async () => {
    const { service, connection } = open();
    const capture = service.create(definitionOf('SUB', 's'));
    for (let row = 0; row < 90; row++) capture.append(false, [Buffer.from(`t${row % 3}`)]);
    capture.appendEvent({ seq: 1, time: 5, kind: 'connected', severity: 'good' });
    const peer = { id: 'x', label: 'x', kind: 'endpoint', state: 'connected', received: 1, sent: 2 } as const;
    capture.peersProvider = () => [peer];
    const topics = await connection.ask(captureTopics, { capture: 's', limit: 2 });
    assert.deepEqual([topics.total, topics.otherCount, topics.topics.length], [3, 0, 2]);
    assert.deepEqual([topics.topics[0]!.topic, topics.topics[0]!.count], ['t0', 30]);
    const timeline = await connection.ask(captureTimeline, { capture: 's', buckets: 10 });
    assert.equal(
      timeline.received.reduce((a, b) => a + b),
      90,
    );
    const events = await connection.ask(captureEvents, { capture: 's', limit: 10 });
    assert.deepEqual(events.peers, [peer]);
    assert.equal(events.events[0]?.kind, 'connected');
    const before = await connection.ask(captureOpenView, { capture: 's' });
    capture.peersDidChange();
    const after = await connection.ask(captureOpenView, { capture: 's' });
    assert.ok(after.eventSeq > before.eventSeq);
  });

  it('reads whole matching rows for commands, and says what is wrong with a filter', async () => {
    const { service, connection } = open();
    const capture = service.create(definitionOf('PULL', 's'));
    for (let row = 0; row < 25_000; row++) capture.append(false, [Buffer.from(`${row}`), Buffer.alloc(0)]);
    const all = await connection.ask(captureRows, { capture: 's', from: 0, to: 1e9 });
    assert.equal(all.matched, 25_000);
    assert.equal(unpackRows(all.rows).length, 10_000);
    const some = await connection.ask(captureRows, { capture: 's', from: 99, to: 250, filter: '"0"' });
    const rows = unpackRows(some.rows);
    assert.deepEqual([some.matched, rows.length], [33, 33]);
    assert.deepEqual(unpackFrames(rows[0]!.payload).map(text), ['100', '']);
    await assert.rejects(
      connection.ask(captureRows, { capture: 's', from: 0, to: 9, filter: '(' }),
      hasCode('capture/badFilter'),
    );
    await assert.rejects(
      connection.ask(captureRows, { capture: 's', from: 0, to: 1e9 }, true),
      hasCode('capture/cancelled'),
    );
  });

  it('clears, freezes, closes views, and refuses what it does not know', async () => {
    const { service, connection } = open();
    const capture = service.create(definitionOf('PULL', 's'));
    capture.append(false, [Buffer.from('x')]);
    const ref = { capture: 's', view: (await connection.ask(captureOpenView, { capture: 's' })).view };
    const frozen = await connection.ask(captureFreeze, { ...ref, frozen: true });
    capture.append(false, [Buffer.from('y')]);
    assert.deepEqual([frozen.frozen, frozen.count], [true, 1]);
    await connection.ask(captureClear, { capture: 's' });
    assert.equal(capture.ledger.cleared, 2);
    await connection.ask(captureCloseView, ref);
    await assert.rejects(
      connection.ask(captureWindow, { ...ref, position: 0, count: 1 }),
      hasCode('capture/unknownView'),
    );
    await assert.rejects(connection.ask(captureOpenView, { capture: 'other' }), hasCode('capture/unknown'));
    service.remove('s');
    await assert.rejects(connection.ask(captureOpenView, { capture: 's' }), hasCode('capture/unknown'));
  });

  it('gives a session its capture again, and a new one after it was removed', async () => {
    const { service, folder } = open();
    const definition = definitionOf('PULL', 's');
    const capture = service.create(definition);
    capture.append(false, [Buffer.from('x')]);
    await capture.close();
    assert.equal(service.create({ ...definition, name: 'renamed' }), capture);
    service.remove('s');
    const next = service.create(definition);
    assert.notEqual(next, capture);
    assert.equal(next.ledger.kept, 0);
    next.append(false, [Buffer.from('y')]);
    await next.close();
    await service.release();
    const again = open(folder).service.create(definition);
    assert.equal(again.ledger.kept, 1);
  });

  it('keeps the captures of sessions apart, whatever their ids', () => {
    const { service } = open();
    const ids = ['a/b', 'a_b', '../x', 'A', 'a', '', 'ü'.repeat(300)];
    for (const [index, id] of ids.entries()) {
      const capture = service.create(definitionOf('PULL', id));
      for (let i = 0; i <= index; i++) capture.append(false, [Buffer.from(id)]);
    }
    for (const [index, id] of ids.entries()) assert.equal(service.get(id)?.ledger.kept, index + 1);
  });

  it('removes the spools of dead windows and leaves all others', async () => {
    const root = temporaryFolder();
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    const make = (name: string, owner: unknown) => {
      const folder = path.join(root, name);
      fs.mkdirSync(folder);
      if (owner !== undefined) fs.writeFileSync(path.join(folder, 'engine.json'), JSON.stringify(owner));
    };
    const host = os.hostname();
    make('dead', { host, pid: dead, parent: dead });
    make('hostAlive', { host, pid: dead, parent: process.pid });
    make('engineAlive', { host, pid: process.pid, parent: dead });
    make('otherMachine', { host: `${host}-other`, pid: dead, parent: dead });
    make('noMark', undefined);
    make('oddMark', ['x']);
    open(path.join(root, 'mine'));
    await until(() => !fs.existsSync(path.join(root, 'dead')), 'the dead spool was gone');
    assert.deepEqual(fs.readdirSync(root).sort(), [
      'engineAlive',
      'hostAlive',
      'mine',
      'noMark',
      'oddMark',
      'otherMachine',
    ]);
  });
});
