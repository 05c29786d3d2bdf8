import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LatenessHistogram } from '../../../src/engine/replay/lateness';
import { ReplayClock } from '../../../src/engine/replay/replayClock';
import { RowSet } from '../../../src/engine/replay/rowSet';

describe('the clock of a replay', () => {
  /** Takes a message when it is due. @returns when that was */
  const take = (clock: ReplayClock, recorded: number, now: number) => {
    const due = clock.due(recorded, now);
    clock.took(recorded, due);
    return due;
  };

  it('keeps the original distances, as many times as fast as wanted', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 2 });
    assert.deepEqual(
      [1000, 1010, 1050].map((recorded) => take(clock, recorded, 500)),
      [500, 505, 525],
    );
  });

  it('does not drift when messages are late', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 1 });
    take(clock, 0, 100);
    assert.equal(take(clock, 10, 170), 110);
    assert.equal(take(clock, 20, 170.5), 120);
    assert.equal(take(clock, 200, 171), 300);
  });

  it('never goes back where recorded times do', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 1 });
    take(clock, 0, 0);
    assert.equal(take(clock, 50, 0), 50);
    assert.equal(take(clock, 20, 50), 50);
    assert.equal(take(clock, 60, 50), 60);
  });

  it('sends at a rate without adding up the error', () => {
    const clock = new ReplayClock({ kind: 'rate', perSecond: 3000 });
    let due = 0;
    for (let i = 0; i <= 3_000_000; i++) due = take(clock, 7, 42);
    assert.equal(due, 42 + 1_000_000);
  });

  it('has everything due at once when fast', () => {
    const clock = new ReplayClock({ kind: 'fast' });
    assert.deepEqual([take(clock, 0, 5), take(clock, 1e6, 6)], [5, 6]);
  });

  it('does not count a pause', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 1 });
    take(clock, 0, 100);
    clock.pause(104);
    clock.pause(150);
    clock.resume(1000);
    assert.equal(clock.due(10, 1000), 1006);
  });

  it('goes on from the message that was stepped to', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 1 });
    take(clock, 0, 100);
    clock.pause(104);
    clock.step(10, 500);
    clock.step(30, 600);
    clock.resume(1000);
    assert.equal(clock.due(35, 1000), 1005);
  });

  it('lets the rest of a wait pass at the new speed', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 1 });
    take(clock, 0, 0);
    clock.setTiming({ kind: 'original', speed: 10 }, 40);
    assert.equal(clock.due(100, 40), 46);
    clock.setTiming({ kind: 'rate', perSecond: 100 }, 43);
    assert.equal(clock.due(100, 43), 53);
    clock.setTiming({ kind: 'fast' }, 44);
    assert.equal(clock.due(100, 44), 44);
  });

  it('begins anew where it was moved to', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 1 });
    take(clock, 0, 0);
    clock.restart();
    assert.equal(take(clock, 5000, 7), 7);
    assert.equal(clock.due(5010, 8), 17);
  });

  it('leaves a gap between loops, also when the timing changes in it', () => {
    const clock = new ReplayClock({ kind: 'original', speed: 2 });
    take(clock, 0, 0);
    assert.equal(take(clock, 20, 10), 10);
    clock.loop(20);
    assert.equal(take(clock, 0, 11), 20);
    assert.equal(take(clock, 20, 30), 30);
    clock.loop(20);
    clock.setTiming({ kind: 'original', speed: 1 }, 32);
    assert.equal(take(clock, 0, 32), 52);
    assert.equal(clock.due(20, 52), 72);
  });
});

describe('the histogram of lateness', () => {
  it('tells percentiles to a few percent and the exact maximum', () => {
    const histogram = new LatenessHistogram();
    assert.equal(histogram.lateness, undefined);
    for (let i = 1; i <= 1000; i++) histogram.add(i / 100);
    const { p50, p99, max } = histogram.lateness!;
    assert.ok(Math.abs(p50 / 5 - 1) < 0.03, String(p50));
    assert.ok(Math.abs(p99 / 9.9 - 1) < 0.03, String(p99));
    assert.equal(max, 10);
  });

  it('takes anything', () => {
    const histogram = new LatenessHistogram();
    for (const ms of [-1, 0, 1e9]) histogram.add(ms);
    assert.deepEqual(histogram.lateness, { p50: 0, p99: 1e9, max: 1e9 });
  });
});

describe('a set of rows', () => {
  it('finds and counts as a plain list does', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.nat(299)),
        fc.nat(1400),
        fc.nat(1400),
        (from, length, picked, a, b) => {
          const to = from + length;
          const rows = [...new Set(picked.map((at) => from + (at % length)))].sort((x, y) => x - y);
          const set = RowSet.some(from, to);
          for (const row of rows) set.add(row);
          const all = Array.from({ length }, (_, i) => from + i);
          for (const [tried, list] of [
            [set, rows],
            [RowSet.all(from, to), all],
          ] as const) {
            assert.equal(tried.count(), list.length);
            assert.equal(tried.next(a), list.find((row) => row >= a) ?? to);
            assert.equal(tried.last(a), list.filter((row) => row < a).at(-1) ?? -1);
            assert.equal(tried.count(a, b), list.filter((row) => row >= a && row < b).length);
          }
        },
      ),
    );
  });
});
