import * as assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import type { Capture } from '../../../src/engine/capture/capture';
import { View } from '../../../src/engine/capture/view';
import type { SocketEvent } from '../../../src/protocol/session';
import {
  assertLedger,
  closeCaptures,
  filterOf,
  openCapture,
  readRows,
  temporaryFolder,
  until,
} from './captureSupport';
import { FaultyFileSystem } from './faultyFileSystem';

const event: SocketEvent = { seq: 1, time: 1, kind: 'accepted', severity: 'good' };

function comparable(capture: Capture) {
  return { ...capture.ledger, bufferBytes: 0 };
}

/** Copies the spool as it is now, as if the engine had been killed at this moment. */
function snapshot(folder: string): string {
  const copy = path.join(temporaryFolder(), 'capture');
  fs.cpSync(folder, copy, { recursive: true });
  return copy;
}

function append(capture: Capture, count: number, size = 300): void {
  for (let i = 0; i < count; i++) {
    capture.append(i % 4 === 0, [Buffer.from(`topic${i % 7}`), Buffer.alloc(size, capture.endRow)]);
  }
}

describe('after the engine died', () => {
  afterEach(closeCaptures);

  it('all that was written is there again: rows, ledger, topics, events, times', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    for (let round = 0; round < 5; round++) {
      append(capture, 2000);
      capture.appendEvent({ ...event, seq: capture.lastEventSeq + 1 });
      await capture.close();
    }
    const again = openCapture({ folder: snapshot(folder) });
    await again.restored;
    assert.deepEqual(comparable(again), comparable(capture));
    assertLedger(again);
    assert.deepEqual(again.times, capture.times);
    // Long after: rates of the second in which the engine died are not read back.
    assert.deepEqual(again.counted.topics.list(100, Infinity), capture.counted.topics.list(100, Infinity));
    assert.deepEqual(again.events.newest(10), capture.events.newest(10));
    assert.equal(again.lastEventSeq, 5);
    assert.deepEqual(await readRows(again), await readRows(capture));
    assert.equal(again.append(false, [Buffer.from('next')]), 10_000);
    assertLedger(again);
  });

  it('the ledger goes on after eviction, clearing, and a second death', async () => {
    const limitBytes = 2 * 1024 * 1024;
    let folder = path.join(temporaryFolder(), 'capture');
    let capture = openCapture({ folder, limitBytes });
    append(capture, 3000);
    await capture.close();
    capture.clear();
    for (let life = 0; life < 3; life++) {
      append(capture, 9000);
      await capture.close();
      folder = snapshot(folder);
      const next = openCapture({ folder, limitBytes });
      await next.restored;
      assert.deepEqual(comparable(next), comparable(capture));
      assertLedger(next);
      assert.equal(next.firstRow, capture.firstRow);
      capture = next;
    }
    assert.equal(capture.ledger.cleared, 3000);
    assert.ok(capture.ledger.evicted > 0);
  });

  it('what was cleared stays cleared, though nothing came after', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    append(capture, 3000);
    await capture.close();
    const [former] = fs.readdirSync(folder);
    capture.clear();
    await until(() => {
      const [name, ...others] = fs.readdirSync(folder);
      if (!name || others.length > 0 || name === former) return false;
      return fs.readFileSync(path.join(folder, name)).includes('cleared');
    }, 'the clearing was on disk');
    const again = openCapture({ folder: snapshot(folder) });
    assert.equal(again.ledger.cleared, 3000);
    assert.equal(again.ledger.kept, 0);
    assert.equal(again.append(false, [Buffer.from('x')]), 3000);
    assertLedger(again);
  });

  it('what was cleared is either whole again or counted as cleared, whenever the engine died', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const fileSystem = new FaultyFileSystem();
    const capture = openCapture({ folder, fileSystem });
    append(capture, 3000);
    await capture.close();
    const before = snapshot(folder);
    const [former] = fs.readdirSync(folder);
    fileSystem.hold();
    capture.clear();
    assert.equal(capture.ledger.kept, 0);
    // Its count is not on the disk yet.
    const early = openCapture({ folder: snapshot(folder) });
    assert.deepEqual({ kept: early.ledger.kept, cleared: early.ledger.cleared }, { kept: 3000, cleared: 0 });
    assertLedger(early);
    fileSystem.release();
    await until(() => !fs.existsSync(path.join(folder, former!)), 'what was cleared was removed');
    const after = openCapture({ folder: snapshot(folder) });
    assert.deepEqual({ kept: after.ledger.kept, cleared: after.ledger.cleared }, { kept: 0, cleared: 3000 });
    assertLedger(after);
    // Its count is on the disk, and the files are not removed yet.
    append(capture, 10);
    await capture.close();
    fs.cpSync(folder, before, { recursive: true });
    assert.equal(fs.readdirSync(before).length, 2);
    const between = openCapture({ folder: before });
    await between.restored;
    assert.deepEqual(
      { kept: between.ledger.kept, cleared: between.ledger.cleared, first: between.firstRow },
      { kept: 10, cleared: 3000, first: 3000 },
    );
    assert.deepEqual(comparable(between), comparable(capture));
    await between.release();
    assert.equal(fs.readdirSync(before).length, 1);
  });

  it('it reads up to the last complete record, wherever the last write was torn', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    append(capture, 900);
    await capture.close();
    const name = fs.readdirSync(folder)[0]!;
    const whole = fs.readFileSync(path.join(folder, name));
    // 900 messages of 300 bytes fill one chunk; the second one is the open one.
    const rows = await readRows(capture);
    let kept = 0;
    for (let length = 0; length < whole.length; length += 1 + Math.floor(length / 60)) {
      const torn = path.join(temporaryFolder(), 'capture');
      fs.mkdirSync(torn);
      fs.writeFileSync(path.join(torn, name), whole.subarray(0, length));
      const again = openCapture({ folder: torn });
      assertLedger(again);
      assert.ok(again.ledger.kept >= kept, 'more bytes never mean fewer rows');
      kept = again.ledger.kept;
      assert.deepEqual(await readRows(again), rows.slice(0, kept));
      assert.equal(again.append(false, [Buffer.from('goes on')]), kept);
      await again.close();
      assert.equal((await readRows(again)).length, kept + 1);
      await again.remove();
    }
    assert.ok(kept > 0);
  });

  it('what a dead engine had counted and not written is told as lost, and keeps its row numbers', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    append(capture, 3000);
    await capture.close();
    const again = openCapture({ folder: snapshot(folder) });
    const { received, sent } = again.ledger;
    again.accountFor({ received: received + 40, sent: sent + 2 });
    again.accountFor({ received: received - 1, sent });
    const { lost, lostReason } = again.ledger;
    assert.equal(lost, 42);
    assert.equal(lostReason?.code, 'capture/engineDied');
    assert.equal(again.ledger.received, received + 40);
    assert.equal(again.append(false, [Buffer.from('next')]), 3042);
    assertLedger(again);
    await again.close();
    const rows = await readRows(again);
    assert.equal(rows.length, 3001);
    const third = openCapture({ folder: snapshot(folder) });
    assertLedger(third);
  });

  it('a filter finds what came before and after', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder, type: 'ROUTER' });
    append(capture, 7000);
    await capture.close();
    const again = openCapture({ folder: snapshot(folder), type: 'ROUTER' });
    append(again, 7000);
    const view = new View('v', again, (error) => assert.fail(String(error)));
    await view.setFilter(filterOf('topic:topic3'), undefined);
    await until(() => view.status.scanned === 1, 'the scan was done');
    assert.equal(view.status.count, 2000);
    assert.equal(view.status.hidden, 12_000);
    view.dispose();
  });

  it('files that are no captures are put aside without harm', () => {
    const folder = path.join(temporaryFolder(), 'capture');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, '00000001.mcap'), 'rubbish');
    fs.writeFileSync(path.join(folder, '00000002.mcap'), Buffer.alloc(100));
    fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    const capture = openCapture({ folder });
    assert.equal(capture.ledger.kept, 0);
    assert.equal(capture.append(false, [Buffer.from('x')]), 0);
    assertLedger(capture);
  });

  it('by SIGKILL in the midst of traffic, what is there again is whole and in order', async () => {
    const script = path.join(temporaryFolder(), 'flood.cjs');
    buildSync({
      entryPoints: [path.join(process.cwd(), 'test/engine/capture/floodProcess.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    for (const enough of [1, 5000, 60_000]) {
      const folder = path.join(temporaryFolder(), 'capture');
      const child = fork(script, [folder]);
      let reached = 0;
      child.on('message', (row: number) => (reached = row));
      await until(() => reached >= enough, 'enough messages came');
      await until(() => fs.existsSync(folder) && fs.readdirSync(folder).length > 0, 'something was on disk');
      child.kill('SIGKILL');
      await once(child, 'exit');
      const capture = openCapture({ folder });
      assertLedger(capture);
      const rows = await readRows(capture);
      assert.equal(rows.length, capture.ledger.kept);
      assert.equal(capture.ledger.kept + capture.ledger.lost, capture.endRow);
      for (const { row, frames } of rows) assert.equal(Buffer.from(frames[1]!).readUInt32LE(), row);
      capture.append(false, [Buffer.from('topic'), Buffer.from('on')]);
      await capture.close();
      assert.equal((await readRows(capture)).length, rows.length + 1);
    }
  });

  it('releasing leaves the files for the next engine', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    append(capture, 100);
    await capture.release();
    const again = openCapture({ folder });
    assert.equal(again.ledger.kept, 100);
  });

  it('releasing right after a clear keeps its count', async () => {
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ folder });
    append(capture, 100);
    await capture.close();
    capture.clear();
    await capture.release();
    const again = openCapture({ folder });
    assert.equal(again.ledger.cleared, 100);
    assert.equal(again.endRow, 100);
    assertLedger(again);
  });
});
