import { quick } from '../scenarios/scenario';
import {
  clientSkips,
  complaining,
  complains,
  doubtfulText,
  noTexts,
  receives,
  sendAll,
  serverSkips,
} from './exchanges';
import type { Frames } from './rawPeers';
import type { Trial, Trials } from './trial';

const patient = { TIMEOUT: '1000', RETRIES: '9' };

const lazyServer: Trial = async (cast) => {
  const server = await cast.ready('server', complaining);
  await serverSkips(cast, server, cast.endpoint('service'));
};

export const lazyPirate: Trials = [lazyServer, (cast) => clientSkips(cast, 'SERVICE', { given: patient })];

const paranoidQueue: Trial = async (cast) => {
  const queue = await cast.ready('queue', complaining);
  const worker = cast.raw.dealer(cast.endpoint('backend'));
  const noReplies: readonly Frames[] = [['\x09'], ['client', ''], ['client', '', 'a', 'b'], ['\x09', '']];
  await sendAll(worker, noReplies);
  await worker.send(['\x01']);
  await queue.sees(/^worker .* ready$/);
  const client = cast.raw.dealer(cast.endpoint('frontend'));
  const noRequests: readonly Frames[] = [['nonsense'], ['', 'Hello', 'Hello']];
  await sendAll(client, noRequests);
  await client.send(['', 'Hello 7']);
  const [id = ''] = await receives(worker, 'Hello 7');
  await worker.send([id, '', 'World 7']);
  await receives(client, 'World 7');
  await complains(cast, queue, [...noReplies, ...noRequests]);
};

const paranoidWorker: Trial = async (cast) => {
  const { socket, endpoint } = await cast.raw.router();
  const worker = cast.start('worker', { with: { BACKEND: endpoint, NAME: 'alice' }, ...complaining });
  const [id = ''] = await receives(socket, '\x01');
  const bad: readonly Frames[] = [
    ['\x09'],
    ['client', '', 'Hello', 'Hello'],
    ['client', ''],
    ['client', '', doubtfulText],
  ];
  await sendAll(
    socket,
    bad.map((frames) => [id, ...frames]),
  );
  await socket.send([id, 'client', '', 'Hello 7']);
  await receives(socket, 'World 7 from alice');
  await complains(cast, worker, bad);
};

export const paranoidPirate: Trials = [
  paranoidQueue,
  paranoidWorker,
  (cast) => clientSkips(cast, 'FRONTEND', { given: patient }),
];

const majordomoBroker: Trial = async (cast) => {
  const broker = await cast.ready('broker', complaining);
  const [client, stranger, served] = [1, 2, 3].map(() => cast.raw.dealer(cast.endpoint('broker')));
  if (!client || !stranger || !served) throw new Error('There are three.');
  const noRequests: readonly Frames[] = [
    ['nonsense'],
    ['', 'MDPC02', 'echo', 'Hello'],
    ['', 'MDPC01'],
    ['', 'MDPC01', 'echo'],
    ['', 'nonsense'],
  ];
  await sendAll(client, noRequests);
  // RFC 7: who speaks out of turn has to begin anew
  for (const frames of [['\x03', 'client', '', 'reply'], ['\x09'], ['\x01']]) {
    await stranger.send(['', 'MDPW01', ...frames]);
    await receives(stranger, '\x05');
  }
  await served.send(['', 'MDPW01', '\x01', 'echo']);
  await broker.sees('worker ready: echo');
  await client.send(['', 'MDPC01', 'echo', 'Hello 7']);
  const [, , , id = ''] = (await receives(served, 'Hello 7')).slice(0);
  await served.send(['', 'MDPW01', '\x03', id, '', 'World 7']);
  await receives(client, 'World 7');
  await complains(cast, broker, noRequests);
};

const majordomoWorker: Trial = async (cast) => {
  const { socket, endpoint } = await cast.raw.router();
  const worker = cast.start('worker', { with: { BROKER: endpoint }, ...complaining });
  const [id = ''] = await receives(socket, 'echo');
  const bad: readonly Frames[] = [
    ['nonsense'],
    ['', 'MDPW02', '\x04'],
    ['', 'MDPW01', '\x09'],
    ['', 'MDPW01', '\x02', 'client'],
    ['', 'MDPW01', '\x02', 'client', '', doubtfulText],
  ];
  await sendAll(
    socket,
    bad.map((frames) => [id, ...frames]),
  );
  await socket.send([id, '', 'MDPW01', '\x02', 'client', '', 'Hello 7']);
  await receives(socket, 'World 7');
  await complains(cast, worker, bad);
};

const majordomoClient: Trial = (cast) =>
  clientSkips(cast, 'BROKER', {
    bad: [
      ['MDPC01', 'echo'],
      ['MDPC02', 'echo', 'World'],
    ],
    answer: (request) => ['MDPC01', 'echo', request.replace('Hello', 'World')],
  });

export const majordomo: Trials = [majordomoBroker, majordomoWorker, majordomoClient];

const starServer: Trial = async (cast) => {
  const state = await cast.raw.xPublisher();
  const server = await cast.ready('server', { with: { BACKUP_STATE: state.endpoint }, ...complaining });
  await receives(state.socket, '\x01');
  const noStates: readonly Frames[] = [['nonsense'], ['backup', 'active']];
  await sendAll(state.socket, noStates);
  await state.socket.send('backup');
  await server.sees('active');
  await complains(cast, server, noStates);
  const peer = cast.raw.dealer(cast.endpoint('primary'));
  const noRequests: readonly Frames[] = [['nonsense'], ['', 'Hello', 'Hello'], ['', doubtfulText]];
  await sendAll(peer, noRequests);
  await peer.send(['', 'Hello 7']);
  await receives(peer, 'World 7');
  await complains(cast, server, [...noStates, ...noRequests]);
};

/** Both servers of it are the same, so that it may fail over. */
const starClient: Trial = async (cast) => {
  const { socket, endpoint } = await cast.raw.router();
  const client = cast.start('client', {
    with: { PRIMARY: endpoint, BACKUP: endpoint, INTERVAL: quick },
    ...complaining,
  });
  for (const frames of [...noTexts, ['World 3']]) {
    const [id = ''] = await socket.receive();
    await socket.send([id, '', ...frames]);
  }
  await client.sees('Hello 3 -> World 3');
  await complains(cast, client, noTexts);
};

export const binaryStar: Trials = [starServer, starClient];
