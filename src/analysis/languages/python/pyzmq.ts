import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';

const makesSocket: Meaning = { does: 'makeSocket', type: arg(0, 'socket_type') };
const makesContext: Meaning = { does: 'make', type: 'context' };
const setsOption: Operation = { does: 'setOption', option: arg(0, 'option'), value: arg(1, 'optval') };
const sends: Operation = { does: 'send', more: arg(1, 'flags') };
const sendsParts: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };

/** A device has a socket on each side; the call tells their types. */
const device: Meaning = {
  does: 'make',
  type: 'device',
  parts: { in: arg(1, 'in_type'), out: arg(2, 'out_type') },
};
const proxy: Meaning = {
  does: 'make',
  type: 'device',
  parts: { in: arg(0, 'in_type'), out: arg(1, 'out_type'), mon: arg(2, 'mon_type') },
};

const deviceMethods = Object.fromEntries(
  ['in', 'out', 'mon'].flatMap((part): [string, Operation][] => {
    const socket = { part };
    return [
      [`bind_${part}`, { does: 'bind', socket, endpoint: arg(0, 'addr') }],
      [`connect_${part}`, { does: 'connect', socket, endpoint: arg(0, 'addr') }],
      [`setsockopt_${part}`, { ...setsOption, socket }],
    ];
  }),
);

export const pyzmq: Library = {
  name: 'pyzmq',
  modules: ['zmq'],
  aliases: {
    'zmq.asyncio': 'zmq',
    'zmq.green': 'zmq',
    'zmq.sugar': 'zmq',
    'zmq.sugar.socket': 'zmq',
    'zmq.sugar.context': 'zmq',
    'zmq.eventloop.future': 'zmq',
    'zmq.green.device': 'zmq.device',
    'zmq.backend': 'zmq',
  },
  wildcardPrefix: 'zmq.',
  socketTypes: Object.fromEntries(
    socketTypes.flatMap((type): [string, SocketType][] => [
      [`zmq.${type}`, type],
      [`zmq.SocketType.${type}`, type],
      ...(type === 'DEALER' ? [['zmq.XREQ', type] as [string, SocketType]] : []),
      ...(type === 'ROUTER' ? [['zmq.XREP', type] as [string, SocketType]] : []),
    ]),
  ),
  optionOf: (path) => {
    const name = /^zmq\.(?:SocketOption\.)?([A-Z][A-Z0-9_]*)$/.exec(path)?.[1];
    return name === undefined ? undefined : optionNamed(name);
  },
  attributeOption: (name) => optionNamed(name),
  itself: { socket: ['socket'] },
  types: {
    'zmq.Socket': 'socket',
    'zmq.Context': 'context',
  },
  calls: {
    'zmq.Context': makesContext,
    'zmq.Context.instance': makesContext,
    'zmq.Context.shadow': makesContext,
    'zmq.Socket': { does: 'makeSocket', type: arg(1, 'socket_type') },
    'zmq.proxy': { does: 'proxy', socket: [arg(0, 'frontend'), arg(1, 'backend'), arg(2, 'capture')] },
    'zmq.proxy_steerable': {
      does: 'proxy',
      socket: [arg(0, 'frontend'), arg(1, 'backend'), arg(2, 'capture'), arg(3, 'control')],
    },
    'zmq.device': { does: 'proxy', socket: [arg(1, 'frontend'), arg(2, 'backend')] },
    'zmq.devices.monitored_queue': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'zmq.devices.Device': device,
    'zmq.devices.ThreadDevice': device,
    'zmq.devices.ProcessDevice': device,
    'zmq.devices.Proxy': proxy,
    'zmq.devices.ThreadProxy': proxy,
    'zmq.devices.ProcessProxy': proxy,
    'zmq.devices.MonitoredQueue': proxy,
    'zmq.devices.ThreadMonitoredQueue': proxy,
    'zmq.devices.ProcessMonitoredQueue': proxy,
    'zmq.devices.ThreadProxySteerable': proxy,
    'zmq.eventloop.zmqstream.ZMQStream': { does: 'give', what: arg(0, 'socket') },
    'zmq.ssh.tunnel_connection': { does: 'connect', socket: arg(0, 'socket'), endpoint: arg(1, 'addr') },
    'zmq.ssh.tunnel.tunnel_connection': {
      does: 'connect',
      socket: arg(0, 'socket'),
      endpoint: arg(1, 'addr'),
    },
    'zmq.auth.thread.ThreadAuthenticator': { does: 'make', type: 'authenticator' },
    'zmq.auth.asyncio.AsyncioAuthenticator': { does: 'make', type: 'authenticator' },
    'zmq.auth.ioloop.IOLoopAuthenticator': { does: 'make', type: 'authenticator' },
    'zmq.auth.Authenticator': { does: 'make', type: 'authenticator' },
  },
  methods: {
    context: {
      socket: makesSocket,
      setsockopt: setsOption,
      set: setsOption,
      __enter__: makesContext,
    },
    socket: {
      bind: { does: 'bind', endpoint: arg(0, 'addr'), chains: true },
      connect: { does: 'connect', endpoint: arg(0, 'addr'), chains: true },
      unbind: { does: 'unbind', endpoint: arg(0, 'addr') },
      disconnect: { does: 'disconnect', endpoint: arg(0, 'addr') },
      bind_to_random_port: {
        does: 'bind',
        endpoint: arg(0, 'addr'),
        endpointSuffix: [':', { unknown: 'port' }],
      },
      setsockopt: setsOption,
      setsockopt_string: setsOption,
      setsockopt_unicode: setsOption,
      set: setsOption,
      set_string: setsOption,
      set_hwm: { does: 'setOption', option: 'HWM', value: arg(0, 'value') },
      subscribe: { does: 'subscribe', value: arg(0, 'topic') },
      unsubscribe: { does: 'unsubscribe', value: arg(0, 'topic') },
      send: sends,
      send_string: sends,
      send_unicode: sends,
      send_json: sends,
      send_pyobj: sends,
      send_serialized: sendsParts,
      send_multipart: sendsParts,
      recv: receives,
      recv_into: receives,
      recv_string: receives,
      recv_unicode: receives,
      recv_json: receives,
      recv_pyobj: receives,
      recv_serialized: receives,
      recv_multipart: receives,
      on_recv: receives,
      on_recv_stream: receives,
      poll: { does: 'poll' },
      close: { does: 'close' },
      __enter__: { does: 'give', what: 'receiver' },
    },
    device: deviceMethods,
  },
};
