import { quick } from '../scenarios/scenario';
import { noUpdates } from './basicMalformed';
import { proxySubscriber } from './brokerMalformed';
import { complaining, complains, noText, receives, sendAll } from './exchanges';
import type { Frames } from './rawPeers';
import type { Trial, Trials } from './trial';

function sequence(number: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
}

const cache: Trial = async (cast) => {
  const { socket, endpoint } = await cast.raw.xPublisher();
  const actor = await cast.ready('cache', { with: { FRONTEND: endpoint }, ...complaining });
  await receives(socket, '\x01');
  const bad = noUpdates.slice(0, 2);
  await sendAll(socket, bad);
  await socket.send(['weather', 'value 7']);
  const subscriber = cast.raw.xSubscriber(cast.endpoint('backend'));
  await sendAll(subscriber, [['nonsense'], ['\x02'], [noText]]);
  await subscriber.send('\x01w');
  await receives(subscriber, 'value 7');
  await actor.sees('replayed 1 values for w');
  await complains(cast, actor, bad);
};

export const lastValueCache: Trials = [cache, proxySubscriber];

const noPairs: readonly Frames[] = [['key'], ['key', sequence(3)], ['key', sequence(3), 'a', 'b']];

/** The server gives sequences, and need not read those that come; clients do. */
const noUpdatedPairs: readonly Frames[] = [
  ...noPairs,
  ['key', '3', 'body'],
  ['key', new Uint8Array(200).fill(9), 'body'],
];

const noEnd: Frames = ['KTHXBAI', '3', ''];

const cloneServer: Trial = async (cast) => {
  const server = await cast.ready('server', complaining);
  const collector = cast.raw.push(cast.endpoint('collector'));
  await sendAll(collector, noPairs);
  await collector.send(['key', sequence(0), '7']);
  await server.sees('key = 7 (1)');
  const asker = cast.raw.dealer(cast.endpoint('snapshot'));
  const noQuestions: readonly Frames[] = [['nonsense'], ['', 'ICANHAZ?'], ['ICANHAZ?', 'all']];
  await sendAll(asker, noQuestions);
  await asker.send('ICANHAZ?');
  await receives(asker, '7');
  await receives(asker, '');
  await complains(cast, server, [...noPairs, ...noQuestions]);
};

const cloneClient: Trial = async (cast) => {
  const [snapshot, updates, collector] = await Promise.all([
    cast.raw.router(),
    cast.raw.xPublisher(),
    cast.raw.pull(),
  ]);
  const client = cast.start('client', {
    with: {
      SNAPSHOT: snapshot.endpoint,
      UPDATES: updates.endpoint,
      COLLECTOR: collector.endpoint,
      INTERVAL: quick,
    },
    ...complaining,
  });
  const [id = ''] = await receives(snapshot.socket, 'ICANHAZ?');
  await sendAll(
    snapshot.socket,
    [...noUpdatedPairs, noEnd].map((frames) => [id, ...frames]),
  );
  await snapshot.socket.send([id, 'alice', sequence(3), 'body']);
  await snapshot.socket.send([id, 'KTHXBAI', sequence(4), '']);
  await client.sees('snapshot of 1 keys at 4');
  await receives(updates.socket, '\x01');
  await sendAll(updates.socket, noUpdatedPairs);
  await updates.socket.send(['bob', sequence(5), '7']);
  await client.sees('bob = 7 (5)');
  await receives(collector.socket, '2');
  await complains(cast, client, [...noUpdatedPairs, ...noUpdatedPairs, noEnd]);
};

export const clone: Trials = [cloneServer, cloneClient];
