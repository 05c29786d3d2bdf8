import assert from 'node:assert/strict';
import type { Cast } from '../cast';
import { quick } from './scenario';

export async function requestReply(cast: Cast): Promise<void> {
  const server = await cast.ready('server');
  const client = cast.start('client', { with: { INTERVAL: quick } });
  await client.sees('Hello 3 -> World 3');
  await server.sees('Hello 3 -> World 3');
  assert.deepEqual(
    client.lines.slice(0, 3),
    [1, 2, 3].map((n) => `Hello ${n} -> World ${n}`),
  );
}

export async function publishSubscribe(cast: Cast): Promise<void> {
  const publisher = await cast.ready('publisher', { with: { SUBSCRIBERS: '2', INTERVAL: quick } });
  const subscribers = [cast.start('subscriber'), cast.start('subscriber')];
  await publisher.sees('subscriber 2 of 2');
  for (const subscriber of subscribers) {
    await subscriber.sees('weather: update 3');
    // synchronised: nobody misses the first
    assert.deepEqual(
      subscriber.lines.slice(0, 3),
      [1, 2, 3].map((n) => `weather: update ${n}`),
    );
  }
  assert.deepEqual(publisher.lines.slice(0, 4), [
    ...['ready', 'subscriber 1 of 2', 'subscriber 2 of 2'],
    'weather: update 1',
  ]);
  const late = cast.start('subscriber', { with: { TOPIC: 'wea' } });
  await late.sees(/^weather: update \d+$/, 3);
}

export async function pipeline(cast: Cast): Promise<void> {
  const sink = await cast.ready('sink');
  const workers = [cast.start('worker'), cast.start('worker')];
  const ventilator = await cast.ready('ventilator', { with: { INTERVAL: quick } });
  for (const worker of workers) await worker.sees(/^\d+ squared is \d+$/, 3);
  await ventilator.sees('task 6');
  for (const line of await sink.sees(/squared/, 6)) assertSquare(line);
}

export function assertSquare(line: string): void {
  const [, n, square] = /^(\d+) squared is (\d+)$/.exec(line) ?? [];
  assert.equal(Number(square), Number(n) ** 2, line);
}

export async function exclusivePair(cast: Cast): Promise<void> {
  const first = await cast.ready('first', { with: { INTERVAL: quick } });
  const second = cast.start('second');
  await first.sees('ping 3 -> pong 3');
  await second.sees('ping 3 -> pong 3');
}

export async function asyncClientServer(cast: Cast): Promise<void> {
  const server = await cast.ready('server');
  for (const name of ['alice', 'bob']) {
    const client = cast.start('client', { with: { NAME: name, INTERVAL: quick } });
    for (let n = 1; n <= 3; n++) {
      await server.sees(`${name}: request ${n}`);
      await client.sees(`accepted ${n}`);
      await client.sees(`done ${n}`);
    }
    assert.deepEqual(client.lines.slice(0, 4), ['accepted 1', 'done 1', 'accepted 2', 'done 2']);
  }
}
