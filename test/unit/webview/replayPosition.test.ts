import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ReplaySnapshot } from '../../../src/protocol/replay';
import {
  type Marks,
  markedSpan,
  marksAround,
  movedMarks,
  playheadOf,
  shareOf,
  timeAfterKey,
} from '../../../src/webview/inspector/replay/replayPosition';
import { speedsToChoose } from '../../../src/webview/inspector/replay/speedsToChoose';

const whole = { fromMs: 1000, toMs: 3000 };

function snapshot(change: Partial<ReplaySnapshot>): ReplaySnapshot {
  return {
    replay: 'r',
    capture: 'c',
    session: 's',
    state: 'running',
    timing: { kind: 'fast' },
    sent: 0,
    failed: 0,
    total: 100,
    position: 0,
    loop: 1,
    loops: 1,
    row: -1,
    timeMs: 0,
    firstTimeMs: whole.fromMs,
    lastTimeMs: whole.toMs,
    peers: 0,
    awaitPeers: 0,
    ...change,
  };
}

describe('playheadOf', () => {
  it('is at the start before the first message, at the message sent last, and at the end', () => {
    assert.equal(playheadOf(snapshot({})), 1000);
    assert.equal(playheadOf(snapshot({ position: 10, row: 9, timeMs: 1200 })), 1200);
    assert.equal(playheadOf(snapshot({ position: 100, row: 99, timeMs: 2999 })), 3000);
  });

  it('is at the marks where these are narrower, also when another loop begins', () => {
    const marks = { startMarkMs: 1500, endMarkMs: 2000 };
    assert.equal(playheadOf(snapshot({ ...marks, loop: 2, row: 60, timeMs: 2000 })), 1500);
    assert.equal(playheadOf(snapshot({ ...marks, position: 3, row: 10, timeMs: 1200 })), 1500);
    assert.equal(playheadOf(snapshot({ ...marks, position: 100, row: 60, timeMs: 1990 })), 2000);
  });

  it('is where the position says as long as no message was sent', () => {
    assert.equal(playheadOf(snapshot({ position: 50 })), 2000);
  });
});

describe('timeAfterKey', () => {
  it('moves by a hundredth, finely by a thousandth, by pages by a tenth, and to the ends', () => {
    const after = (key: string, isFine = false) => timeAfterKey(2000, key, isFine, whole);
    assert.deepEqual(
      ['ArrowRight', 'ArrowUp', 'ArrowLeft', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => after(key)),
      [2020, 2020, 1980, 1800, 2200, 1000, 3000],
    );
    assert.equal(after('ArrowLeft', true), 1998);
    assert.equal(after('Enter'), undefined);
  });

  it('stays within the span', () => {
    assert.equal(timeAfterKey(2995, 'PageUp', false, whole), 3000);
    assert.equal(timeAfterKey(1001, 'ArrowLeft', false, whole), 1000);
  });
});

describe('movedMarks', () => {
  it('drops a mark at the end of the whole', () => {
    assert.deepEqual(movedMarks({ startMs: 1500, endMs: 2000 }, 'start', 900, whole), {
      startMs: undefined,
      endMs: 2000,
    });
    assert.deepEqual(movedMarks({ startMs: 1500 }, 'end', 3000, whole), { startMs: 1500, endMs: undefined });
  });

  it('keeps the start in front of the end, wherever they are moved', () => {
    const time = fc.integer({ min: 0, max: 4000 });
    const moves = fc.array(fc.record({ which: fc.constantFrom('start' as const, 'end' as const), time }));
    fc.assert(
      fc.property(moves, (all) => {
        let marks: Marks = {};
        for (const { which, time: to } of all) marks = movedMarks(marks, which, to, whole);
        const { fromMs, toMs } = markedSpan(whole, marks);
        assert.ok(whole.fromMs <= fromMs && fromMs <= toMs && toMs <= whole.toMs);
      }),
    );
  });
});

describe('marksAround', () => {
  it('takes what a range shares with the whole, and nothing of one beside it', () => {
    assert.deepEqual(marksAround({ fromMs: 500, toMs: 2000 }, whole), { startMs: undefined, endMs: 2000 });
    assert.equal(marksAround({ fromMs: 10, toMs: 20 }, whole), undefined);
    assert.equal(marksAround({ fromMs: 3001, toMs: 3002 }, whole), undefined);
  });
});

describe('shareOf', () => {
  it('is from 0 to 1, also where the span is a moment', () => {
    assert.deepEqual(
      [0, 1000, 1500, 3000, 9000].map((time) => shareOf(time, whole)),
      [0, 0, 0.25, 1, 1],
    );
    assert.equal(shareOf(5, { fromMs: 5, toMs: 5 }), 0);
  });
});

describe('speedsToChoose', () => {
  it('has the speed that is set in its place', () => {
    assert.deepEqual(speedsToChoose(3), [0.01, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 100]);
    assert.deepEqual(speedsToChoose(2), speedsToChoose(undefined));
  });
});
