import { noUpdates } from './basicMalformed';
import {
  clientSkips,
  complaining,
  complains,
  noText,
  noTexts,
  doubtfulText,
  receives,
  sendAll,
} from './exchanges';
import type { Frames } from './rawPeers';
import type { Trial, Trials } from './trial';

/** A subscriber that connects to the backend of a proxy. */
export const proxySubscriber: Trial = async (cast) => {
  const { socket, endpoint } = await cast.raw.xPublisher();
  const subscriber = cast.start('subscriber', {
    with: { BACKEND: endpoint, TOPIC: 'weather' },
    ...complaining,
  });
  await receives(socket, '\x01weather');
  await sendAll(socket, noUpdates);
  await socket.send(['weather', 'update 7']);
  await subscriber.sees('weather: update 7');
  await complains(cast, subscriber, noUpdates);
};

const readyWorker: Trial = async (cast) => {
  const bad: readonly Frames[] = [['client'], ['client', '', doubtfulText]];
  const { socket, endpoint } = await cast.raw.router();
  const worker = cast.start('worker', { with: { BACKEND: endpoint, NAME: 'alice' }, ...complaining });
  const [id = ''] = await socket.receive();
  for (const frames of bad) {
    await socket.send([id, '', ...frames]);
    // a REQ has to say something, whatever it got
    await socket.receive();
  }
  await socket.send([id, '', 'client', '', 'Hello 7']);
  await receives(socket, 'World 7 from alice');
  await complains(cast, worker, bad);
};

const proxy: Trial = async (cast) => {
  const proxy = await cast.ready('proxy', complaining);
  const peer = cast.raw.xSubscriber(cast.endpoint('backend'));
  const publisher = cast.raw.connectedXPublisher(cast.endpoint('frontend'));
  await sendAll(peer, [['nonsense'], ['\x02'], [noText]]);
  await peer.send('\x01weather');
  await proxy.sees('subscribe weather');
  await receives(publisher, '\x01weather');
  await publisher.send(['weather', 'update 7']);
  await receives(peer, 'update 7');
};

export const xpubXsubProxy: Trials = [proxy, proxySubscriber];

const sharedQueueItself: Trial = async (cast) => {
  await cast.ready('queue', complaining);
  const client = cast.raw.dealer(cast.endpoint('frontend'));
  const backend = cast.raw.dealer(cast.endpoint('backend'));
  // forwarded as it is, or lost, where no client is named
  await sendAll(backend, [['nonsense'], [noText, '', 'nonsense'], ['']]);
  await client.send(['nonsense']);
  await receives(backend, 'nonsense');
  await client.send(['', 'Hello 7']);
  const [id = ''] = await receives(backend, 'Hello 7');
  await backend.send([id, '', 'World 7']);
  await receives(client, 'World 7');
};

const replyingWorker: Trial = async (cast) => {
  const work = await cast.raw.boundDealer();
  const worker = cast.start('worker', { with: { BACKEND: work.endpoint, NAME: 'alice' }, ...complaining });
  await sendAll(
    work.socket,
    noTexts.map((frames) => ['client', '', ...frames]),
  );
  await work.socket.send(['client', '', 'Hello 7']);
  await receives(work.socket, 'World 7 from alice');
  await complains(cast, worker, noTexts);
};

const frontendClient: Trial = (cast) => clientSkips(cast, 'FRONTEND');

export const sharedQueue: Trials = [sharedQueueItself, replyingWorker, frontendClient];

const balancer: Trial = async (cast) => {
  const broker = await cast.ready('broker', complaining);
  const worker = cast.raw.dealer(cast.endpoint('backend'));
  const noReplies: readonly Frames[] = [['nonsense'], ['', 'READY', 'nonsense'], ['', 'client', '']];
  await sendAll(worker, noReplies);
  await worker.send(['', 'READY']);
  await broker.sees('worker ready');
  const client = cast.raw.dealer(cast.endpoint('frontend'));
  const noRequests: readonly Frames[] = [['nonsense'], ['', 'Hello', 'Hello']];
  await sendAll(client, noRequests);
  await client.send(['', 'Hello 7']);
  const [, id = ''] = await receives(worker, 'Hello 7');
  await worker.send(['', id, '', 'World 7']);
  await receives(client, 'World 7');
  await complains(cast, broker, [...noReplies, ...noRequests]);
};

export const loadBalancingBroker: Trials = [balancer, readyWorker, frontendClient];
