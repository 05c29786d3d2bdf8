import type { Pattern } from '../pattern';
import {
  bound,
  connected,
  endpointArgument,
  intervalArgument,
  topicArgument,
  valueArgument,
} from './roleParts';

const workerName = valueArgument('NAME', 'worker-1', 'name, different for each worker');

export const brokerPatterns: readonly Pattern[] = [
  {
    id: 'xpub-xsub-proxy',
    title: 'XPUB/XSUB proxy',
    summary: 'A proxy in the middle lets publishers and subscribers come and go without knowing each other.',
    diagram: `
publisher           proxy            subscriber
 PUB ---frontend--> XSUB
                    XPUB <--backend-- SUB
     <-- subscriptions --`,
    use: 'For many publishers and many subscribers: each knows the proxy only.',
    avoid: 'With one publisher that everybody can reach: the proxy is one more hop and one more to fail.',
    endpoints: [
      { name: 'frontend', default: 'tcp://127.0.0.1:5562', carries: 'updates from publishers' },
      { name: 'backend', default: 'tcp://127.0.0.1:5563', carries: 'updates to subscribers' },
    ],
    topic: 'weather',
    roles: [
      {
        id: 'proxy',
        does: 'Forwards updates one way and subscriptions the other, and shows the subscriptions.',
        arguments: [endpointArgument('frontend'), endpointArgument('backend')],
        sockets: [bound('XSUB', 'frontend'), bound('XPUB', 'backend')],
        prints: ['subscribe TOPIC', 'unsubscribe TOPIC'],
      },
      {
        id: 'publisher',
        does: 'Publishes an update every INTERVAL.',
        arguments: [endpointArgument('frontend'), topicArgument, intervalArgument],
        sockets: [connected('PUB', 'frontend')],
        prints: ['TOPIC: update 1'],
      },
      {
        id: 'subscriber',
        does: 'Shows what arrives on its topic.',
        arguments: [endpointArgument('backend'), topicArgument],
        sockets: [connected('SUB', 'backend')],
        prints: ['TOPIC: update 2'],
      },
    ],
  },
  {
    id: 'shared-queue',
    title: 'Shared queue',
    summary: 'A queue between clients and workers hands requests to the workers in turn.',
    diagram: `
client             queue               worker
 REQ --frontend--> ROUTER
                   DEALER --backend--> REP`,
    use: 'For plain request-reply with more than one worker, added and removed while clients run.',
    avoid: 'Where requests differ in length: they are dealt out in turn, to busy workers too.',
    endpoints: [
      { name: 'frontend', default: 'tcp://127.0.0.1:5564', carries: 'requests from clients' },
      { name: 'backend', default: 'tcp://127.0.0.1:5565', carries: 'requests to workers' },
    ],
    roles: [
      {
        id: 'queue',
        does: 'Forwards requests and replies.',
        arguments: [endpointArgument('frontend'), endpointArgument('backend')],
        sockets: [bound('ROUTER', 'frontend'), bound('DEALER', 'backend')],
        prints: [],
      },
      {
        id: 'worker',
        does: 'Answers `Hello N` with `World N from NAME`.',
        arguments: [endpointArgument('backend'), workerName],
        sockets: [connected('REP', 'backend')],
        prints: ['Hello 1 -> World 1 from worker-1'],
      },
      {
        id: 'client',
        does: 'Sends `Hello N` and waits for the reply.',
        arguments: [endpointArgument('frontend'), intervalArgument],
        sockets: [connected('REQ', 'frontend')],
        prints: ['Hello 1 -> World 1 from worker-1'],
      },
    ],
  },
  {
    id: 'load-balancing-broker',
    title: 'Load-balancing broker',
    summary: 'A broker gives each request to the worker that has been idle for longest.',
    diagram: `
client             broker              worker
 REQ --frontend--> ROUTER
                   ROUTER <--backend-- REQ   "READY"`,
    use: 'For requests of different length: only idle workers get one.',
    avoid: 'Where workers may crash: a broker without heartbeats does not notice (Paranoid Pirate does).',
    endpoints: [
      { name: 'frontend', default: 'tcp://127.0.0.1:5566', carries: 'requests from clients' },
      { name: 'backend', default: 'tcp://127.0.0.1:5567', carries: 'requests to workers' },
    ],
    roles: [
      {
        id: 'broker',
        does: 'Keeps the idle workers in a queue, and takes requests only while one is idle.',
        arguments: [endpointArgument('frontend'), endpointArgument('backend')],
        sockets: [bound('ROUTER', 'frontend'), bound('ROUTER', 'backend')],
        prints: ['worker ready'],
      },
      {
        id: 'worker',
        does: 'Says `READY`, then answers `Hello N` with `World N from NAME`.',
        arguments: [endpointArgument('backend'), workerName],
        sockets: [connected('REQ', 'backend')],
        prints: ['Hello 1 -> World 1 from worker-1'],
      },
      {
        id: 'client',
        does: 'Sends `Hello N` and waits for the reply.',
        arguments: [endpointArgument('frontend'), intervalArgument],
        sockets: [connected('REQ', 'frontend')],
        prints: ['Hello 1 -> World 1 from worker-1'],
      },
    ],
  },
];
