import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { captureFileStart, fileDescription } from '../../../src/engine/capture/captureFile';
import { RowReader } from '../../../src/engine/capture/rowReader';
import { readFrame, readMessage } from '../../../src/engine/capture/messageParts';
import { decodeFrames } from '../../../src/recording/zmtpFrames';
import type { SocketEvent } from '../../../src/protocol/session';
import { completed } from '../../unit/recording/captureFileSample';
import { anyMessages } from '../../unit/recording/frames';
import { readIndexed, readStreaming } from '../../unit/recording/mcapJudge';
import {
  assertLedger,
  closeCaptures,
  definitionOf,
  openCapture,
  readRows,
  temporaryFolder,
  until,
  warnings,
} from './captureSupport';

function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.mcap'))
    .sort()
    .map((name) => path.join(folder, name));
}

const event: SocketEvent = { seq: 1, time: 1700000000000.5, kind: 'listening', severity: 'good' };

describe('a capture', () => {
  afterEach(closeCaptures);

  it('gives back every message it was given, from memory and from disk', async () => {
    await fc.assert(
      fc.asyncProperty(anyMessages, fc.boolean(), async (messages, onDisk) => {
        const capture = openCapture({ type: 'DEALER' });
        for (const [row, { outgoing, frames }] of messages.entries()) {
          assert.equal(capture.append(outgoing, frames), row);
        }
        if (onDisk) await capture.close();
        const read = await readRows(capture);
        assert.deepEqual(
          read.map(({ outgoing, frames }) => ({ outgoing, frames: frames.map((frame) => [...frame]) })),
          messages.map(({ outgoing, frames }) => ({ outgoing, frames: frames.map((frame) => [...frame]) })),
        );
        assertLedger(capture);
        await capture.remove();
      }),
      { numRuns: 40 },
    );
  });

  it('keeps frames of 64 MiB and messages of 100,000 parts in chunks of their own', async () => {
    const capture = openCapture({ type: 'PULL', limitBytes: 512 * 1024 * 1024 });
    const reader = new RowReader(capture);
    const large = Buffer.alloc(64 * 1024 * 1024, 'abc');
    const parts = Array.from({ length: 100_000 }, (_, index) => Buffer.from(String(index)));
    capture.append(false, [Buffer.from('before')]);
    const largeRow = capture.append(false, [large, Buffer.alloc(0)]);
    const partsRow = capture.append(false, parts);
    capture.append(false, [Buffer.from('after')]);
    await capture.close();

    const { bytes, size } = await readFrame(capture, reader, {
      capture: 'session',
      row: largeRow,
      frame: 0,
      offset: large.length - 5,
      length: 100,
    });
    assert.equal(size, large.length);
    assert.deepEqual(Buffer.from(bytes), large.subarray(-5));
    const message = await readMessage(capture, reader, {
      capture: 'session',
      row: partsRow,
      fromFrame: 99_990,
      frameCount: 50,
      maxFrameBytes: 3,
    });
    assert.equal(message.frameCount, 100_000);
    assert.deepEqual(
      message.frames.map(({ index, size: whole, bytes: start }) => [
        index,
        whole,
        Buffer.from(start).toString(),
      ]),
      Array.from({ length: 10 }, (_, index) => [99_990 + index, 5, '999']),
    );
    const [before] = await readRows(capture, 0, 1);
    const [after] = await readRows(capture, 3, 4);
    assert.equal(Buffer.from(before!.frames[0]!).toString(), 'before');
    assert.equal(Buffer.from(after!.frames[0]!).toString(), 'after');
    assertLedger(capture);
  });

  it('evicts the oldest beyond its limit, and the ledger always adds up', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const limitBytes = 2 * 1024 * 1024;
    const capture = openCapture({ folder, limitBytes });
    const body = Buffer.alloc(1000, 'x');
    for (let row = 0; row < 12_000; row++) {
      capture.append(row % 3 === 0, [Buffer.from(`topic.${row}`), body]);
      if (row % 100 === 0) {
        assertLedger(capture);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await capture.close();
    await until(() => capture.ledger.bufferBytes <= limitBytes, 'eviction was done');
    assertLedger(capture);
    const { kept, evicted, lost, bufferBytes, bytes } = capture.ledger;
    assert.equal(lost, 0);
    assert.ok(evicted > 8000);
    assert.ok(kept > 1000, 'the limit is used');
    assert.ok(bufferBytes > limitBytes / 2);
    assert.equal(
      bytes,
      Array.from({ length: 12_000 }, (_, row) => `topic.${row}`.length + 1000).reduce((a, b) => a + b),
    );
    assert.equal(capture.firstRow, evicted);
    const read = await readRows(capture);
    assert.deepEqual(
      read.map(({ row }) => row),
      Array.from({ length: kept }, (_, index) => evicted + index),
    );
    const onDisk = filesIn(folder).reduce((sum, file) => sum + fs.statSync(file).size, 0);
    assert.ok(onDisk <= limitBytes + 300_000, `the folder holds ${onDisk}`);
  });

  it('takes a smaller limit at once', async () => {
    const capture = openCapture();
    const body = Buffer.alloc(4000);
    for (let row = 0; row < 4000; row++) capture.append(false, [body]);
    await capture.close();
    assert.equal(capture.ledger.evicted, 0);
    capture.setLimit(4 * 1024 * 1024);
    assert.ok(capture.ledger.bufferBytes <= 4 * 1024 * 1024);
    assert.ok(capture.ledger.evicted > 2000);
    assertLedger(capture);
    assert.equal((await readRows(capture)).length, capture.ledger.kept);
  });

  it('keeps the newest message even when it alone is over the limit', async () => {
    const capture = openCapture({ limitBytes: 1024 * 1024 });
    for (let round = 0; round < 3; round++) {
      capture.append(false, [Buffer.alloc(3 * 1024 * 1024, round)]);
      await capture.close();
    }
    const read = await readRows(capture);
    assert.equal(read.at(-1)?.row, 2);
    assert.equal(read.at(-1)?.frames[0]?.[0], 2);
    assertLedger(capture);
  });

  it('clears, counts what it cleared, and goes on with the next row', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    for (let row = 0; row < 500; row++) capture.append(false, [Buffer.alloc(2000)]);
    await capture.close();
    for (let row = 0; row < 10; row++) capture.append(true, [Buffer.from('x')]);
    capture.clear();
    assertLedger(capture);
    assert.deepEqual(await readRows(capture), []);
    assert.equal(capture.ledger.cleared, 510);
    assert.equal(capture.counted.topics.total, 0);
    assert.equal(capture.append(false, [Buffer.from('next')]), 510);
    await capture.close();
    assert.deepEqual(
      (await readRows(capture)).map(({ row }) => row),
      [510],
    );
    await until(() => filesIn(folder).length === 1, 'the former files were gone');
    assertLedger(capture);
  });

  it('survives being cleared at any moment of its writing', async () => {
    const capture = openCapture();
    for (let round = 0; round < 30; round++) {
      for (let row = 0; row < 300; row++) capture.append(false, [Buffer.alloc(3000, round)]);
      for (let turn = 0; turn < round % 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (round % 2 === 0) capture.clear();
    }
    await capture.close();
    const read = await readRows(capture);
    assert.equal(read.length, 300);
    assert.ok(read.every(({ frames }) => frames[0]!.every((byte) => byte === 29)));
    assertLedger(capture);
    assert.deepEqual(warnings, []);
  });

  it('writes files that the reference library reads, with every CRC right', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const definition = {
      ...definitionOf('DEALER', 's'),
      options: { curveSecretKey: 'hidden', sendTimeout: 5 },
    };
    const capture = openCapture({ folder, definition, limitBytes: 16 * 1024 * 1024 });
    capture.appendEvent(event);
    for (let row = 0; row < 5000; row++) {
      capture.append(row % 2 === 1, [Buffer.from(`m${row}`), Buffer.alloc(row % 700)]);
      if (row % 1000 === 0) {
        capture.appendEvent({ ...event, seq: 2 + row / 1000 });
        await capture.close();
      }
    }
    await capture.close();
    const found: string[] = [];
    let events = 0;
    for (const file of filesIn(folder)) {
      const bytes = fs.readFileSync(file);
      assert.ok(!bytes.includes('hidden'), 'secrets are never written');
      assert.ok(readStreaming(bytes, false).length > 0, 'it is a valid beginning of a file');
      const whole = completed(bytes, fileDescription(definition));
      assert.deepEqual(readStreaming(whole).length, (await readIndexed(whole)).length);
      for (const { channel, data, sequence } of await readIndexed(whole)) {
        if (channel === 's/events') {
          events++;
          assert.equal((JSON.parse(Buffer.from(data).toString()) as SocketEvent).kind, 'listening');
        } else {
          const [first] = decodeFrames(data);
          found.push(Buffer.from(first!).toString());
          const row = Number(found.at(-1)!.slice(1));
          assert.equal(sequence, Math.floor(row / 2) + 1);
          assert.equal(channel, row % 2 === 1 ? 's/out' : 's/in');
        }
      }
    }
    assert.deepEqual(
      found,
      Array.from({ length: 5000 }, (_, row) => `m${row}`),
    );
    assert.equal(events, 6);
    assert.ok(!Buffer.from(captureFileStart(definition)).includes('hidden'));
  });

  it('gets to the disk within a second without being asked', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    capture.append(false, [Buffer.from('soon on disk')]);
    await until(
      () =>
        fs.existsSync(folder) &&
        filesIn(folder).some((file) => fs.readFileSync(file).includes('soon on disk')),
      'the message was on disk',
    );
    capture.append(false, [Buffer.from('and the next one')]);
    await until(
      () => filesIn(folder).some((file) => fs.readFileSync(file).includes('and the next one')),
      'the next was',
    );
    const [file] = filesIn(folder);
    assert.equal(readStreaming(fs.readFileSync(file!), false).length, 2);
  });

  it('keeps times in order and counts the topics of both directions', () => {
    const capture = openCapture({ type: 'ROUTER' });
    for (let row = 0; row < 6000; row++) {
      capture.append(row % 2 === 0, [Buffer.from(`peer${row % 3}`), Buffer.alloc(0), Buffer.alloc(100)]);
    }
    const { topics } = capture.counted.topics.list(10, 0);
    assert.deepEqual(
      topics.map(({ topic, count }) => [topic, count]),
      [
        ['peer0', 2000],
        ['peer1', 2000],
        ['peer2', 2000],
      ],
    );
    const { firstMs, lastMs } = capture.times;
    assert.ok(firstMs > Date.now() - 60_000 && firstMs <= lastMs && lastMs < Date.now() + 1000);
  });

  it('keeps the newest thousand events at hand', () => {
    const capture = openCapture();
    for (let seq = 1; seq <= 3000; seq++) capture.appendEvent({ ...event, seq });
    const newest = capture.events.newest(5000);
    assert.equal(newest.length, 1000);
    assert.equal(newest[0]!.seq, 2001);
    assert.equal(newest.at(-1)!.seq, 3000);
    assert.equal(capture.events.newest(2)[0]!.seq, 2999);
    assert.equal(capture.lastEventSeq, 3000);
    assert.equal(capture.ledger.kept, 0);
  });

  it('removes its files when it is removed', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    capture.append(false, [Buffer.from('x')]);
    await capture.close();
    assert.equal(filesIn(folder).length, 1);
    await capture.remove();
    assert.equal(fs.existsSync(folder), false);
  });
});
