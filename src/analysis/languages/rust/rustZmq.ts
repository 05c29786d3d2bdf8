import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Operation } from '../../library/library';
import { optionNames } from '../../library/optionNames';

const sends: Operation = { does: 'send', more: arg(1) };
const receives: Operation = { does: 'receive' };

/** `set_tcp_keepalive_idle` for TCP_KEEPALIVE_IDLE. */
const setters = Object.fromEntries(
  [...optionNames].map((option): [string, Operation] => [
    `set_${option.toLowerCase()}`,
    option === 'SUBSCRIBE' || option === 'UNSUBSCRIBE'
      ? { does: option === 'SUBSCRIBE' ? 'subscribe' : 'unsubscribe', value: arg(0) }
      : { does: 'setOption', option, value: arg(0) },
  ]),
);

/** https://docs.rs/zmq */
export const rustZmq: Library = {
  name: 'rust-zmq',
  modules: ['zmq'],
  wildcardPrefix: 'zmq.',
  socketTypes: Object.fromEntries(
    socketTypes.flatMap((type): [string, SocketType][] => [
      [`zmq.${type}`, type],
      [`zmq.SocketType.${type}`, type],
    ]),
  ),
  types: { 'zmq.Socket': 'socket', 'zmq.Context': 'context' },
  calls: {
    'zmq.Context.new': { does: 'make', type: 'context' },
    'zmq.proxy': { does: 'proxy', socket: [arg(0), arg(1)] },
    'zmq.proxy_with_capture': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'zmq.proxy_steerable': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'zmq.proxy_steerable_with_capture': { does: 'proxy', socket: [arg(0), arg(1), arg(2), arg(3)] },
  },
  methods: {
    context: { socket: { does: 'makeSocket', type: arg(0) } },
    socket: {
      ...setters,
      bind: { does: 'bind', endpoint: arg(0) },
      connect: { does: 'connect', endpoint: arg(0) },
      unbind: { does: 'unbind', endpoint: arg(0) },
      disconnect: { does: 'disconnect', endpoint: arg(0) },
      send: sends,
      send_str: sends,
      send_multipart: { does: 'send', isMultipart: true },
      recv: receives,
      recv_into: receives,
      recv_msg: receives,
      recv_bytes: receives,
      recv_string: receives,
      recv_multipart: receives,
      poll: { does: 'poll' },
      as_poll_item: { does: 'poll' },
    },
  },
};
