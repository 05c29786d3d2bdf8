import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { captureTimeline } from '../../../src/engine/capture/captureTimeline';
import { RateMeter } from '../../../src/engine/capture/rateMeter';
import { RowReader } from '../../../src/engine/capture/rowReader';
import { TimeHistogram } from '../../../src/engine/capture/timeHistogram';
import { maxTopics, TopicTable } from '../../../src/engine/capture/topicTable';
import { matchingRows } from '../../../src/engine/capture/matchingRows';
import { unpackRows } from '../../../src/protocol/rows';
import { closeCaptures, filterOf, openCapture, until } from './captureSupport';

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('the topic table', () => {
  it('counts topics of any bytes as a plain map does', () => {
    const topic = fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(topic, { maxLength: 400 }), (topics) => {
        const table = new TopicTable();
        const model = new Map<string, number>();
        for (const bytes of topics) {
          const framed = Uint8Array.of(1, 2, ...bytes, 3);
          table.count(framed, 2, 2 + bytes.length, 0);
          const hex = Buffer.from(bytes.subarray(0, 255)).toString('hex');
          model.set(hex, (model.get(hex) ?? 0) + 1);
        }
        const { topics: listed, total, otherCount } = table.list(1000, 0);
        assert.deepEqual(new Map(listed.map(({ hex, count }) => [hex, count])), model);
        assert.equal(total, model.size);
        assert.equal(otherCount, 0);
        for (const [index, { count }] of listed.entries()) {
          assert.ok(index === 0 || listed[index - 1]!.count >= count);
        }
      }),
    );
  });

  it('counts what is beyond 10,000 topics together', () => {
    const table = new TopicTable();
    for (let round = 0; round < 2; round++) {
      for (let index = 0; index < maxTopics + 500; index++) {
        const bytes = Buffer.from(`topic ${index}`);
        table.count(bytes, 0, bytes.length, 0);
      }
    }
    const { topics, total, otherCount } = table.list(20_000, 0);
    assert.equal(total, maxTopics);
    assert.equal(otherCount, 1000);
    assert.ok(topics.every(({ count }) => count === 2));
  });

  it('tells the rate of the last full second', () => {
    const table = new TopicTable();
    const bytes = Buffer.from('a');
    const rate = (second: number) => table.list(1, second).topics[0]!.perSecond;
    for (let i = 0; i < 30; i++) table.count(bytes, 0, 1, 100);
    for (let i = 0; i < 7; i++) table.count(bytes, 0, 1, 101);
    assert.equal(rate(101), 30);
    assert.equal(rate(102), 7);
    assert.equal(rate(103), 0);
    // Read back after a restart: long ago.
    table.count(bytes, 0, 1, 50);
    assert.equal(rate(101), 30);
    table.count(bytes, 0, 1, 105);
    assert.equal(rate(105), 0);
    assert.equal(rate(106), 1);
  });
});

describe('the rate meter', () => {
  it('tells what came in the last second, and nothing once it is over', () => {
    const meter = new RateMeter();
    for (let ms = 10_000; ms < 12_000; ms++) meter.add(ms, ms % 4 === 0, 10);
    assert.deepEqual(meter.read(12_000), {
      receivedPerSecond: 750,
      sentPerSecond: 250,
      bytesPerSecond: 10_000,
    });
    assert.equal(meter.read(12_500).receivedPerSecond, 375);
    assert.deepEqual(meter.read(13_200), { receivedPerSecond: 0, sentPerSecond: 0, bytesPerSecond: 0 });
    meter.add(1e12, false, 1);
    assert.equal(meter.read(1e12 + 100).receivedPerSecond, 1);
  });
});

describe('the time histogram', () => {
  it('loses no message, however long and in whatever order time passes', () => {
    const times = fc.array(fc.record({ gap: fc.oneof(fc.nat(50), fc.nat(5_000_000)), out: fc.boolean() }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(times, fc.boolean(), (steps, backwards) => {
        const histogram = new TimeHistogram();
        let at = 1_700_000_000_000;
        const all = steps.map(({ gap, out }) => ({ at: (at += gap), out }));
        for (const { at: time, out } of backwards ? all.toReversed() : all) histogram.add(time, out);
        const received = new Array<number>(10).fill(0);
        const sent = new Array<number>(10).fill(0);
        histogram.addTo(received, sent, all[0]!.at, all.at(-1)!.at + 1, 0);
        assert.equal(sum(received) + sum(sent), all.length);
        assert.equal(sum(sent), all.filter(({ out }) => out).length);
      }),
    );
  });
});

describe('the timeline', () => {
  afterEach(closeCaptures);

  it('is exact in a zoomed range, and whole over everything', async () => {
    const capture = openCapture({ type: 'DEALER' });
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 500; i++) capture.append(i % 5 === 0, [Buffer.alloc(300)]);
      const at = performance.now();
      await until(() => performance.now() - at > 2, 'some milliseconds passed');
    }
    await capture.close();
    const reader = new RowReader(capture);
    const { rows } = await matchingRows(capture, 0, Infinity, filterOf(''), {
      isCancellationRequested: false,
    });
    const times = unpackRows(rows).map(({ timeNs, direction }) => ({ ms: Number(timeNs) / 1e6, direction }));
    const all = await captureTimeline(capture, reader, 50, undefined);
    assert.equal(sum(all.received), 4800);
    assert.equal(sum(all.sent), 1200);
    const range = { fromMs: times[1300]!.ms, toMs: times[4400]!.ms };
    const zoomed = await captureTimeline(capture, reader, 7, range);
    const width = (range.toMs - range.fromMs) / 7;
    for (const direction of ['in', 'out'] as const) {
      const expected = new Array<number>(7).fill(0);
      for (const time of times) {
        if (time.direction !== direction || time.ms < range.fromMs || time.ms >= range.toMs) continue;
        expected[Math.min(6, Math.floor((time.ms - range.fromMs) / width))]!++;
      }
      const found = direction === 'in' ? zoomed.received : zoomed.sent;
      assert.equal(sum(found), sum(expected));
      // The same division, rounded differently at a bucket's very edge.
      for (let i = 0; i < 7; i++) assert.ok(Math.abs(found[i]! - expected[i]!) <= 1);
    }
  });

  it('begins with the first message, although events filled a chunk before it', async () => {
    const capture = openCapture();
    capture.appendEvent({ seq: 1, time: 1, kind: 'listening', severity: 'good' });
    // Too large for the chunk that the event is in.
    capture.append(false, [Buffer.alloc(400_000)]);
    capture.append(false, [Buffer.from('x')]);
    const { fromMs, toMs, received } = await captureTimeline(capture, new RowReader(capture), 5, undefined);
    assert.equal(fromMs, capture.times.firstMs);
    assert.equal(toMs, capture.times.lastMs + 1);
    assert.equal(sum(received), 2);
  });

  it('of an empty capture is empty', async () => {
    const capture = openCapture();
    const { received, sent } = await captureTimeline(capture, new RowReader(capture), 5, undefined);
    assert.deepEqual(
      [received, sent],
      [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ],
    );
  });
});
