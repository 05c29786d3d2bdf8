import type { SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning } from '../../library/library';

const sockets: Readonly<Record<string, SocketType>> = {
  PubSocket: 'PUB',
  SubSocket: 'SUB',
  ReqSocket: 'REQ',
  RepSocket: 'REP',
  DealerSocket: 'DEALER',
  RouterSocket: 'ROUTER',
  PushSocket: 'PUSH',
  PullSocket: 'PULL',
  XPubSocket: 'XPUB',
  XSubSocket: 'XSUB',
};
const names = Object.entries(sockets);

/** https://docs.rs/zeromq, which needs no libzmq. */
export const zeromqCrate: Library = {
  name: 'zeromq',
  modules: ['zeromq'],
  aliases: { 'zeromq.prelude': 'zeromq' },
  wildcardPrefix: 'zeromq.',
  socketTypes: {},
  types: Object.fromEntries(names.map(([name]) => [`zeromq.${name}`, 'socket'])),
  calls: {
    ...Object.fromEntries(
      names.flatMap(([name, type]): [string, Meaning][] =>
        ['new', 'with_options'].map((maker) => [`zeromq.${name}.${maker}`, { does: 'makeSocket', type }]),
      ),
    ),
    'zeromq.proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
  },
  methods: {
    socket: {
      bind: { does: 'bind', endpoint: arg(0) },
      connect: { does: 'connect', endpoint: arg(0) },
      unbind: { does: 'unbind', endpoint: arg(0) },
      disconnect: { does: 'disconnect', endpoint: arg(0) },
      subscribe: { does: 'subscribe', value: arg(0) },
      unsubscribe: { does: 'unsubscribe', value: arg(0) },
      send: { does: 'send' },
      recv: { does: 'receive' },
      close: { does: 'close' },
    },
  },
};
