import type { Actor } from '../actor';
import type { Cast } from '../cast';
import { quick } from './scenario';

export async function xpubXsubProxy(cast: Cast): Promise<void> {
  const proxy = await cast.ready('proxy');
  const subscriber = cast.start('subscriber');
  await proxy.sees('subscribe weather');
  const publisher = cast.start('publisher', { with: { INTERVAL: quick } });
  await publisher.sees('weather: update 3');
  await subscriber.sees(/^weather: update \d+$/, 3);
  await subscriber.interrupt();
  await proxy.sees('unsubscribe weather');
}

export async function sharedQueue(cast: Cast): Promise<void> {
  await cast.ready('queue');
  const workers = startWorkers(cast);
  await bothAnswer(cast.start('client', { with: { INTERVAL: quick } }), workers);
}

export async function loadBalancingBroker(cast: Cast): Promise<void> {
  const broker = await cast.ready('broker');
  const early = cast.start('client', { with: { INTERVAL: quick } });
  const workers = startWorkers(cast);
  await broker.sees('worker ready', 2);
  await bothAnswer(early, workers);
  await bothAnswer(cast.start('client', { with: { INTERVAL: quick } }), workers);
}

function startWorkers(cast: Cast): Map<string, Actor> {
  const names = ['alice', 'bob'];
  return new Map(names.map((name) => [name, cast.start('worker', { with: { NAME: name } })]));
}

async function bothAnswer(client: Actor, workers: ReadonlyMap<string, Actor>): Promise<void> {
  for (const [name, worker] of workers) {
    const [first = '', second = ''] = await client.sees(
      new RegExp(`^Hello (\\d+) -> World \\1 from ${name}$`),
      2,
    );
    await worker.sees(first);
    await worker.sees(second);
  }
}
