import assert from 'node:assert/strict';
import type { Cast } from '../cast';
import { quick } from './scenario';

export async function lazyPirate(cast: Cast): Promise<void> {
  const patient = cast.start('client', { with: { TIMEOUT: '300', RETRIES: '90', INTERVAL: quick } });
  const hasty = cast.start('client', {
    with: { TIMEOUT: '100', RETRIES: '2', INTERVAL: quick },
    mayComplain: /^the server seems to be gone$/,
  });
  await hasty.endsWith(1);
  assert.deepEqual(hasty.lines, ['no reply, retrying 1 of 2', 'no reply, retrying 2 of 2']);
  assert.deepEqual(hasty.errors, ['the server seems to be gone']);

  await patient.sees('no reply, retrying 1 of 90');
  const server = await cast.ready('server');
  await patient.sees('Hello 3 -> World 3');
  await server.kill();
  await patient.seesNext(/^no reply, retrying 1 of 90$/);
  await cast.ready('server');
  await patient.seesNext(/^Hello (\d+) -> World \1$/, 3);
}

export async function paranoidPirate(cast: Cast): Promise<void> {
  const queue = await cast.ready('queue');
  const [alice, bob] = ['alice', 'bob'].map((name) => cast.start('worker', { with: { NAME: name } }));
  assert.ok(alice && bob);
  await queue.sees('worker alice ready');
  await queue.sees('worker bob ready');
  const client = cast.start('client', { with: { TIMEOUT: '1000', RETRIES: '30', INTERVAL: quick } });
  await client.sees(/^Hello (\d+) -> World \1 from alice$/, 2);
  await client.sees(/^Hello (\d+) -> World \1 from bob$/, 2);
  await alice.sees(/from alice$/, 2);

  await alice.kill();
  await queue.sees('worker alice gone');
  await client.seesNext(/^Hello (\d+) -> World \1 from bob$/, 3);

  await queue.kill();
  await bob.sees('reconnecting');
  const next = await cast.ready('queue');
  await next.sees('worker bob ready');
  await client.seesNext(/^Hello (\d+) -> World \1 from bob$/, 3);
}

export async function majordomo(cast: Cast): Promise<void> {
  const broker = await cast.ready('broker');
  const first = cast.start('worker');
  await broker.sees('worker ready: echo');
  const client = cast.start('client', { with: { INTERVAL: quick } });
  await client.sees('Hello 3 -> World 3');
  await first.sees('Hello 3 -> World 3');

  const second = cast.start('worker');
  await broker.sees('worker ready: echo', 2);
  await first.kill();
  await broker.sees('worker gone: echo');
  await second.seesNext(/^Hello (\d+) -> World \1$/, 3);
  await client.seesNext(/^Hello (\d+) -> World \1$/, 3);

  // a service of another name has its own workers
  const shouter = cast.start('worker', { with: { SERVICE: 'shout' } });
  await broker.sees('worker ready: shout');
  const other = cast.start('client', { with: { SERVICE: 'shout', INTERVAL: quick } });
  await other.sees('Hello 3 -> World 3');
  await shouter.sees('Hello 3 -> World 3');
}

export async function binaryStar(cast: Cast): Promise<void> {
  const primary = await cast.ready('server', { with: { ROLE: 'primary' } });
  const backup = await cast.ready('server', { with: { ROLE: 'backup' } });
  await primary.sees('active');
  await backup.sees('passive');
  const client = cast.start('client', { with: { INTERVAL: quick } });
  await client.sees('Hello 3 -> World 3');
  await primary.kill();
  await client.sees(`failing over to ${cast.endpoint('backup')}`);
  await client.seesNext(/^Hello (\d+) -> World \1$/, 3);
  await backup.sees('active');
}
