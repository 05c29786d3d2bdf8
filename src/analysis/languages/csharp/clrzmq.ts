import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed, optionSpelled } from '../../library/optionNames';

const makesContext: Meaning = { does: 'make', type: 'context' };
const sends: Operation = { does: 'send' };
const sendsMore: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };
/** The context comes first, where there is one. */
const makesSocket: Meaning = { does: 'makeSocket', type: [arg(0), arg(1)] };

const otherOptions: Readonly<Record<string, string>> = {
  SendHighWatermark: 'SNDHWM',
  SndHWM: 'SNDHWM',
  ReceiveHighWatermark: 'RCVHWM',
  RcvHWM: 'RCVHWM',
  Identity: 'ROUTING_ID',
  IdentityString: 'ROUTING_ID',
  SendTimeout: 'SNDTIMEO',
  ReceiveTimeout: 'RCVTIMEO',
  SendBufferSize: 'SNDBUF',
  ReceiveBufferSize: 'RCVBUF',
  ReconnectInterval: 'RECONNECT_IVL',
  ReconnectIntervalMax: 'RECONNECT_IVL_MAX',
  RequestCorrelate: 'REQ_CORRELATE',
  RequestRelaxed: 'REQ_RELAXED',
  CurvePublicKey: 'CURVE_PUBLICKEY',
  CurveSecretKey: 'CURVE_SECRETKEY',
  CurveServerKey: 'CURVE_SERVERKEY',
  PlainUserName: 'PLAIN_USERNAME',
};

function optionOfProperty(name: string): string | undefined {
  return otherOptions[name] ?? optionNamed(name) ?? optionSpelled(name);
}

function typesUnder(...prefixes: readonly string[]): Readonly<Record<string, SocketType>> {
  return Object.fromEntries(
    socketTypes.flatMap((type) =>
      prefixes.map((prefix): [string, SocketType] => [`${prefix}.${type}`, type]),
    ),
  );
}

const socketMethods: Readonly<Record<string, Meaning>> = {
  Bind: { does: 'bind', endpoint: arg(0, 'endpoint') },
  Connect: { does: 'connect', endpoint: arg(0, 'endpoint') },
  Unbind: { does: 'unbind', endpoint: arg(0, 'endpoint') },
  Disconnect: { does: 'disconnect', endpoint: arg(0, 'endpoint') },
  Subscribe: { does: 'subscribe', value: arg(0, 'prefix') },
  SubscribeAll: { does: 'subscribe', isVariadic: true },
  Unsubscribe: { does: 'unsubscribe', value: arg(0, 'prefix') },
  UnsubscribeAll: { does: 'unsubscribe', isVariadic: true },
  SetOption: { does: 'setOption', option: arg(0), value: arg(1) },
  ...Object.fromEntries(['Send', 'SendFrame', 'SendMessage', 'SendBytes'].map((name) => [name, sends])),
  ...Object.fromEntries(['SendMore', 'SendFrameMore', 'SendFrames'].map((name) => [name, sendsMore])),
  ...Object.fromEntries(
    [
      'Receive',
      'ReceiveFrame',
      'ReceiveFrames',
      'ReceiveMessage',
      'ReceiveBytes',
      'ReceiveString',
      'Recv',
    ].map((name) => [name, receives]),
  ),
  PollIn: { does: 'poll' },
  PollOut: { does: 'poll' },
  Close: { does: 'close' },
  Dispose: { does: 'close' },
};

/** clrzmq4 and clrzmq 3, both in the namespace ZeroMQ. */
export const clrzmq4: Library = {
  name: 'clrzmq4',
  modules: ['ZeroMQ'],
  wildcardPrefix: 'ZeroMQ.',
  socketTypes: typesUnder('ZeroMQ.ZSocketType', 'ZeroMQ.SocketType'),
  types: {
    'ZeroMQ.ZSocket': 'socket',
    'ZeroMQ.ZmqSocket': 'socket',
    'ZeroMQ.ZContext': 'context',
    'ZeroMQ.ZmqContext': 'context',
  },
  optionOf: (path) => {
    const name = /^ZeroMQ\.ZSocketOption\.(\w+)$/.exec(path)?.[1];
    return name === undefined ? undefined : optionNamed(name);
  },
  attributeOption: optionOfProperty,
  calls: {
    'ZeroMQ.ZContext': makesContext,
    'ZeroMQ.ZContext.Create': makesContext,
    'ZeroMQ.ZmqContext.Create': makesContext,
    'ZeroMQ.ZSocket': makesSocket,
    'ZeroMQ.ZSocket.Create': makesSocket,
    'ZeroMQ.ZContext.Proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
  },
  methods: {
    context: { CreateSocket: makesSocket },
    socket: socketMethods,
  },
};

/** clrzmq 2, in the namespace ZMQ. */
export const clrzmq: Library = {
  name: 'clrzmq',
  modules: ['ZMQ'],
  wildcardPrefix: 'ZMQ.',
  socketTypes: {
    ...typesUnder('ZMQ.SocketType'),
    'ZMQ.SocketType.XREP': 'ROUTER',
    'ZMQ.SocketType.XREQ': 'DEALER',
  },
  types: { 'ZMQ.Socket': 'socket', 'ZMQ.Context': 'context' },
  attributeOption: optionOfProperty,
  calls: { 'ZMQ.Context': makesContext, 'ZMQ.Socket': makesSocket },
  methods: { context: { Socket: makesSocket }, socket: socketMethods },
};
