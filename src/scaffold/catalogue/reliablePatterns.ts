import type { Pattern } from '../pattern';
import { bound, connected, endpointArgument, intervalArgument, valueArgument } from './roleParts';

const timeout = valueArgument('TIMEOUT', '2500', 'how long to wait for a reply, in ms');
const retries = valueArgument('RETRIES', '3', 'how often to ask again');

export const reliablePatterns: readonly Pattern[] = [
  {
    id: 'lazy-pirate',
    title: 'Lazy Pirate',
    summary: 'A client that asks again when no reply comes, and gives up after some tries.',
    diagram: `
client              server
 REQ ---service---> REP
  |  no reply in time: close, open, ask again`,
    use: 'For request-reply over a network: the least that a reliable client needs.',
    avoid: 'Where doing a request twice does harm: a reply that is late looks like none.',
    endpoints: [{ name: 'service', default: 'tcp://127.0.0.1:5568', carries: 'requests and replies' }],
    roles: [
      {
        id: 'server',
        does: 'Answers `Hello N` with `World N`. End it and start it again to see the client retry.',
        arguments: [endpointArgument('service')],
        sockets: [bound('REP', 'service')],
        prints: ['Hello 1 -> World 1'],
      },
      {
        id: 'client',
        does: 'Sends `Hello N`, and on a timeout again through a new socket. Gives up after RETRIES.',
        arguments: [endpointArgument('service'), timeout, retries, intervalArgument],
        sockets: [connected('REQ', 'service')],
        prints: ['Hello 1 -> World 1', 'no reply, retrying 1 of 3'],
      },
    ],
  },
  {
    id: 'paranoid-pirate',
    title: 'Paranoid Pirate with heartbeats',
    summary: 'A queue and its workers watch each other by heartbeats (RFC 6), so that either may fail.',
    diagram: `
client             queue               worker
 REQ --frontend--> ROUTER
                   ROUTER <--backend-- DEALER
                     |<-- heartbeats -->|`,
    use: 'For workers that may crash or hang: the queue drops them, and they come back on their own.',
    avoid: 'With several kinds of service: Majordomo knows them by name.',
    endpoints: [
      { name: 'frontend', default: 'tcp://127.0.0.1:5569', carries: 'requests from clients' },
      { name: 'backend', default: 'tcp://127.0.0.1:5570', carries: 'requests to workers, heartbeats' },
    ],
    roles: [
      {
        id: 'queue',
        does: 'Gives requests to live workers, and drops those without a sign for three heartbeats.',
        arguments: [endpointArgument('frontend'), endpointArgument('backend')],
        sockets: [bound('ROUTER', 'frontend'), bound('ROUTER', 'backend')],
        prints: ['worker worker-1 ready', 'worker worker-1 gone'],
      },
      {
        id: 'worker',
        does: 'Answers `Hello N` with `World N from NAME`, and connects anew when the queue is silent.',
        arguments: [
          endpointArgument('backend'),
          valueArgument('NAME', 'worker-1', 'routing id, different for each worker'),
        ],
        sockets: [connected('DEALER', 'backend')],
        prints: ['Hello 1 -> World 1 from worker-1', 'reconnecting'],
      },
      {
        id: 'client',
        does: 'Sends `Hello N`, and on a timeout again through a new socket.',
        arguments: [endpointArgument('frontend'), timeout, retries, intervalArgument],
        sockets: [connected('REQ', 'frontend')],
        prints: ['Hello 1 -> World 1 from worker-1', 'no reply, retrying 1 of 3'],
      },
    ],
  },
  {
    id: 'majordomo',
    title: 'Majordomo',
    summary: 'A broker of named services with heartbeats (RFC 7, MDP/0.1).',
    diagram: `
client            broker            worker
 REQ ---broker--> ROUTER <--broker-- DEALER
 "MDPC01"                            "MDPW01"`,
    use: 'For a service-oriented system: clients ask for a service by name, whoever offers it.',
    avoid: 'For one service with one worker: Lazy Pirate needs no broker.',
    endpoints: [
      { name: 'broker', default: 'tcp://127.0.0.1:5571', carries: 'requests, replies, heartbeats' },
    ],
    roles: [
      {
        id: 'broker',
        does: 'Keeps requests until a worker of their service is free.',
        arguments: [endpointArgument('broker')],
        sockets: [bound('ROUTER', 'broker')],
        prints: ['worker ready: echo', 'worker gone: echo'],
      },
      {
        id: 'worker',
        does: 'Offers a service: answers `Hello N` with `World N`.',
        arguments: [endpointArgument('broker'), valueArgument('SERVICE', 'echo', 'service that it offers')],
        sockets: [connected('DEALER', 'broker')],
        prints: ['Hello 1 -> World 1', 'reconnecting'],
      },
      {
        id: 'client',
        does: 'Asks a service `Hello N`, and on a timeout again through a new socket.',
        arguments: [
          endpointArgument('broker'),
          valueArgument('SERVICE', 'echo', 'service that it asks'),
          intervalArgument,
        ],
        sockets: [connected('REQ', 'broker')],
        prints: ['Hello 1 -> World 1'],
      },
    ],
  },
  {
    id: 'binary-star',
    title: 'Binary Star',
    summary: 'Two servers watch each other; the backup takes over when the primary is gone.',
    diagram: `
                 server primary
        primary  ROUTER  PUB   SUB
client <------->          |     ^
 REQ                 primaryState  backupState
       <------->          v     |
        backup   ROUTER  SUB   PUB
                 server backup`,
    use: 'For a service that must survive its server, with exactly two servers and simple clients.',
    avoid: 'Between data centres: where the link between the two may break alone, both may become active.',
    endpoints: [
      { name: 'primary', default: 'tcp://127.0.0.1:5577', carries: 'requests to the primary' },
      { name: 'backup', default: 'tcp://127.0.0.1:5578', carries: 'requests to the backup' },
      { name: 'primaryState', default: 'tcp://127.0.0.1:5579', carries: 'state of the primary' },
      { name: 'backupState', default: 'tcp://127.0.0.1:5580', carries: 'state of the backup' },
    ],
    roles: [
      {
        id: 'server',
        does: 'One of the two servers. Answers `Hello N` with `World N` while it is active.',
        arguments: [
          valueArgument('ROLE', 'primary', 'primary or backup'),
          endpointArgument('primary'),
          endpointArgument('backup'),
          endpointArgument('primaryState'),
          endpointArgument('backupState'),
        ],
        sockets: [
          bound('ROUTER', 'primary'),
          bound('ROUTER', 'backup'),
          bound('PUB', 'primaryState'),
          bound('PUB', 'backupState'),
          connected('SUB', 'primaryState'),
          connected('SUB', 'backupState'),
        ],
        prints: ['active', 'passive'],
        runs: [
          { title: 'primary', arguments: ['primary'] },
          { title: 'backup', arguments: ['backup'] },
        ],
      },
      {
        id: 'client',
        does: 'Asks one server, and the other when no reply comes.',
        arguments: [endpointArgument('primary'), endpointArgument('backup'), intervalArgument],
        sockets: [connected('REQ', 'primary'), connected('REQ', 'backup')],
        prints: ['Hello 1 -> World 1', 'failing over to tcp://127.0.0.1:5578'],
      },
    ],
  },
];
