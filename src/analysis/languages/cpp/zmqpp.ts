import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionSpelled } from '../../library/optionNames';

const makesContext: Meaning = { does: 'make', type: 'context' };
const makesSocket: Meaning = { does: 'makeSocket', type: arg(1) };
const makesAuthenticator: Meaning = { does: 'make', type: 'authenticator' };
const polls: Operation = { does: 'poll', socket: arg(0) };

const others: Readonly<Record<string, SocketType>> = {
  publish: 'PUB',
  subscribe: 'SUB',
  xpublish: 'XPUB',
  xsubscribe: 'XSUB',
  request: 'REQ',
  reply: 'REP',
  xrequest: 'DEALER',
  xreply: 'ROUTER',
};

/** Options that zmqpp calls by other words than libzmq. */
const otherOptions: Readonly<Record<string, string>> = {
  identity: 'IDENTITY',
  send_high_water_mark: 'SNDHWM',
  receive_high_water_mark: 'RCVHWM',
  high_water_mark: 'HWM',
  send_timeout: 'SNDTIMEO',
  receive_timeout: 'RCVTIMEO',
  send_buffer: 'SNDBUF',
  receive_buffer: 'RCVBUF',
  reconnect_interval: 'RECONNECT_IVL',
  reconnect_interval_max: 'RECONNECT_IVL_MAX',
  curve_secret_key: 'CURVE_SECRETKEY',
  curve_public_key: 'CURVE_PUBLICKEY',
  curve_server_key: 'CURVE_SERVERKEY',
  heartbeat_interval: 'HEARTBEAT_IVL',
};

function optionOf(path: string): string | undefined {
  const name = /^zmqpp\.socket_option\.(\w+)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  return (Object.hasOwn(otherOptions, name) ? otherOptions[name] : undefined) ?? optionSpelled(name);
}

export const zmqpp: Library = {
  name: 'zmqpp',
  modules: [
    'zmqpp',
    'zmqpp/zmqpp.hpp',
    'zmqpp/socket.hpp',
    'zmqpp/context.hpp',
    'zmqpp/auth.hpp',
    'zmqpp/poller.hpp',
  ],
  aliases: {
    'zmqpp.socket_t': 'zmqpp.socket',
    'zmqpp.context_t': 'zmqpp.context',
    'zmqpp.reactor_t': 'zmqpp.reactor',
    'zmqpp.poller_t': 'zmqpp.poller',
  },
  socketTypes: {
    ...Object.fromEntries(
      socketTypes.map((type): [string, SocketType] => [`zmqpp.socket_type.${type.toLowerCase()}`, type]),
    ),
    ...Object.fromEntries(
      Object.entries(others).map(([name, type]): [string, SocketType] => [`zmqpp.socket_type.${name}`, type]),
    ),
  },
  optionOf,
  types: {
    'zmqpp.socket': 'socket',
    'zmqpp.context': 'context',
    'zmqpp.poller': 'poller',
    'zmqpp.reactor': 'poller',
  },
  calls: {
    'zmqpp.context': makesContext,
    'zmqpp.socket': makesSocket,
    'zmqpp.poller': { does: 'make', type: 'poller' },
    'zmqpp.reactor': { does: 'make', type: 'poller' },
    'zmqpp.loop': { does: 'make', type: 'poller' },
    'zmqpp.auth': makesAuthenticator,
    'zmqpp.proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'zmqpp.proxy_steerable': { does: 'proxy', socket: [arg(0), arg(1), arg(3), arg(2)] },
  },
  methods: {
    context: { create_socket: { does: 'makeSocket', type: arg(0) } },
    socket: {
      bind: { does: 'bind', endpoint: arg(0) },
      connect: { does: 'connect', endpoint: arg(0) },
      unbind: { does: 'unbind', endpoint: arg(0) },
      disconnect: { does: 'disconnect', endpoint: arg(0) },
      set: { does: 'setOption', option: arg(0), value: arg(1) },
      subscribe: { does: 'subscribe', value: arg(0) },
      unsubscribe: { does: 'unsubscribe', value: arg(0) },
      send: { does: 'send', more: arg(1) },
      send_raw: { does: 'send', more: arg(2) },
      receive: { does: 'receive' },
      receive_raw: { does: 'receive' },
      close: { does: 'close' },
    },
    poller: { add: polls, check_for: polls },
  },
};
