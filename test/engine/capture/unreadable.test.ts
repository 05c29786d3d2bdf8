import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Capture } from '../../../src/engine/capture/capture';
import { View } from '../../../src/engine/capture/view';
import { unpackRows } from '../../../src/protocol/rows';
import {
  assertLedger,
  closeCaptures,
  filterOf,
  openCapture,
  readRows,
  temporaryFolder,
  until,
  warnings,
} from './captureSupport';
import { FaultyFileSystem } from './faultyFileSystem';

const total = 4000;

/** A capture of which nothing is in memory, in one file. */
async function restoredCapture() {
  const folder = path.join(temporaryFolder(), 'capture');
  const former = openCapture({ folder });
  for (let row = 0; row < total; row++) former.append(false, [Buffer.from(`t${row % 2}`), Buffer.alloc(300)]);
  await former.release();
  const fileSystem = new FaultyFileSystem();
  const capture = openCapture({ folder, fileSystem });
  await capture.restored;
  assert.equal(capture.ledger.kept, total);
  assert.ok(capture.directory.size > 4);
  return { capture, fileSystem, folder };
}

function viewOf(capture: Capture): View {
  return new View('v', capture, (error) => assert.fail(String(error)));
}

/** Every row number but those of [from, to). */
function rowsWithout(from: number, to: number): number[] {
  return Array.from({ length: total }, (_, row) => row).filter((row) => row < from || row >= to);
}

describe('a chunk that cannot be read back', () => {
  afterEach(closeCaptures);

  it('is lost alone: the rows before and after it are shown, in their order', async () => {
    const { capture, fileSystem } = await restoredCapture();
    const bad = capture.directory.at(1)!;
    const { firstRow, endRow, place } = bad;
    fileSystem.readFailure = (position) => (position === place!.offset ? 'EIO' : undefined);
    const view = viewOf(capture);
    const expected = rowsWithout(firstRow, endRow);
    const first = await view.window(firstRow - 500, 1000);
    assert.equal(first.position, firstRow - 500);
    assert.deepEqual(
      unpackRows(first.rows).map(({ row }) => row),
      expected.slice(firstRow - 500, firstRow + 500),
    );
    assert.equal(first.status.count, expected.length);
    const { lost, lostReason, kept } = capture.ledger;
    assert.equal(lost, endRow - firstRow);
    assert.equal(kept, total - lost);
    assert.equal(lostReason?.code, 'capture/spoolReadFailed');
    assert.ok(warnings.some((warning) => warning.includes('EIO')));
    assertLedger(capture);
    assert.deepEqual(
      (await readRows(capture)).map(({ row }) => row),
      expected,
    );
    view.dispose();
  });

  it('is lost to a filter too, which counts what is left', async () => {
    const { capture, fileSystem } = await restoredCapture();
    const { firstRow, endRow, place } = capture.directory.at(2)!;
    const view = viewOf(capture);
    await view.setFilter(filterOf('topic:t1'), undefined);
    await until(() => view.status.scanned === 1, 'the scan was done');
    assert.equal(view.status.count, total / 2);
    capture.cache.clear();
    fileSystem.readFailure = (position) => (position === place!.offset ? 'EIO' : undefined);
    const expected = rowsWithout(firstRow, endRow).filter((row) => row % 2 === 1);
    const at = expected.findIndex((row) => row >= endRow) - 50;
    const { status, position, rows } = await view.window(at, 100);
    assert.equal(status.count, expected.length);
    assert.equal(position, at);
    assert.deepEqual(
      unpackRows(rows).map(({ row }) => row),
      expected.slice(at, at + 100),
    );
    view.dispose();
  });

  it('is lost where its file became shorter or holds something else', async () => {
    const { capture, folder } = await restoredCapture();
    const overwritten = capture.directory.at(1)!;
    const last = capture.directory.last!;
    const file = path.join(folder, fs.readdirSync(folder)[0]!);
    const handle = fs.openSync(file, 'r+');
    fs.writeSync(handle, Buffer.alloc(1000), 0, 1000, overwritten.place!.offset);
    fs.ftruncateSync(handle, last.place!.offset + 10);
    fs.closeSync(handle);
    const view = viewOf(capture);
    const gone = overwritten.count + last.count;
    const rows: number[] = [];
    for (let position = 0; position < total - gone;) {
      const window = await view.window(position, 1000);
      const read = unpackRows(window.rows).map(({ row }) => row);
      rows.push(...read);
      position += read.length;
    }
    const kept = rowsWithout(overwritten.firstRow, overwritten.endRow).filter((row) => row < last.firstRow);
    assert.deepEqual(rows, kept);
    assert.equal(capture.ledger.lost, gone);
    assertLedger(capture);
    view.dispose();
  });

  it('for the moment only, is kept, and the reader is told', async () => {
    const { capture, fileSystem } = await restoredCapture();
    fileSystem.readFailure = () => 'EMFILE';
    const view = viewOf(capture);
    await assert.rejects(view.window(0, 100), { code: 'capture/readFailed' });
    assert.equal(capture.ledger.lost, 0);
    fileSystem.readFailure = undefined;
    assert.equal(unpackRows((await view.window(0, 100)).rows).length, 100);
    view.dispose();
  });

  it('may be there again for the next engine, and the ledger still adds up', async () => {
    const { capture, fileSystem, folder } = await restoredCapture();
    const { place } = capture.directory.at(1)!;
    fileSystem.readFailure = (position) => (position === place!.offset ? 'EIO' : undefined);
    await readRows(capture);
    assert.ok(capture.ledger.lost > 0);
    capture.append(false, [Buffer.from('t0'), Buffer.from('new')]);
    await capture.release();
    const next = openCapture({ folder });
    await next.restored;
    assert.deepEqual(
      { kept: next.ledger.kept, lost: next.ledger.lost, evicted: next.ledger.evicted },
      { kept: total + 1, lost: 0, evicted: 0 },
    );
    assertLedger(next);
  });
});
