import type { Pattern } from '../pattern';
import {
  bound,
  connected,
  endpointArgument,
  intervalArgument,
  topicArgument,
  valueArgument,
} from './roleParts';

export const basicPatterns: readonly Pattern[] = [
  {
    id: 'request-reply',
    title: 'Request-reply',
    summary: 'A client asks, a server answers, in strict turns.',
    diagram: `
client              server
 REQ ---service---> REP
     <-- reply ----`,
    use: 'For simple calls where the client has nothing to do until the answer is there.',
    avoid: 'Where a lost message must not stop the client (Lazy Pirate) or several requests run at once.',
    endpoints: [{ name: 'service', default: 'tcp://127.0.0.1:5555', carries: 'requests and replies' }],
    roles: [
      {
        id: 'server',
        does: 'Answers `Hello N` with `World N`, and anything else with `Say Hello`.',
        arguments: [endpointArgument('service')],
        sockets: [bound('REP', 'service')],
        prints: ['Hello 1 -> World 1'],
      },
      {
        id: 'client',
        does: 'Sends `Hello N` and waits for the reply.',
        arguments: [endpointArgument('service'), intervalArgument],
        sockets: [connected('REQ', 'service')],
        prints: ['Hello 1 -> World 1'],
      },
    ],
  },
  {
    id: 'publish-subscribe',
    title: 'Publish-subscribe with synchronised start',
    summary: 'A publisher waits until its subscribers are there, so that none misses the first message.',
    diagram: `
publisher              subscriber
 PUB ------data------> SUB
 REP <-----sync------- REQ   "ready" -> "go"`,
    use: 'For feeds that any number of programs follow, each interested in some topics.',
    avoid: 'Where a message must not get lost: slow or late subscribers miss what was sent meanwhile.',
    endpoints: [
      { name: 'data', default: 'tcp://127.0.0.1:5556', carries: 'topics and updates' },
      { name: 'sync', default: 'tcp://127.0.0.1:5557', carries: 'check-ins of subscribers' },
    ],
    topic: 'weather',
    roles: [
      {
        id: 'publisher',
        does: 'Waits for its subscribers to check in, then publishes an update every INTERVAL.',
        arguments: [
          endpointArgument('data'),
          endpointArgument('sync'),
          topicArgument,
          valueArgument('SUBSCRIBERS', '1', 'how many to wait for'),
          intervalArgument,
        ],
        sockets: [bound('PUB', 'data'), bound('REP', 'sync')],
        prints: ['subscriber 1 of 1', 'TOPIC: update 1'],
      },
      {
        id: 'subscriber',
        does: 'Subscribes, checks in once its subscription is in force, and shows what arrives.',
        arguments: [endpointArgument('data'), endpointArgument('sync'), topicArgument],
        sockets: [connected('SUB', 'data'), connected('REQ', 'sync')],
        prints: ['TOPIC: update 1'],
      },
    ],
  },
  {
    id: 'pipeline',
    title: 'Pipeline: ventilator, worker, sink',
    summary: 'A ventilator hands tasks to workers in turn; a sink collects what they made of them.',
    diagram: `
ventilator            worker               sink
 PUSH -----tasks----> PULL
                      PUSH ----results---> PULL`,
    use: 'For work that splits into independent tasks: start as many workers as there are cores.',
    avoid: 'Where a task must survive its worker: what a worker holds is lost when it ends.',
    endpoints: [
      { name: 'tasks', default: 'tcp://127.0.0.1:5558', carries: 'one number each' },
      { name: 'results', default: 'tcp://127.0.0.1:5559', carries: 'one result for each task' },
    ],
    roles: [
      {
        id: 'ventilator',
        does: 'Sends a number every INTERVAL.',
        arguments: [endpointArgument('tasks'), intervalArgument],
        sockets: [bound('PUSH', 'tasks')],
        prints: ['task 1'],
      },
      {
        id: 'worker',
        does: 'Squares each number. Several workers share the tasks.',
        arguments: [endpointArgument('tasks'), endpointArgument('results')],
        sockets: [connected('PULL', 'tasks'), connected('PUSH', 'results')],
        prints: ['3 squared is 9'],
      },
      {
        id: 'sink',
        does: 'Shows the results of all workers.',
        arguments: [endpointArgument('results')],
        sockets: [bound('PULL', 'results')],
        prints: ['3 squared is 9'],
      },
    ],
  },
  {
    id: 'exclusive-pair',
    title: 'Exclusive pair',
    summary: 'Exactly two programs talk to each other.',
    diagram: `
first            second
 PAIR <--link--> PAIR`,
    use: 'For two parts that belong together, threads of one program above all (with inproc://).',
    avoid: 'Between machines: a PAIR takes one peer only, and others are turned away without a word.',
    endpoints: [{ name: 'link', default: 'tcp://127.0.0.1:5560', carries: 'pings and pongs' }],
    roles: [
      {
        id: 'first',
        does: 'Sends `ping N` and waits for the answer.',
        arguments: [endpointArgument('link'), intervalArgument],
        sockets: [bound('PAIR', 'link')],
        prints: ['ping 1 -> pong 1'],
      },
      {
        id: 'second',
        does: 'Answers `ping N` with `pong N`.',
        arguments: [endpointArgument('link')],
        sockets: [connected('PAIR', 'link')],
        prints: ['ping 1 -> pong 1'],
      },
    ],
  },
  {
    id: 'async-client-server',
    title: 'Asynchronous client and server',
    summary: 'Clients send without waiting, and the server answers each request as often as it likes.',
    diagram: `
client                 server
 DEALER ---service---> ROUTER
 (named) <- replies --`,
    use: 'For several requests under way at once, progress reports, or replies that come out of order.',
    avoid: 'Where one request at a time is all there is: request-reply is simpler.',
    endpoints: [{ name: 'service', default: 'tcp://127.0.0.1:5561', carries: 'requests and replies' }],
    roles: [
      {
        id: 'server',
        does: 'Answers each request twice, `accepted N` and `done N`, to whoever sent it.',
        arguments: [endpointArgument('service')],
        sockets: [bound('ROUTER', 'service')],
        prints: ['client-1: request 1'],
      },
      {
        id: 'client',
        does: 'Sends a request every INTERVAL and shows replies as they come.',
        arguments: [
          endpointArgument('service'),
          valueArgument('NAME', 'client-1', 'routing id, different for each client'),
          intervalArgument,
        ],
        sockets: [connected('DEALER', 'service')],
        prints: ['accepted 1', 'done 1'],
      },
    ],
  },
];
