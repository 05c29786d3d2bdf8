import assert from 'node:assert/strict';
import type { ReplaySnapshot } from '../../../src/protocol/replay';
import { Formats } from '../../../src/webview/inspector/formats';
import {
  clockOf,
  latenessText,
  latenessWords,
  loopText,
  paceText,
  progressText,
  repliesText,
  stateSpoken,
  timingText,
  whereText,
} from '../../../src/webview/inspector/replay/replayTexts';

const formats = new Formats('en-GB');
const snapshot: ReplaySnapshot = {
  replay: 'r',
  capture: 'c',
  session: 's',
  state: 'running',
  timing: { kind: 'fast' },
  sent: 4204,
  failed: 0,
  total: 3000,
  position: 1204,
  loop: 2,
  loops: 5,
  row: 1203,
  timeMs: 13_500,
  firstTimeMs: 1000,
  lastTimeMs: 3_724_000,
  peers: 1,
  awaitPeers: 2,
};

describe('the texts of a replay', () => {
  it('name each timing', () => {
    assert.equal(timingText({ kind: 'original', speed: 0.25 }, formats), '0.25×');
    assert.equal(timingText({ kind: 'rate', perSecond: 0.5 }, formats), '0.5/s');
    assert.equal(timingText({ kind: 'rate', perSecond: 12_000 }, formats), '12,000/s');
    assert.equal(timingText({ kind: 'fast' }, formats), 'Full speed');
  });

  it('count the messages of a loop, and the loops where there are several', () => {
    assert.equal(progressText(snapshot, formats), '1,204 of 3,000');
    assert.equal(loopText(snapshot, formats), 'loop 2 of 5');
    assert.equal(loopText({ ...snapshot, loops: 0 }, formats), 'loop 2 of ∞');
    assert.equal(loopText({ ...snapshot, loop: 1, loops: 1 }, formats), '');
    assert.deepEqual(
      [1, 2].map((replies) => repliesText(replies, formats)),
      ['1 reply', '2 replies'],
    );
  });

  it('tell who sends, and its addresses where the label has them not', () => {
    const [one, other] = ['tcp://127.0.0.1:5600', 'ipc:///tmp/x'];
    assert.equal(whereText(`PUB ${one}`, [one]), `PUB ${one}`);
    assert.equal(whereText('Feed', [one, other]), `Feed · ${one} · ${other}`);
    assert.equal(whereText('Feed', []), 'Feed');
  });

  it('tell the recorded time from its beginning', () => {
    assert.deepEqual(clockOf(13_500, snapshot), { at: '12.500 s', of: '1:02:03' });
    assert.deepEqual(clockOf(0, snapshot).at, '0.000 s');
  });

  it('tell what it took and how many went a second', () => {
    const pace = (sent: number, ranMs?: number) => paceText({ ...snapshot, sent, ranMs }, formats);
    assert.equal(pace(4204, 2000), 'in 2.000 s, 2,102/s');
    assert.equal(pace(5, 2000), 'in 2.000 s, 2.5/s');
    assert.equal(pace(400, 0.41), 'in 410 µs, 975,610/s');
    assert.equal(pace(1, 200), 'in 200 ms');
    assert.equal(pace(0, 0), 'in 0.0 µs');
    assert.equal(pace(10), '');
  });

  it('tell lateness in the unit that fits', () => {
    assert.deepEqual([0, 0.41, 2.05, 1500].map(latenessText), ['0.0 µs', '410 µs', '2.0 ms', '1.5 s']);
    assert.match(
      latenessWords({ p50: 0.1, p99: 0.4, max: 2 }),
      /half within 100 µs, 99 % within 400 µs, all/,
    );
  });

  it('are said when the state changes, but not where an alert says it', () => {
    const said = (change: Partial<ReplaySnapshot>) => stateSpoken({ ...snapshot, ...change }, formats);
    assert.equal(said({ state: 'waiting' }), 'Replay waits for peers, 1 of 2 are there');
    assert.equal(said({ state: 'paused' }), 'Replay paused at 1,204 of 3,000');
    assert.equal(said({ state: 'finished', failed: 3 }), 'Replay finished, 4,204 sent, 3 failed');
    assert.equal(said({ state: 'failed' }), '');
  });
});
