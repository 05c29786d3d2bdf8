import { quick } from '../scenarios/scenario';
import {
  clientSkips,
  complaining,
  complains,
  noText,
  noTexts,
  receives,
  sendAll,
  serverSkips,
} from './exchanges';
import type { Frames } from './rawPeers';
import type { Trial, Trials } from './trial';

/** What no subscriber takes for a topic and a text. */
export const noUpdates: readonly Frames[] = [['weather'], ['weather', 'a', 'b'], ['weather', noText]];

const requestServer: Trial = async (cast) => {
  const server = await cast.ready('server', complaining);
  await serverSkips(cast, server, cast.endpoint('service'));
};

export const requestReply: Trials = [requestServer, (cast) => clientSkips(cast, 'SERVICE')];

const checkIns: Trial = async (cast) => {
  const publisher = await cast.ready('publisher', { with: { SUBSCRIBERS: '1' }, ...complaining });
  await serverSkips(cast, publisher, cast.endpoint('sync'), {
    bad: [['steady'], ['ready', 'steady'], [noText]],
    request: 'ready',
    reply: 'go',
  });
  await publisher.sees('subscriber 1 of 1');
};

const synchronised: Trial = async (cast) => {
  const [data, sync] = await Promise.all([cast.raw.xPublisher(), cast.raw.reply()]);
  const subscriber = cast.start('subscriber', {
    with: { DATA: data.endpoint, SYNC: sync.endpoint },
    ...complaining,
  });
  await receives(data.socket, '\x01sync');
  await data.socket.send('sync');
  await receives(sync.socket, 'ready');
  await sync.socket.send('go');
  await sendAll(data.socket, noUpdates);
  await data.socket.send(['weather', 'update 7']);
  await subscriber.sees('weather: update 7');
  await complains(cast, subscriber, noUpdates);
};

export const publishSubscribe: Trials = [checkIns, synchronised];

const pipelineWorker: Trial = async (cast) => {
  const [tasks, results] = await Promise.all([cast.raw.boundPush(), cast.raw.pull()]);
  const worker = cast.start('worker', {
    with: { TASKS: tasks.endpoint, RESULTS: results.endpoint },
    ...complaining,
  });
  const noTasks: readonly Frames[] = [['seven'], ['7.5'], ['7', '8'], [''], ['7x'], [noText]];
  await sendAll(tasks.socket, noTasks);
  await tasks.socket.send('7');
  await receives(results.socket, '7 squared is 49');
  await complains(cast, worker, noTasks);
};

const pipelineSink: Trial = async (cast) => {
  const sink = await cast.ready('sink', complaining);
  const push = cast.raw.push(cast.endpoint('results'));
  await sendAll(push, noTexts);
  await push.send('7 squared is 49');
  await sink.sees('7 squared is 49');
  await complains(cast, sink, noTexts);
};

export const pipeline: Trials = [pipelineWorker, pipelineSink];

const secondOfPair: Trial = async (cast) => {
  const link = await cast.raw.pair();
  const second = cast.start('second', { with: { LINK: link.endpoint }, ...complaining });
  const noPings: readonly Frames[] = [...noTexts, ['pang 7']];
  await sendAll(link.socket, noPings);
  await link.socket.send('ping 7');
  await receives(link.socket, 'pong 7');
  await complains(cast, second, noPings);
};

const firstOfPair: Trial = async (cast) => {
  const first = await cast.ready('first', { with: { INTERVAL: quick }, ...complaining });
  const pair = cast.raw.connectedPair(cast.endpoint('link'));
  for (const frames of noTexts) {
    await pair.receive();
    await pair.send(frames);
  }
  await receives(pair, 'ping 3');
  await pair.send('pong 3');
  await first.sees('ping 3 -> pong 3');
  await complains(cast, first, noTexts);
};

export const exclusivePair: Trials = [firstOfPair, secondOfPair];

const asyncServer: Trial = async (cast) => {
  const server = await cast.ready('server', complaining);
  await serverSkips(cast, server, cast.endpoint('service'), {
    delimiter: [],
    request: 'request 7',
    reply: 'done 7',
  });
};

const asyncClient: Trial = (cast) =>
  clientSkips(cast, 'SERVICE', {
    delimiter: [],
    answer: (request) => [request.replace('request', 'done')],
    wanted: /^done \d+$/,
  });

export const asyncClientServer: Trials = [asyncServer, asyncClient];
