import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readStreaming } from '../../unit/recording/mcapJudge';
import { assertLedger, closeCaptures, openCapture, readRows, temporaryFolder, until } from './captureSupport';
import { FaultyFileSystem } from './faultyFileSystem';

const megabyte = 1024 * 1024;

/** Appends messages of 10 kB that begin with their row, until so many bytes have come. */
function appendBytes(capture: ReturnType<typeof openCapture>, bytes: number): void {
  for (let done = 0; done < bytes; done += 10_000) {
    const body = Buffer.alloc(10_000);
    body.writeUInt32LE(capture.endRow);
    capture.append(false, [body]);
  }
}

async function assertReadable(capture: ReturnType<typeof openCapture>): Promise<void> {
  const read = await readRows(capture);
  assert.equal(read.length, capture.ledger.kept);
  for (const { row, frames } of read) assert.equal(Buffer.from(frames[0]!).readUInt32LE(), row);
}

describe('a spool', () => {
  afterEach(closeCaptures);

  it('goes on after writes that took only a part, at whatever byte they stopped', async () => {
    const fileSystem = new FaultyFileSystem();
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ fileSystem, folder, limitBytes: 64 * megabyte });
    for (const most of [1, 7, 48, 49, 50, 1000, 300_000]) {
      fileSystem.mostPerWrite = Math.max(most, 200);
      appendBytes(capture, 700_000);
      if (most === 1) {
        fileSystem.mostPerWrite = 1;
        capture.append(false, [Buffer.from([capture.endRow, 0, 0, 0])]);
        await until(() => fs.existsSync(folder), 'the folder was there');
        fileSystem.mostPerWrite = 4096;
      }
      await capture.close();
    }
    await assertReadable(capture);
    assert.equal(capture.ledger.lost, 0);
    for (const name of fs.readdirSync(folder)) readStreaming(fs.readFileSync(path.join(folder, name)), false);
  });

  it('keeps the newest in memory while the disk is full, counts what it loses, and says why', async () => {
    const fileSystem = new FaultyFileSystem();
    const capture = openCapture({ fileSystem, limitBytes: 512 * megabyte });
    fileSystem.room = 3_300_007;
    appendBytes(capture, 20 * megabyte);
    await until(() => fileSystem.failedWrites > 0, 'a write failed');
    assert.equal(capture.ledger.lost, 0);
    assertLedger(capture);
    appendBytes(capture, 90 * megabyte);
    const { lost, lostReason, bufferBytes } = capture.ledger;
    assert.ok(lost > 3000);
    assert.equal(lostReason?.code, 'capture/spoolWriteFailed');
    assert.match(lostReason?.message ?? '', /disk is full/i);
    assert.equal(lostReason?.action, 'extensionSettings');
    assert.ok(bufferBytes < 72 * megabyte, 'memory is bounded');
    assertLedger(capture);
    await assertReadable(capture);
    assert.ok((await readRows(capture)).at(-1)?.row === capture.endRow - 1, 'the newest is there');
  });

  it('makes room by a clear, though it cannot write down that it was one', async () => {
    const fileSystem = new FaultyFileSystem();
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ fileSystem, folder, limitBytes: 64 * megabyte });
    appendBytes(capture, 2 * megabyte);
    await capture.close();
    fileSystem.room = 0;
    capture.clear();
    await until(() => fs.readdirSync(folder).length === 0, 'the files were removed');
    fileSystem.room = Infinity;
    appendBytes(capture, megabyte);
    await capture.close();
    assertLedger(capture);
    await assertReadable(capture);
  });

  it('writes on when there is room again, and rows keep their numbers over the gap', async () => {
    const fileSystem = new FaultyFileSystem();
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ fileSystem, folder, limitBytes: 512 * megabyte });
    appendBytes(capture, 2 * megabyte);
    await capture.close();
    fileSystem.room = 400_003;
    appendBytes(capture, 80 * megabyte);
    await until(() => fileSystem.failedWrites > 0, 'a write failed');
    fileSystem.room = Infinity;
    await capture.close();
    await until(() => capture.ledger.lost > 0 && fileSystem.room === Infinity, 'some were lost');
    await capture.close();
    appendBytes(capture, megabyte);
    await capture.close();
    await assertReadable(capture);
    assertLedger(capture);
    const before = { ...capture.ledger, bufferBytes: 0, lostReason: undefined };
    const rows = (await readRows(capture)).map(({ row }) => row);

    // What is on disk says the same.
    const again = openCapture({ folder, limitBytes: 512 * megabyte });
    await again.restored;
    assert.deepEqual({ ...again.ledger, bufferBytes: 0, lostReason: undefined }, before);
    assert.deepEqual(
      (await readRows(again)).map(({ row }) => row),
      rows,
    );
  });

  it('loses chunks rather than holding up the socket when the disk is slow', async () => {
    const fileSystem = new FaultyFileSystem();
    const capture = openCapture({ fileSystem, limitBytes: 512 * megabyte });
    fileSystem.hold();
    appendBytes(capture, 110 * megabyte);
    assertLedger(capture);
    assert.equal(capture.ledger.lostReason?.code, 'capture/diskTooSlow');
    assert.ok(capture.ledger.bufferBytes < 72 * megabyte);
    const { lost } = capture.ledger;
    fileSystem.release();
    await capture.close();
    appendBytes(capture, 5 * megabyte);
    await capture.close();
    assert.equal(capture.ledger.lost, lost);
    await assertReadable(capture);
    assertLedger(capture);
  });

  for (const [code, sentence] of [
    ['EIO', /check the disk/i],
    ['EROFS', /read-only/],
    ['EACCES', /permissions/],
    ['EDQUOT', /quota/],
    ['EXYZ', /EXYZ/],
  ] as const) {
    it(`says what to do about ${code}`, async () => {
      const fileSystem = new FaultyFileSystem();
      fileSystem.writeFailure = code;
      const capture = openCapture({ fileSystem });
      appendBytes(capture, megabyte);
      await until(() => fileSystem.failedWrites > 0, 'a write failed');
      appendBytes(capture, 80 * megabyte);
      assert.match(capture.ledger.lostReason?.message ?? '', sentence);
      assertLedger(capture);
      await assertReadable(capture);
    });
  }

  it('waits for a folder that cannot be made yet', async () => {
    const fileSystem = new FaultyFileSystem();
    fileSystem.createFailure = 'EACCES';
    const capture = openCapture({ fileSystem });
    appendBytes(capture, megabyte);
    await capture.close();
    assert.equal(capture.ledger.lost, 0);
    await assertReadable(capture);
    fileSystem.createFailure = undefined;
    await capture.close();
    appendBytes(capture, 10 * megabyte);
    await capture.close();
    await assertReadable(capture);
    assertLedger(capture);
  });

  it('does not write again what was cleared while its writing failed', async () => {
    const fileSystem = new FaultyFileSystem();
    const folder = path.join(temporaryFolder(), 'capture');
    const capture = openCapture({ fileSystem, folder });
    fileSystem.hold();
    fileSystem.writeFailure = 'EIO';
    appendBytes(capture, 2 * megabyte);
    await new Promise((resolve) => setImmediate(resolve));
    capture.clear();
    fileSystem.release();
    await until(() => fileSystem.failedWrites > 0, 'the write failed');
    fileSystem.writeFailure = undefined;
    appendBytes(capture, megabyte);
    await capture.close();
    await assertReadable(capture);
    assertLedger(capture);
    const again = openCapture({ folder });
    assert.equal(again.ledger.kept, capture.ledger.kept);
    assert.equal(again.ledger.cleared, capture.ledger.cleared);
  });
});
