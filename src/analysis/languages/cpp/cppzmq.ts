import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed, optionSpelled } from '../../library/optionNames';
import { optionSymbol, socketTypeSymbols } from '../c/libzmq';

const makesContext: Meaning = { does: 'make', type: 'context' };
const makesPoller: Meaning = { does: 'make', type: 'poller' };
const setsOption: Operation = { does: 'setOption', option: arg(0), value: arg(1), length: arg(2) };
const sends: Operation = { does: 'send', more: arg(1) };
const receives: Operation = { does: 'receive' };
const polls: Operation = { does: 'poll', socket: arg(0) };

/** `zmq::sockopt::rcvhwm`, and what cppzmq calls otherwise than libzmq. */
function optionOf(path: string): string | undefined {
  const modern = /^zmq\.(?:sockopt|ctxopt)\.(\w+)$/.exec(path)?.[1];
  if (modern === undefined) return optionSymbol(path);
  return optionNamed(modern) ?? optionSpelled(modern) ?? optionSymbol(`ZMQ_${modern.toUpperCase()}`);
}

/** cppzmq: `zmq.hpp` and `zmq_addon.hpp`. */
export const cppzmq: Library = {
  name: 'cppzmq',
  modules: ['zmq', 'zmq.hpp', 'zmq_addon.hpp', 'cppzmq/zmq.hpp', 'zhelpers.hpp'],
  aliases: { 'zmq.detail': 'zmq', 'zmq.socket_base': 'zmq.socket_ref' },
  socketTypes: {
    ...socketTypeSymbols,
    ...Object.fromEntries(
      socketTypes.map((type): [string, SocketType] => [`zmq.socket_type.${type.toLowerCase()}`, type]),
    ),
  },
  optionOf,
  itself: { socket: ['handle'], context: ['handle'] },
  types: {
    'zmq.socket_t': 'socket',
    'zmq.socket_ref': 'socket',
    'zmq.context_t': 'context',
    'zmq.multipart_t': 'multipart',
    'zmq.poller_t': 'poller',
    'zmq.active_poller_t': 'poller',
    'zmq.monitor_t': 'monitor',
  },
  calls: {
    'zmq.context_t': makesContext,
    'zmq.socket_t': { does: 'makeSocket', type: arg(1) },
    'zmq.socket_ref': { does: 'give', what: arg(1) },
    'zmq.poller_t': makesPoller,
    'zmq.active_poller_t': makesPoller,
    'zmq.monitor_t': { does: 'make', type: 'monitor' },
    'zmq.multipart_t': [
      { does: 'make', type: 'multipart' },
      { does: 'receive', socket: arg(0) },
    ],
    // an item of a poll is its socket
    'zmq.pollitem_t': { does: 'give', what: arg(0) },
    'zmq.poll': { does: 'poll', socket: arg(0) },
    'zmq.proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'zmq.proxy_steerable': { does: 'proxy', socket: [arg(0), arg(1), arg(2), arg(3)] },
    'zmq.send_multipart': { does: 'send', socket: arg(0), isMultipart: true },
    'zmq.recv_multipart': { does: 'receive', socket: arg(0) },
    'zmq.recv_multipart_n': { does: 'receive', socket: arg(0) },
  },
  methods: {
    context: {
      set: { does: 'setOption', option: arg(0), value: arg(1) },
      setctxopt: { does: 'setOption', option: arg(0), value: arg(1) },
    },
    socket: {
      bind: { does: 'bind', endpoint: arg(0) },
      connect: { does: 'connect', endpoint: arg(0) },
      unbind: { does: 'unbind', endpoint: arg(0) },
      disconnect: { does: 'disconnect', endpoint: arg(0) },
      set: setsOption,
      setsockopt: setsOption,
      send: sends,
      recv: receives,
      close: { does: 'close' },
      clone: { does: 'give', what: 'receiver' },
    },
    poller: { add: polls, modify: polls },
    // libzmq makes the monitor's socket
    monitor: {
      init: { does: 'makeSocket', type: 'PAIR', binds: arg(1) },
      monitor: { does: 'makeSocket', type: 'PAIR', binds: arg(1) },
    },
    multipart: {
      send: { does: 'send', socket: arg(0), isMultipart: true },
      recv: { does: 'receive', socket: arg(0) },
    },
  },
};
