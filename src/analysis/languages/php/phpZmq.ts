import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';

export const makesContext: Meaning = { does: 'make', type: 'context' };
const makesSocket: Meaning = { does: 'makeSocket', type: arg(0) };
const setsOption: Operation = { does: 'setOption', option: arg(0), value: arg(1) };
const sends: Operation = { does: 'send', more: arg(1) };
const sendsParts: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };

/** PHP does not mind the case of methods, and people write several. */
export function spelled<T>(methods: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(methods).flatMap(([name, meaning]) => [
      [name, meaning],
      [name.toLowerCase(), meaning],
    ]),
  );
}

export const typeSymbols: Readonly<Record<string, SocketType>> = {
  ...Object.fromEntries(socketTypes.map((type): [string, SocketType] => [`ZMQ.SOCKET_${type}`, type])),
  'ZMQ.SOCKET_XREQ': 'DEALER',
  'ZMQ.SOCKET_XREP': 'ROUTER',
};

export function optionSymbol(path: string): string | undefined {
  const name = /^ZMQ\.SOCKOPT_([A-Z0-9_]+)$/.exec(path)?.[1];
  return name === undefined ? undefined : optionNamed(name);
}

export const socketMethods: Readonly<Record<string, Meaning>> = {
  bind: { does: 'bind', endpoint: arg(0), chains: true },
  connect: { does: 'connect', endpoint: arg(0), chains: true },
  unbind: { does: 'unbind', endpoint: arg(0), chains: true },
  disconnect: { does: 'disconnect', endpoint: arg(0), chains: true },
  setSockOpt: { ...setsOption, chains: true },
  setSockopt: { ...setsOption, chains: true },
  send: { ...sends, chains: true },
  sendMulti: { ...sendsParts, chains: true },
  sendmulti: { ...sendsParts, chains: true },
  sendMsg: sends,
  recv: receives,
  recvMulti: receives,
  recvmulti: receives,
  recvMsg: receives,
};

/** The PECL extension `zmq`. */
export const phpZmq: Library = {
  name: 'php-zmq',
  modules: ['ZMQ', 'ZMQContext', 'ZMQSocket', 'ZMQPoll', 'ZMQDevice', 'ZMQCert', 'ZMQAuth'],
  wildcardPrefix: '',
  socketTypes: typeSymbols,
  optionOf: optionSymbol,
  types: { ZMQContext: 'context', ZMQSocket: 'socket', ZMQPoll: 'poller', ZMQCert: 'certificate' },
  calls: {
    ZMQContext: makesContext,
    'ZMQContext.acquire': makesContext,
    ZMQSocket: { does: 'makeSocket', type: arg(1) },
    ZMQPoll: { does: 'make', type: 'poller' },
    ZMQDevice: { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    ZMQCert: { does: 'make', type: 'certificate' },
    ZMQAuth: { does: 'make', type: 'authenticator' },
  },
  methods: {
    context: spelled({ getSocket: makesSocket, setOpt: setsOption }),
    socket: spelled(socketMethods),
    poller: { add: { does: 'poll', socket: arg(0) } },
    certificate: {
      apply: [
        { does: 'setOption', socket: arg(0), option: 'CURVE_PUBLICKEY' },
        { does: 'setOption', socket: arg(0), option: 'CURVE_SECRETKEY' },
      ],
    },
  },
};
