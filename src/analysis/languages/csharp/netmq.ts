import type { SocketType } from '../../../model/socketType';
import { arg, type Library, type MakesSocket, type Meaning, type Operation } from '../../library/library';
import { optionNamed, optionSpelled } from '../../library/optionNames';

/** The classes of sockets, with what they do with an address that has neither `@` nor `>` in front. */
const classes: Readonly<Record<string, readonly [SocketType, 'bind' | 'connect']>> = {
  PublisherSocket: ['PUB', 'bind'],
  SubscriberSocket: ['SUB', 'connect'],
  XPublisherSocket: ['XPUB', 'bind'],
  XSubscriberSocket: ['XSUB', 'connect'],
  RequestSocket: ['REQ', 'connect'],
  ResponseSocket: ['REP', 'bind'],
  DealerSocket: ['DEALER', 'connect'],
  RouterSocket: ['ROUTER', 'bind'],
  PushSocket: ['PUSH', 'connect'],
  PullSocket: ['PULL', 'bind'],
  PairSocket: ['PAIR', 'connect'],
  StreamSocket: ['STREAM', 'connect'],
  ServerSocket: ['SERVER', 'bind'],
  ClientSocket: ['CLIENT', 'connect'],
  RadioSocket: ['RADIO', 'bind'],
  DishSocket: ['DISH', 'connect'],
  GatherSocket: ['GATHER', 'bind'],
  ScatterSocket: ['SCATTER', 'connect'],
};

const makesContext: Meaning = { does: 'make', type: 'context' };
const makesSocket: Meaning = { does: 'makeSocket', type: arg(0) };
const sends: Operation = { does: 'send', chains: true };
const sendsMore: Operation = { does: 'send', isMultipart: true, chains: true };
const receives: Operation = { does: 'receive' };
const poll: Operation = { does: 'poll', socket: Array.from({ length: 8 }, (_item, at) => arg(at)) };

/** Properties of `Options` that libzmq calls otherwise. */
const otherOptions: Readonly<Record<string, string>> = {
  SendHighWatermark: 'SNDHWM',
  ReceiveHighWatermark: 'RCVHWM',
  Identity: 'ROUTING_ID',
  MulticastRate: 'RATE',
  MulticastRecoveryInterval: 'RECOVERY_IVL',
  SendBuffer: 'SNDBUF',
  ReceiveBuffer: 'RCVBUF',
  SendTimeout: 'SNDTIMEO',
  ReceiveTimeout: 'RCVTIMEO',
  ReconnectInterval: 'RECONNECT_IVL',
  ReconnectIntervalMax: 'RECONNECT_IVL_MAX',
  TcpKeepaliveInterval: 'TCP_KEEPALIVE_INTVL',
  DelayAttachOnConnect: 'IMMEDIATE',
  XPubVerbose: 'XPUB_VERBOSE',
  ManualPublisher: 'XPUB_MANUAL',
  Correlate: 'REQ_CORRELATE',
  Relaxed: 'REQ_RELAXED',
  HeartbeatInterval: 'HEARTBEAT_IVL',
  CurveCertificate: 'CURVE_SECRETKEY',
  CurveServerKey: 'CURVE_SERVERKEY',
  CurveServerCertificate: 'CURVE_SERVERKEY',
};

const socketMethods: Readonly<Record<string, Meaning>> = {
  Bind: { does: 'bind', endpoint: arg(0, 'address') },
  BindRandomPort: {
    does: 'bind',
    endpoint: arg(0, 'address'),
    endpointSuffix: [':', { unknown: 'port' }],
  },
  Connect: { does: 'connect', endpoint: arg(0, 'address') },
  Unbind: { does: 'unbind', endpoint: arg(0, 'address') },
  Disconnect: { does: 'disconnect', endpoint: arg(0, 'address') },
  Subscribe: { does: 'subscribe', value: arg(0, 'topic') },
  SubscribeToAnyTopic: { does: 'subscribe', isVariadic: true },
  Unsubscribe: { does: 'unsubscribe', value: arg(0, 'topic') },
  UnsubscribeFromAnyTopic: { does: 'unsubscribe', isVariadic: true },
  Join: { does: 'subscribe', value: arg(0, 'group') },
  Leave: { does: 'unsubscribe', value: arg(0, 'group') },
  ...Object.fromEntries(
    [
      'SendFrame',
      'SendFrameEmpty',
      'SendSpanFrame',
      'Send',
      'SendReady',
      'SignalOK',
      'SignalError',
      'SendAsync',
    ]
      .flatMap((name) => [name, `Try${name}`])
      .map((name) => [name, sends]),
  ),
  ...Object.fromEntries(
    ['SendMoreFrame', 'SendMoreFrameEmpty', 'SendMore', 'SendMultipartMessage', 'SendMultipartBytes']
      .flatMap((name) => [name, `Try${name}`])
      .map((name) => [name, sendsMore]),
  ),
  ...Object.fromEntries(
    [
      'ReceiveFrameString',
      'ReceiveFrameBytes',
      'ReceiveFrameStringAsync',
      'ReceiveFrameBytesAsync',
      'ReceiveMultipartMessage',
      'ReceiveMultipartMessageAsync',
      'ReceiveMultipartBytes',
      'ReceiveMultipartStrings',
      'ReceiveString',
      'ReceiveAsync',
      'ReceiveSignal',
      'ReceiveReady',
      'Receive',
      'SkipFrame',
      'SkipMultipartMessage',
    ]
      .flatMap((name) => [name, `Try${name}`])
      .map((name) => [name, receives]),
  ),
  Poll: { does: 'poll' },
  PollIn: { does: 'poll' },
  Close: { does: 'close' },
  Dispose: { does: 'close' },
};

/** NetMQ, whose versions up to 3 make sockets by a context. */
export const netmq: Library = {
  name: 'NetMQ',
  modules: ['NetMQ'],
  wildcardPrefix: 'NetMQ.',
  aliases: { 'NetMQ.Sockets': 'NetMQ', 'NetMQ.Security': 'NetMQ' },
  socketTypes: Object.fromEntries(
    Object.entries(classes).flatMap(([name, [type]]): [string, SocketType][] => [
      [`NetMQ.${name}`, type],
      [`NetMQ.ZmqSocketType.${type.charAt(0)}${type.slice(1).toLowerCase()}`, type],
    ]),
  ),
  types: {
    ...Object.fromEntries(
      [...Object.keys(classes), 'NetMQSocket', 'IOutgoingSocket', 'IReceivingSocket'].map((name) => [
        `NetMQ.${name}`,
        'socket',
      ]),
    ),
    'NetMQ.NetMQContext': 'context',
    'NetMQ.NetMQPoller': 'poller',
    'NetMQ.Poller': 'poller',
  },
  itself: { socket: ['Options'] },
  attributeOption: (name) => otherOptions[name] ?? optionNamed(name) ?? optionSpelled(name),
  calls: {
    ...Object.fromEntries(
      Object.entries(classes).map(([name, [type, otherwise]]): [string, MakesSocket] => [
        `NetMQ.${name}`,
        { does: 'makeSocket', type, attaches: { ...arg(0, 'connectionString'), otherwise } },
      ]),
    ),
    'NetMQ.NetMQContext.Create': makesContext,
    'NetMQ.NetMQPoller': [{ does: 'make', type: 'poller' }, poll],
    'NetMQ.Poller': [{ does: 'make', type: 'poller' }, poll],
    // libzmq makes the monitor's socket
    'NetMQ.NetMQMonitor': { does: 'makeSocket', type: 'PAIR', binds: arg(1) },
    'NetMQ.Proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2), arg(3)] },
  },
  methods: {
    context: {
      ...Object.fromEntries(
        Object.entries(classes).map(([name, [type]]) => [
          `Create${name}`,
          { does: 'makeSocket', type } as const,
        ]),
      ),
      CreateSocket: makesSocket,
    },
    socket: socketMethods,
    poller: { Add: poll, AddSocket: poll },
  },
};
