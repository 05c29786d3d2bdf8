import type { SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { receivesEach } from './loops';
import { attributeOption } from './zeromqOptions';

const classes: Readonly<Record<string, SocketType>> = {
  Pair: 'PAIR',
  Publisher: 'PUB',
  Subscriber: 'SUB',
  Request: 'REQ',
  Reply: 'REP',
  Dealer: 'DEALER',
  Router: 'ROUTER',
  Pull: 'PULL',
  Push: 'PUSH',
  XPublisher: 'XPUB',
  XSubscriber: 'XSUB',
  Stream: 'STREAM',
  Server: 'SERVER',
  Client: 'CLIENT',
  Radio: 'RADIO',
  Dish: 'DISH',
  Gather: 'GATHER',
  Scatter: 'SCATTER',
  Datagram: 'DGRAM',
};

const entries = Object.entries(classes).map(([name, type]) => [`zeromq.${name}`, type] as const);
const receives: Operation = { does: 'receive' };
const makesContext: Meaning = { does: 'make', type: 'context', options: arg(0) };

/** zeromq.js 6 and its drafts: https://zeromq.github.io/zeromq.js/ */
export const zeromqJs: Library = {
  name: 'zeromq.js',
  modules: ['zeromq', 'zeromq/draft'],
  aliases: {
    'zeromq.default': 'zeromq',
    'zeromq/draft': 'zeromq',
    'zeromq/draft.default': 'zeromq',
  },
  wildcardPrefix: 'zeromq.',
  socketTypes: Object.fromEntries(entries),
  attributeOption,
  types: Object.fromEntries([
    ...entries.map(([path]) => [path, 'socket'] as const),
    ['zeromq.Socket', 'socket'],
    ['zeromq.Context', 'context'],
  ]),
  calls: {
    ...Object.fromEntries(
      entries.map(([path, type]): [string, Meaning] => [path, { does: 'makeSocket', type, options: arg(0) }]),
    ),
    'zeromq.Context': makesContext,
    'zeromq.Proxy': { does: 'proxy', socket: [arg(0), arg(1)] },
  },
  methods: {
    context: {},
    socket: {
      bind: { does: 'bind', endpoint: arg(0) },
      bindSync: { does: 'bind', endpoint: arg(0) },
      unbind: { does: 'unbind', endpoint: arg(0) },
      unbindSync: { does: 'unbind', endpoint: arg(0) },
      connect: { does: 'connect', endpoint: arg(0) },
      disconnect: { does: 'disconnect', endpoint: arg(0) },
      subscribe: { does: 'subscribe', value: arg(0), isVariadic: true },
      unsubscribe: { does: 'unsubscribe', value: arg(0), isVariadic: true },
      join: { does: 'subscribe', value: arg(0), isVariadic: true },
      leave: { does: 'unsubscribe', value: arg(0), isVariadic: true },
      send: { does: 'send', parts: arg(0) },
      receive: receives,
      [receivesEach]: receives,
      close: { does: 'close' },
    },
  },
};
