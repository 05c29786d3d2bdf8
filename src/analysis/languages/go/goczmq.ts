import type { SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionMethods } from './optionMethods';

/** By the names of the constants and constructors; the role is that of endpoints which do not say theirs. */
const sockets: readonly (readonly [name: string, type: SocketType, otherwise: 'bind' | 'connect'])[] = [
  ['Pub', 'PUB', 'bind'],
  ['Sub', 'SUB', 'connect'],
  ['Rep', 'REP', 'bind'],
  ['Req', 'REQ', 'connect'],
  ['Pull', 'PULL', 'bind'],
  ['Push', 'PUSH', 'connect'],
  ['Router', 'ROUTER', 'bind'],
  ['Dealer', 'DEALER', 'connect'],
  ['XPub', 'XPUB', 'bind'],
  ['XSub', 'XSUB', 'connect'],
  ['Pair', 'PAIR', 'connect'],
  ['Stream', 'STREAM', 'connect'],
  ['Server', 'SERVER', 'bind'],
  ['Client', 'CLIENT', 'connect'],
  ['Radio', 'RADIO', 'bind'],
  ['Dish', 'DISH', 'connect'],
  ['Gather', 'GATHER', 'bind'],
  ['Scatter', 'SCATTER', 'connect'],
];

const makers = sockets.flatMap(([name, type, otherwise]): [string, Meaning][] => {
  const maker: Meaning = {
    does: 'makeSocket',
    type,
    attaches: { ...arg(0), otherwise },
    subscribes: type === 'SUB' ? arg(1) : undefined,
    settings: true,
  };
  return [
    [`goczmq.New${name}`, maker],
    [`goczmq.New${name}Channeler`, maker],
  ];
});

const options = optionMethods('SockSet');
const sends: Operation = { does: 'send', more: arg(1) };
const proxySide: Meaning = { does: 'makeSocket', type: arg(0), attaches: { ...arg(1), otherwise: 'bind' } };

/** https://github.com/zeromq/goczmq */
export const goczmq: Library = {
  name: 'goczmq',
  modules: [
    'github.com/zeromq/goczmq',
    'github.com/zeromq/goczmq/v4',
    'gopkg.in/zeromq/goczmq.v4',
    'gopkg.in/zeromq/goczmq.v1',
  ],
  aliases: {
    'github.com/zeromq/goczmq': 'goczmq',
    'github.com/zeromq/goczmq/v4': 'goczmq',
    'gopkg.in/zeromq/goczmq.v4': 'goczmq',
    'gopkg.in/zeromq/goczmq.v1': 'goczmq',
  },
  wildcardPrefix: 'goczmq.',
  socketTypes: Object.fromEntries(sockets.map(([name, type]) => [`goczmq.${name}`, type])),
  types: { 'goczmq.Sock': 'socket', 'goczmq.Channeler': 'socket', 'goczmq.Proxy': 'proxy' },
  itself: { socket: ['SendChan', 'RecvChan'] },
  calls: {
    'goczmq.NewSock': { does: 'makeSocket', type: arg(0), settings: true },
    ...Object.fromEntries(makers),
    ...Object.fromEntries(Object.entries(options).map(([name, sets]) => [`goczmq.${name}`, sets])),
    'goczmq.NewReadWriter': { does: 'give', what: arg(0) },
    'goczmq.NewPoller': { does: 'make', type: 'poller' },
    'goczmq.NewProxy': { does: 'make', type: 'proxy' },
    'goczmq.NewAuth': { does: 'make', type: 'authenticator' },
  },
  methods: {
    poller: { Add: { does: 'poll', socket: arg(0) } },
    proxy: { SetFrontend: proxySide, SetBackend: proxySide },
    socket: {
      ...optionMethods('Set'),
      Bind: { does: 'bind', endpoint: arg(0) },
      Connect: { does: 'connect', endpoint: arg(0) },
      Unbind: { does: 'unbind', endpoint: arg(0) },
      Disconnect: { does: 'disconnect', endpoint: arg(0) },
      Attach: { does: 'connect', bindsWhen: arg(1), endpoint: arg(0), prefixed: true, separator: ',' },
      SetOption: { does: 'setOption', settings: true },
      Subscribe: { does: 'subscribe', value: arg(0) },
      Unsubscribe: { does: 'unsubscribe', value: arg(0) },
      SendFrame: sends,
      SendMessage: { does: 'send', isMultipart: true },
      Write: { does: 'send' },
      '@send': { does: 'send' },
      RecvFrame: { does: 'receive' },
      RecvFrameNoWait: { does: 'receive' },
      RecvMessage: { does: 'receive' },
      RecvMessageNoWait: { does: 'receive' },
      Read: { does: 'receive' },
      '@receive': { does: 'receive' },
      Pollin: { does: 'poll' },
      Pollout: { does: 'poll' },
      Destroy: { does: 'close' },
    },
  },
};
