import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Capture } from '../../../src/engine/capture/capture';
import { View } from '../../../src/engine/capture/view';
import type { TimeRange } from '../../../src/protocol/capture';
import { type PackedRow, unpackRows } from '../../../src/protocol/rows';
import { assertLedger, closeCaptures, filterOf, openCapture, text, until } from './captureSupport';
import { FaultyFileSystem } from './faultyFileSystem';

interface Message {
  readonly row: number;
  readonly outgoing: boolean;
  readonly frames: readonly Buffer[];
}

/** Filters with what they mean, told in another way than by the filter language. */
const filters: readonly (readonly [string, (message: Message) => boolean])[] = [
  ['needle', ({ frames }) => frames.some((frame) => /needle/i.test(text(frame)))],
  ['"Needle 7"', ({ frames }) => frames.some((frame) => /needle 7/i.test(text(frame)))],
  ['dir:out', ({ outgoing }) => outgoing],
  ['topic:peer1', ({ frames }) => text(frames[0]!).startsWith('peer1')],
  ['size>1500', ({ frames }) => frames.reduce((sum, { length }) => sum + length, 0) > 1500],
  [
    'frames=3 and not needle',
    ({ frames }) => frames.length === 3 && !frames.some((f) => /needle/i.test(text(f))),
  ],
  [
    'peer:peer2 or /nee+dle [13]$/',
    ({ frames }) =>
      text(frames[0]!).startsWith('peer2') || frames.some((frame) => /nee+dle [13]$/.test(text(frame))),
  ],
  ['zzz-nothing', () => false],
];

/** A capture with all that was ever appended to it. */
class Traffic {
  readonly messages: Message[] = [];

  constructor(
    readonly capture: Capture,
    private readonly bodySize = 400,
  ) {}

  append(count: number): void {
    for (let i = 0; i < count; i++) {
      const row = this.messages.length;
      const outgoing = row % 3 === 1;
      const frames = [Buffer.from(`peer${row % 4}`)];
      if (row % 5 === 0) frames.push(Buffer.alloc(0));
      const word = row % 11 === 0 ? `some NEEDLE ${row % 9}` : 'hay';
      frames.push(Buffer.from(word.padStart((row * 37) % this.bodySize)));
      if (row % 97 === 0) frames.push(Buffer.alloc(2000, 'x'));
      this.messages.push({ row, outgoing, frames });
      assert.equal(this.capture.append(outgoing, frames), row);
    }
  }

  expected(matches: (message: Message) => boolean, end = Infinity): number[] {
    const { firstRow } = this.capture;
    return this.messages
      .filter((message) => message.row >= firstRow && message.row < end && matches(message))
      .map(({ row }) => row);
  }
}

async function rowsOf(view: View): Promise<PackedRow[]> {
  const rows: PackedRow[] = [];
  for (let position = 0; position < view.status.count; position += 1000) {
    rows.push(...unpackRows((await view.window(position, 1000)).rows));
  }
  return rows;
}

async function settled(view: View): Promise<void> {
  view.advance();
  await until(() => view.status.scanned === 1, 'the scan was done');
}

function openView(capture: Capture): View {
  return new View('view', capture, (error) => assert.fail(String(error)));
}

describe('a view', () => {
  afterEach(closeCaptures);

  it('shows all rows in windows: numbers, times, directions, topics, sizes and previews', async () => {
    const capture = openCapture({ type: 'ROUTER' });
    const traffic = new Traffic(capture);
    traffic.append(30_000);
    await capture.close();
    traffic.append(500);
    const view = openView(capture);
    assert.equal(view.status.count, 30_500);
    let lastTime = 0n;
    for (const from of [0, 1, 12_345, 29_900, 30_499]) {
      const { position, rows } = await view.window(from, 200);
      assert.equal(position, from);
      const unpacked = unpackRows(rows);
      assert.equal(unpacked.length, Math.min(200, 30_500 - from));
      for (const [index, row] of unpacked.entries()) {
        const { frames, outgoing } = traffic.messages[from + index]!;
        assert.equal(row.row, from + index);
        assert.equal(row.direction, outgoing ? 'out' : 'in');
        assert.equal(row.frameCount, frames.length);
        assert.equal(row.topicFrame, 0);
        assert.equal(text(row.topic), text(frames[0]!));
        assert.equal(
          row.size,
          frames.reduce((sum, { length }) => sum + length, 0),
        );
        assert.equal(text(row.payload), frames.slice(1).map(text).join('\x1f').slice(0, 160));
        assert.ok(row.timeNs >= lastTime);
        lastTime = row.timeNs;
      }
      lastTime = 0n;
    }
    const beyond = await view.window(1e6, 10);
    assert.deepEqual([beyond.position, beyond.rows.length], [30_500, 0]);
    view.dispose();
  });

  for (const [filter, matches] of filters) {
    it(`finds the same as a plain search under traffic and eviction: ${filter}`, async () => {
      const capture = openCapture({ type: 'ROUTER', limitBytes: 3 * 1024 * 1024 });
      const traffic = new Traffic(capture);
      traffic.append(8000);
      await capture.close();
      const view = openView(capture);
      const taken = view.setFilter(filterOf(filter), undefined);
      for (let round = 0; round < 40; round++) {
        traffic.append(300);
        view.advance();
        const { position, rows, status } = await view.window(Math.max(0, view.status.count - 50), 50);
        const seen = unpackRows(rows);
        assert.ok(seen.every(({ row }) => matches(traffic.messages[row]!)));
        assert.ok(seen.every(({ row }, index) => index === 0 || row > seen[index - 1]!.row));
        assert.ok(position + seen.length <= status.count);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await taken;
      await settled(view);
      const expected = traffic.expected(matches);
      assert.ok(capture.ledger.evicted > 0);
      assert.deepEqual(
        (await rowsOf(view)).map(({ row }) => row),
        expected,
      );
      assert.equal(view.status.count, expected.length);
      assert.equal(view.status.hidden, capture.ledger.kept - expected.length);
      for (const row of [0, capture.firstRow, capture.firstRow + 777, capture.endRow]) {
        assert.equal(await view.locateRow(row), expected.filter((match) => match < row).length);
      }
      assertLedger(capture);
      view.dispose();
    });
  }

  it('holds for any sequence of appending, filtering, freezing, clearing and waiting', async () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.nat(900) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('turn' as const) }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant('filter' as const), index: fc.nat(filters.length) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('flush' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const capture = openCapture({ type: 'ROUTER', limitBytes: 1024 * 1024 });
        const traffic = new Traffic(capture);
        const view = openView(capture);
        let matches: (message: Message) => boolean = () => true;
        let end = Infinity;
        for (const step of actions) {
          if (step.do === 'append') traffic.append(step.count);
          if (step.do === 'turn') await new Promise((resolve) => setImmediate(resolve));
          if (step.do === 'flush') await capture.close();
          if (step.do === 'clear') capture.clear();
          if (step.do === 'filter') {
            const [filter, meaning] = filters[step.index] ?? ['', () => true];
            matches = meaning;
            await view.setFilter(filterOf(filter), undefined);
          }
          if (step.do === 'freeze') {
            view.frozen = !view.frozen;
            end = view.frozen ? capture.endRow : Infinity;
          }
        }
        await settled(view);
        const expected = traffic.expected(matches, end);
        assert.deepEqual(
          (await rowsOf(view)).map(({ row }) => row),
          expected,
        );
        assertLedger(capture);
        view.dispose();
        await capture.remove();
      }),
      { numRuns: 100 },
    );
  });

  it('stays as it is while frozen, and catches up afterwards', async () => {
    const capture = openCapture({ type: 'ROUTER' });
    const traffic = new Traffic(capture);
    const view = openView(capture);
    traffic.append(1000);
    view.frozen = true;
    traffic.append(1000);
    assert.equal(view.status.count, 1000);
    assert.equal(view.status.endRow, 1000);
    assert.equal(view.status.hidden, 0);
    await view.setFilter(filterOf('dir:out'), undefined);
    await settled(view);
    assert.equal(view.status.count, 333);
    view.frozen = false;
    await settled(view);
    assert.equal(view.status.count, 667);
    assert.equal(view.status.endRow, 2000);
    view.dispose();
  });

  it('says while frozen whether all that it could show came later', async () => {
    const capture = openCapture({ type: 'ROUTER' });
    const traffic = new Traffic(capture);
    const view = openView(capture);
    const pause = async () => {
      const at = performance.now();
      await until(() => performance.now() - at > 3, 'some milliseconds passed');
    };
    view.frozen = true;
    assert.equal(view.status.isAfterFreeze, false);
    traffic.append(10);
    assert.equal(view.status.isAfterFreeze, true);
    view.frozen = false;
    assert.equal(view.status.isAfterFreeze, false);
    view.frozen = true;
    await pause();
    const { lastMs } = capture.times;
    await view.setFilter(undefined, { fromMs: lastMs + 1, toMs: lastMs + 60_000 });
    assert.equal(view.status.isAfterFreeze, false);
    traffic.append(10);
    await settled(view);
    assert.deepEqual([view.status.count, view.status.isAfterFreeze], [0, true]);
    await view.setFilter(undefined, { fromMs: 0, toMs: lastMs + 60_000 });
    await settled(view);
    assert.deepEqual([view.status.count, view.status.isAfterFreeze], [10, false]);
    view.dispose();
  });

  it('shows a time range, with and without a filter, and takes in what comes within it', async () => {
    const capture = openCapture({ type: 'ROUTER' });
    const traffic = new Traffic(capture);
    const batch = async (count: number) => {
      traffic.append(count);
      const at = performance.now();
      await until(() => performance.now() - at > 3, 'some milliseconds passed');
    };
    for (let round = 0; round < 10; round++) await batch(1000);
    await capture.close();
    const view = openView(capture);
    const all = await rowsOf(view);
    const timeOf = (row: number) => Number(all[row]!.timeNs) / 1e6;
    const range: TimeRange = { fromMs: timeOf(2000), toMs: timeOf(7500) };
    const from = all.findIndex(({ timeNs }) => Number(timeNs) / 1e6 >= range.fromMs);
    const to = all.findIndex(({ timeNs }) => Number(timeNs) / 1e6 >= range.toMs);

    await view.setFilter(undefined, range);
    assert.equal(view.status.count, to - from);
    assert.equal(view.status.hidden, 10_000 - (to - from));
    assert.deepEqual(
      (await rowsOf(view)).map(({ row }) => row),
      all.slice(from, to).map(({ row }) => row),
    );
    assert.equal(await view.locateTime(0), 0);
    assert.equal(await view.locateTime(timeOf(5000)), await view.locateRow(5000));

    await view.setFilter(filterOf('dir:out'), range);
    await settled(view);
    const expected = traffic.messages.slice(from, to).filter(({ outgoing }) => outgoing);
    assert.deepEqual(
      (await rowsOf(view)).map(({ row }) => row),
      expected.map(({ row }) => row),
    );
    assert.equal(view.status.hidden, 10_000 - expected.length);

    // A range that begins and ends in the future.
    const start = capture.times.lastMs + 5;
    const future: TimeRange = { fromMs: start, toMs: start + 500 };
    await view.setFilter(undefined, future);
    assert.equal(view.status.count, 0);
    while (capture.times.lastMs < future.toMs) await batch(50);
    await settled(view);
    const within = (await rowsOf(openView(capture))).filter(({ timeNs }) => {
      const timeMs = Number(timeNs) / 1e6;
      return timeMs >= future.fromMs && timeMs < future.toMs;
    });
    assert.ok(within.length > 0 && capture.endRow > 10_000 + within.length);
    assert.deepEqual(await rowsOf(view), within);
    view.dispose();
  });

  it('locates rows and times in a capture whose oldest rows went', async () => {
    const capture = openCapture({ type: 'ROUTER', limitBytes: 1024 * 1024 });
    const traffic = new Traffic(capture, 2000);
    for (let round = 0; round < 30; round++) {
      traffic.append(200);
      await capture.close();
    }
    const view = openView(capture);
    const { firstRow, endRow } = capture;
    assert.ok(firstRow > 1000);
    assert.equal(await view.locateRow(0), 0);
    assert.equal(await view.locateRow(firstRow + 5), 5);
    assert.equal(await view.locateRow(endRow + 5), endRow - firstRow);
    for (const row of await rowsOf(view)) {
      const position = await view.locateTime(Number(row.timeNs) / 1e6);
      assert.ok(position <= row.row - firstRow);
    }
    view.dispose();
  });

  it('forgets matches that were lost, and only those', async () => {
    const fileSystem = new FaultyFileSystem();
    const capture = openCapture({ type: 'ROUTER', fileSystem, limitBytes: 512 * 1024 * 1024 });
    const view = openView(capture);
    const traffic = new Traffic(capture, 20_000);
    traffic.append(1000);
    await capture.close();
    await view.setFilter(filterOf('needle'), undefined);
    fileSystem.hold();
    for (let round = 0; round < 90; round++) {
      traffic.append(100);
      view.advance();
    }
    await settled(view);
    assert.ok(capture.ledger.lost > 0);
    const gone = new Set<number>();
    const kept = new Set((await rowsOf(openView(capture))).map(({ row }) => row));
    for (const { row } of traffic.messages) if (!kept.has(row)) gone.add(row);
    assert.equal(gone.size, capture.ledger.lost);
    const expected = traffic.expected((message) => filters[0]![1](message) && kept.has(message.row));
    assert.deepEqual(
      (await rowsOf(view)).map(({ row }) => row),
      expected,
    );
    assertLedger(capture);
    fileSystem.release();
    view.dispose();
  });
});
