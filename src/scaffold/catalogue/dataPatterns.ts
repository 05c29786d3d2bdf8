import type { Pattern } from '../pattern';
import {
  bound,
  connected,
  endpointArgument,
  intervalArgument,
  topicArgument,
  valueArgument,
} from './roleParts';

export const dataPatterns: readonly Pattern[] = [
  {
    id: 'last-value-cache',
    title: 'Last value cache',
    summary: 'A cache between publisher and subscribers gives each new subscriber the last values at once.',
    diagram: `
publisher          cache             subscriber
 PUB --frontend--> SUB
                   XPUB <--backend--- SUB
                        -- last value, then updates -->`,
    use: 'For values that change seldom: a late subscriber need not wait for the next change.',
    avoid: 'Where every value counts, not only the last: use a log or Clone.',
    endpoints: [
      { name: 'frontend', default: 'tcp://127.0.0.1:5572', carries: 'updates from the publisher' },
      { name: 'backend', default: 'tcp://127.0.0.1:5573', carries: 'last values and updates' },
    ],
    topic: 'sensor.1',
    roles: [
      {
        id: 'publisher',
        does: 'Publishes values of `sensor.1` to `sensor.5` in turn.',
        arguments: [endpointArgument('frontend'), intervalArgument],
        sockets: [bound('PUB', 'frontend')],
        prints: ['sensor.1: value 1'],
      },
      {
        id: 'cache',
        does: 'Forwards updates, keeps the last of each topic, and sends them to who subscribes.',
        arguments: [endpointArgument('frontend'), endpointArgument('backend')],
        sockets: [connected('SUB', 'frontend'), bound('XPUB', 'backend')],
        prints: ['replayed 1 values for sensor.1'],
      },
      {
        id: 'subscriber',
        does: 'Shows the last value of its topic and what follows.',
        arguments: [endpointArgument('backend'), topicArgument],
        sockets: [connected('SUB', 'backend')],
        prints: ['sensor.1: value 6'],
      },
    ],
  },
  {
    id: 'clone',
    title: 'Clone: snapshot plus updates',
    summary: 'Clients share one set of keys and values: a snapshot first, then every change in order.',
    diagram: `
server                     client
 ROUTER <----snapshot----> DEALER  "ICANHAZ?" -> pairs
 PUB    -----updates-----> SUB
 PULL   <----collector---- PUSH`,
    use: 'For shared state that many programs read and change, small enough for each to hold a copy.',
    avoid: 'For large or partial data, and where a change must be confirmed before the client goes on.',
    endpoints: [
      { name: 'snapshot', default: 'tcp://127.0.0.1:5574', carries: 'requests for a snapshot' },
      { name: 'updates', default: 'tcp://127.0.0.1:5575', carries: 'changes in their order' },
      { name: 'collector', default: 'tcp://127.0.0.1:5576', carries: 'changes that clients make' },
    ],
    roles: [
      {
        id: 'server',
        does: 'Holds the pairs, numbers each change and publishes it.',
        arguments: [endpointArgument('snapshot'), endpointArgument('updates'), endpointArgument('collector')],
        sockets: [bound('ROUTER', 'snapshot'), bound('PUB', 'updates'), bound('PULL', 'collector')],
        prints: ['client-1.1 = 1 (1)'],
      },
      {
        id: 'client',
        does: 'Takes a snapshot, follows the changes, and makes one every INTERVAL.',
        arguments: [
          endpointArgument('snapshot'),
          endpointArgument('updates'),
          endpointArgument('collector'),
          valueArgument('NAME', 'client-1', 'prefix of its keys, different for each client'),
          intervalArgument,
        ],
        sockets: [
          connected('SUB', 'updates'),
          connected('DEALER', 'snapshot'),
          connected('PUSH', 'collector'),
        ],
        prints: ['snapshot of 0 keys at 0', 'client-1.1 = 1 (1)'],
      },
    ],
  },
];
