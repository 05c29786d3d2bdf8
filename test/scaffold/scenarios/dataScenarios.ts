import assert from 'node:assert/strict';
import type { Cast } from '../cast';
import { quick } from './scenario';

export async function lastValueCache(cast: Cast): Promise<void> {
  const cache = await cast.ready('cache');
  const early = cast.start('subscriber', { with: { TOPIC: 'sensor.' } });
  await cache.sees('replayed 0 values for sensor.');
  const publisher = await cast.ready('publisher', { with: { INTERVAL: quick } });
  await early.sees(/^sensor\.\d: value \d+$/, 10);
  await publisher.interrupt();

  // what comes now can only be from the cache
  const late = cast.start('subscriber', { with: { TOPIC: 'sensor.3' } });
  await cache.sees('replayed 1 values for sensor.3');
  const [replayed] = await late.sees(/^sensor\.3: value \d+$/);
  assert.equal(replayed, early.lines.filter((line) => line.startsWith('sensor.3:')).pop());
  cast.start('subscriber', { with: { TOPIC: 'sensor.' } });
  await cache.sees('replayed 5 values for sensor.');
  await cast.ready('publisher', { with: { INTERVAL: quick } });
  await late.seesNext(/^sensor\.3: value \d+$/, 3);
}

export async function clone(cast: Cast): Promise<void> {
  const server = await cast.ready('server');
  const alice = cast.start('client', { with: { NAME: 'alice', INTERVAL: quick } });
  await alice.sees('snapshot of 0 keys at 0');
  await alice.sees(/^alice\.[1-5] = \d+ \(\d+\)$/, 6);
  await server.sees('alice.1 = 1 (1)');

  const bob = cast.start('client', { with: { NAME: 'bob', INTERVAL: quick } });
  const [snapshot = ''] = await bob.sees(/^snapshot of [1-9]\d* keys at [1-9]\d*$/);
  assert.equal(bob.lines[0], snapshot);
  await bob.sees(/^alice\./, 3);
  await alice.sees(/^bob\.[1-5] = \d+ \(\d+\)$/, 3);
  // each change once and in its order, from the snapshot on
  const sequences = bob.lines.slice(1).map((line) => Number(/\((\d+)\)$/.exec(line)?.[1]));
  const start = Number(/at (\d+)$/.exec(snapshot)?.[1]) + 1;
  assert.deepEqual(
    sequences,
    sequences.map((_each, at) => start + at),
  );
}
