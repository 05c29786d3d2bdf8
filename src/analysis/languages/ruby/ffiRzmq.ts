import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';

export const makesContext: Meaning = { does: 'make', type: 'context' };
const setsOption: Operation = { does: 'setOption', option: arg(0), value: arg(1) };
const sends: Operation = { does: 'send', more: arg(1) };
const sendsParts: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };

/** `ZMQ::PUB`, and the older names of two types. */
export const zmqTypes: Readonly<Record<string, SocketType>> = {
  ...Object.fromEntries(socketTypes.map((type): [string, SocketType] => [`ZMQ.${type}`, type])),
  'ZMQ.XREQ': 'DEALER',
  'ZMQ.XREP': 'ROUTER',
};

export function zmqOption(path: string): string | undefined {
  const name = /^(?:ZMQ\.)?([A-Z][A-Z0-9_]*)$/.exec(path)?.[1];
  return name === undefined ? undefined : optionNamed(name);
}

/** What sockets of all the bindings with the namespace `ZMQ` have. */
export const zmqSocketMethods: Readonly<Record<string, Meaning>> = {
  bind: { does: 'bind', endpoint: arg(0) },
  connect: { does: 'connect', endpoint: arg(0) },
  unbind: { does: 'unbind', endpoint: arg(0) },
  disconnect: { does: 'disconnect', endpoint: arg(0) },
  setsockopt: setsOption,
  subscribe: { does: 'subscribe', value: arg(0) },
  unsubscribe: { does: 'unsubscribe', value: arg(0) },
  send: sends,
  recv: receives,
  poll: { does: 'poll' },
  close: { does: 'close' },
};

export const ffiRzmq: Library = {
  name: 'ffi-rzmq',
  modules: ['ffi-rzmq', 'ffi-rzmq-core', 'zmq', 'em-zeromq'],
  socketTypes: zmqTypes,
  optionOf: zmqOption,
  attributeOption: (name) => optionNamed(name),
  calls: {
    'ZMQ.Context': makesContext,
    'ZMQ.Context.create': makesContext,
    'ZMQ.create_context': makesContext,
    'ZMQ.Socket': { does: 'makeSocket', type: arg(1) },
    'ZMQ.Socket.create': { does: 'makeSocket', type: arg(1) },
    'ZMQ.Device': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'ZMQ.Device.create': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'ZMQ.Proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'ZMQ.Proxy.create': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'LibZMQ.zmq_ctx_new': makesContext,
    'LibZMQ.zmq_socket': { does: 'makeSocket', type: arg(1) },
    'LibZMQ.zmq_bind': { does: 'bind', socket: arg(0), endpoint: arg(1) },
    'LibZMQ.zmq_connect': { does: 'connect', socket: arg(0), endpoint: arg(1) },
    'LibZMQ.zmq_unbind': { does: 'unbind', socket: arg(0), endpoint: arg(1) },
    'LibZMQ.zmq_disconnect': { does: 'disconnect', socket: arg(0), endpoint: arg(1) },
    'LibZMQ.zmq_setsockopt': { does: 'setOption', socket: arg(0), option: arg(1), value: arg(2) },
    'LibZMQ.zmq_send': { does: 'send', socket: arg(0), more: arg(3) },
    'LibZMQ.zmq_recv': { does: 'receive', socket: arg(0) },
    'LibZMQ.zmq_close': { does: 'close', socket: arg(0) },
    'LibZMQ.zmq_proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'ZMQ.Poller': { does: 'make', type: 'poller' },
  },
  methods: {
    context: { socket: { does: 'makeSocket', type: arg(0) } },
    socket: {
      ...zmqSocketMethods,
      send_string: sends,
      sendmsg: sends,
      send_and_close: sends,
      send_strings: sendsParts,
      sendmsgs: sendsParts,
      recv_string: receives,
      recv_strings: receives,
      recvmsg: receives,
      recvmsgs: receives,
      recv_multipart: receives,
      // the raw pointer of the socket, for calls of libzmq
      socket: { does: 'give', what: 'receiver' },
    },
    poller: {
      register: { does: 'poll', socket: arg(0) },
      register_readable: { does: 'poll', socket: arg(0) },
      register_writable: { does: 'poll', socket: arg(0) },
    },
  },
};
