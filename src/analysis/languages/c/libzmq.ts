import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';

const makesContext: Meaning = { does: 'make', type: 'context' };
const receives: Operation = { does: 'receive', socket: arg(0) };
const receivesMessage: Operation = { does: 'receive', socket: arg(1) };
const polls: Operation = { does: 'poll', socket: arg(1) };
const contextOptions = new Set(['IO_THREADS', 'MAX_SOCKETS', 'BLOCKY', 'MAX_MSGSZ', 'THREAD_PRIORITY']);

/** `ZMQ_PUB`, and names of libzmq 2. */
export const socketTypeSymbols: Readonly<Record<string, SocketType>> = {
  ...Object.fromEntries(socketTypes.map((type): [string, SocketType] => [`ZMQ_${type}`, type])),
  ZMQ_XREQ: 'DEALER',
  ZMQ_XREP: 'ROUTER',
  ZMQ_UPSTREAM: 'PULL',
  ZMQ_DOWNSTREAM: 'PUSH',
};

export function optionSymbol(path: string): string | undefined {
  if (!path.startsWith('ZMQ_')) return undefined;
  const name = path.slice('ZMQ_'.length);
  return contextOptions.has(name) ? name : optionNamed(name);
}

/** libzmq's own API, and the helpers that the guide's examples share (`zhelpers.h`). */
export const libzmq: Library = {
  name: 'libzmq',
  modules: ['zmq.h', 'zhelpers.h', 'zmq_utils.h', 'zmq/zmq.h'],
  wildcardPrefix: '',
  socketTypes: socketTypeSymbols,
  optionOf: optionSymbol,
  itself: { socket: ['socket'] },
  calls: {
    zmq_ctx_new: makesContext,
    zmq_init: makesContext,
    zmq_ctx_set: { does: 'setOption', socket: arg(0), option: arg(1), value: arg(2) },
    zmq_socket: { does: 'makeSocket', type: arg(1) },
    zmq_bind: { does: 'bind', socket: arg(0), endpoint: arg(1) },
    zmq_connect: { does: 'connect', socket: arg(0), endpoint: arg(1) },
    zmq_connect_peer: { does: 'connect', socket: arg(0), endpoint: arg(1) },
    zmq_unbind: { does: 'unbind', socket: arg(0), endpoint: arg(1) },
    zmq_disconnect: { does: 'disconnect', socket: arg(0), endpoint: arg(1) },
    zmq_setsockopt: { does: 'setOption', socket: arg(0), option: arg(1), value: arg(2), length: arg(3) },
    zmq_close: { does: 'close', socket: arg(0) },
    zmq_send: { does: 'send', socket: arg(0), more: arg(3) },
    zmq_send_const: { does: 'send', socket: arg(0), more: arg(3) },
    zmq_sendmsg: { does: 'send', socket: arg(0), more: arg(2) },
    zmq_sendiov: { does: 'send', socket: arg(0), isMultipart: true },
    zmq_msg_send: { does: 'send', socket: arg(1), more: arg(2) },
    zmq_recv: receives,
    zmq_recvmsg: receives,
    zmq_recviov: receives,
    zmq_msg_recv: receivesMessage,
    // an item of a poll is its socket
    zmq_pollitem_t: { does: 'give', what: arg(0) },
    zmq_poll: { does: 'poll', socket: arg(0) },
    zmq_ppoll: { does: 'poll', socket: arg(0) },
    zmq_poller_add: polls,
    zmq_poller_modify: polls,
    zmq_proxy: { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    zmq_proxy_steerable: { does: 'proxy', socket: [arg(0), arg(1), arg(2), arg(3)] },
    zmq_device: { does: 'proxy', socket: [arg(1), arg(2)] },
    // libzmq makes the monitor's socket
    zmq_socket_monitor: { does: 'makeSocket', type: 'PAIR', binds: arg(1) },
    s_send: { does: 'send', socket: arg(0) },
    s_sendmore: { does: 'send', socket: arg(0), isMultipart: true },
    s_recv: receives,
    s_dump: receives,
    s_set_id: { does: 'setOption', socket: arg(0), option: 'ROUTING_ID', value: arg(1) },
  },
  methods: { socket: {} },
};
