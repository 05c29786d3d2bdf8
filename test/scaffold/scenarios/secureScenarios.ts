import assert from 'node:assert/strict';
import { copyFile, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Cast } from '../cast';
import { quick } from './scenario';

const files = ['server.public', 'server.secret', 'client.public', 'client.secret'];

export async function curvePublishSubscribe(cast: Cast): Promise<void> {
  await makeKeys(cast);
  const publisher = await cast.ready('publisher', { with: { INTERVAL: quick } });
  const subscriber = cast.start('subscriber');
  await publisher.sees('let in the client');
  await subscriber.sees(/^weather: update \d+$/, 3);
  const stranger = cast.start('subscriber', { with: { KEYS: 'strange' }, mayComplain: /./ });
  await publisher.sees('refused an unknown client');
  assert.deepEqual(stranger.lines, []);
  if (stranger.isLiving) await stranger.interrupt();
  await lacksKeys(cast, 'subscriber');
}

export async function curveRequestReply(cast: Cast): Promise<void> {
  await makeKeys(cast);
  const server = await cast.ready('server');
  const client = cast.start('client', { with: { INTERVAL: quick } });
  await server.sees('let in the client');
  await client.sees('Hello 3 -> World 3');
  await server.sees('Hello 3 -> World 3');
  const stranger = cast.start('client', { with: { KEYS: 'strange', INTERVAL: quick }, mayComplain: /./ });
  await server.sees('refused an unknown client');
  assert.deepEqual(stranger.lines, []);
  if (stranger.isLiving) await stranger.interrupt();
  await lacksKeys(cast, 'client');
}

/** In `keys` those that know each other, in `strange` a client's that the server does not know. */
async function makeKeys(cast: Cast): Promise<void> {
  const first = cast.run('keys', []);
  await first.endsWith(0);
  assert.deepEqual(first.lines, ['made server keys', 'made client keys']);
  const texts = await keyTexts(cast.folder, 'keys');
  assert.equal(new Set(texts).size, 4);
  for (const text of texts) assert.match(text.trim(), /^[\w.:+=^!/*?&<>()[\]{}@%$#-]{40}$/);
  for (const name of files.filter((each) => each.endsWith('.secret'))) {
    const { mode } = await stat(path.join(cast.folder, 'keys', name));
    assert.equal(mode & 0o777, 0o600, name);
  }
  const second = cast.run('keys', ['keys']);
  await second.endsWith(0);
  assert.deepEqual(second.lines, ['kept server keys', 'kept client keys']);
  assert.deepEqual(await keyTexts(cast.folder, 'keys'), texts);

  const strange = cast.run('keys', ['strange']);
  await strange.endsWith(0);
  await copyFile(
    path.join(cast.folder, 'keys/server.public'),
    path.join(cast.folder, 'strange/server.public'),
  );
}

function keyTexts(folder: string, keys: string): Promise<string[]> {
  return Promise.all(files.map((name) => readFile(path.join(folder, keys, name), 'utf8')));
}

async function lacksKeys(cast: Cast, role: string): Promise<void> {
  const lost = cast.start(role, { with: { KEYS: 'nowhere' }, mayComplain: /keys/ });
  await lost.endsWith(1);
  assert.deepEqual(lost.lines, []);
  assert.match(lost.errors.join('\n'), /\bkeys\b/);
}
