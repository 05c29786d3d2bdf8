import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed, optionSpelled } from '../../library/optionNames';

const makesContext: Meaning = { does: 'make', type: 'context' };
const makesSocket: Meaning = { does: 'makeSocket', type: arg(0) };
const makesPoller: Meaning = { does: 'make', type: 'poller' };
const makesMessage: Meaning = { does: 'make', type: 'message' };
const makesFrame: Meaning = { does: 'make', type: 'frame' };
const makesAuthenticator: Meaning = { does: 'make', type: 'authenticator' };
/** The near end of the pipe to a thread or actor. */
const makesPipe: Meaning = { does: 'makeSocket', type: 'PAIR' };
const sends: Operation = { does: 'send', more: arg(1) };
const sendsParts: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };
const close: Operation = { does: 'close' };

/** Setters whose names are not libzmq's, the prefix `set` left out. */
const otherOptions: Readonly<Record<string, string>> = {
  Identity: 'ROUTING_ID',
  RecvTimeOut: 'RCVTIMEO',
  ReceiveTimeOut: 'RCVTIMEO',
  SendTimeOut: 'SNDTIMEO',
  ReceiveBufferSize: 'RCVBUF',
  SendBufferSize: 'SNDBUF',
  ReconnectIVL: 'RECONNECT_IVL',
  ReconnectIVLMax: 'RECONNECT_IVL_MAX',
  HandshakeIvl: 'HANDSHAKE_IVL',
  DelayAttachOnConnect: 'IMMEDIATE',
  RouterMandatory: 'ROUTER_MANDATORY',
  RouterHandover: 'ROUTER_HANDOVER',
  RouterRaw: 'ROUTER_RAW',
  AsServerCurve: 'CURVE_SERVER',
  AsServerPlain: 'PLAIN_SERVER',
  AsServerGSSAPI: 'GSSAPI_SERVER',
  CurvePublicKey: 'CURVE_PUBLICKEY',
  CurveSecretKey: 'CURVE_SECRETKEY',
  CurveServerKey: 'CURVE_SERVERKEY',
  ZAPDomain: 'ZAP_DOMAIN',
  RecoveryInterval: 'RECOVERY_IVL',
  TCPKeepAliveInterval: 'TCP_KEEPALIVE_INTVL',
  HeartbeatContext: 'HEARTBEAT_CONTEXT',
  TypeOfService: 'TOS',
  XpubVerbose: 'XPUB_VERBOSE',
  ConnectRid: 'CONNECT_ROUTING_ID',
};

const optionSetters = [
  'HWM SndHWM RcvHWM Linger Identity Affinity Backlog Conflate Immediate MaxMsgSize Rate MulticastHops',
  'ReceiveTimeOut SendTimeOut ReceiveBufferSize SendBufferSize ReconnectIVL ReconnectIVLMax HandshakeIvl',
  'DelayAttachOnConnect ProbeRouter RouterMandatory RouterHandover RouterRaw ReqRelaxed ReqCorrelate',
  'AsServerCurve CurveServer CurvePublicKey CurveSecretKey CurveServerKey ZAPDomain ZapDomain RecoveryInterval',
  'AsServerPlain PlainServer PlainUsername PlainPassword AsServerGSSAPI GSSAPIServer GSSAPIPrincipal',
  'TCPKeepAlive TCPKeepAliveIdle TCPKeepAliveCount TCPKeepAliveInterval HeartbeatIvl HeartbeatTimeout',
  'HeartbeatTtl HeartbeatContext IPv6 IPv4Only TypeOfService SocksProxy XpubVerbose XpubManual XpubNoDrop',
  'XpubVerboser InvertMatching ConnectRid',
].flatMap((line) => line.split(' '));

function optionOfSetter(name: string): string | undefined {
  return otherOptions[name] ?? optionNamed(name) ?? optionSpelled(name);
}

const setters = Object.fromEntries(
  optionSetters.flatMap((name): [string, Operation][] => {
    const option = optionOfSetter(name);
    return option === undefined ? [] : [[`set${name}`, { does: 'setOption', option, value: arg(0) }]];
  }),
);

const socketMethods: Readonly<Record<string, Meaning>> = {
  ...setters,
  bind: { does: 'bind', endpoint: arg(0) },
  connect: { does: 'connect', endpoint: arg(0) },
  connectPeer: { does: 'connect', endpoint: arg(0) },
  unbind: { does: 'unbind', endpoint: arg(0) },
  disconnect: { does: 'disconnect', endpoint: arg(0) },
  bindToRandomPort: { does: 'bind', endpoint: arg(0), endpointSuffix: [':', { unknown: 'port' }] },
  bindToSystemRandomPort: { does: 'bind', endpoint: arg(0), endpointSuffix: [':', { unknown: 'port' }] },
  subscribe: { does: 'subscribe', value: arg(0) },
  unsubscribe: { does: 'unsubscribe', value: arg(0) },
  join: { does: 'subscribe', value: arg(0) },
  leave: { does: 'unsubscribe', value: arg(0) },
  send: sends,
  sendMore: sendsParts,
  sendByteBuffer: sends,
  sendMsg: sends,
  sendZeroCopy: sends,
  sendPicture: sendsParts,
  sendBinaryPicture: sendsParts,
  sendFrame: sends,
  sendMessage: sends,
  sendStringUtf8: sends,
  recv: receives,
  recvStr: receives,
  recvByteBuffer: receives,
  recvZeroCopy: receives,
  recvMsg: receives,
  recvPicture: receives,
  recvBinaryPicture: receives,
  recvStream: receives,
  receive: receives,
  receiveStringUtf8: receives,
  close,
};

const contextMethods: Readonly<Record<string, Meaning>> = {
  socket: makesSocket,
  createSocket: makesSocket,
  shadow: makesContext,
  getContext: makesContext,
  poller: makesPoller,
  createPoller: makesPoller,
  fork: makesPipe,
  destroySocket: { ...close, socket: arg(0) },
  closeSocket: { ...close, socket: arg(0) },
  setLinger: { does: 'setOption', option: 'LINGER', value: arg(0) },
  setSndHWM: { does: 'setOption', option: 'SNDHWM', value: arg(0) },
  setRcvHWM: { does: 'setOption', option: 'RCVHWM', value: arg(0) },
  setHWM: { does: 'setOption', option: 'HWM', value: arg(0) },
};

const proxy: Operation = { does: 'proxy', socket: [arg(0), arg(1), arg(2)] };
const poll: Operation = { does: 'poll', socket: arg(0) };

const zeromq = 'org.zeromq.';

/** JeroMQ, and jzmq, whose classes have the same names; under `zmq` JeroMQ's lower half, which speaks as C does. */
export const jeromq: Library = {
  name: 'jeromq',
  modules: ['org.zeromq', 'zmq'],
  wildcardPrefix: zeromq,
  aliases: {
    // what `import org.zeromq.ZMQ.*` and `import static org.zeromq.SocketType.*` bring in
    [`${zeromq}Socket`]: `${zeromq}ZMQ.Socket`,
    [`${zeromq}Context`]: `${zeromq}ZMQ.Context`,
    [`${zeromq}Poller`]: `${zeromq}ZMQ.Poller`,
    [`${zeromq}context`]: `${zeromq}ZMQ.context`,
    [`${zeromq}proxy`]: `${zeromq}ZMQ.proxy`,
  },
  socketTypes: Object.fromEntries(
    socketTypes.flatMap((type): [string, SocketType][] => {
      const names = type === 'DEALER' ? [type, 'XREQ'] : type === 'ROUTER' ? [type, 'XREP'] : [type];
      return names.flatMap((name) => [
        [`${zeromq}ZMQ.${name}`, type],
        [`${zeromq}SocketType.${name}`, type],
        [`${zeromq}${name}`, type],
        [`zmq.ZMQ.ZMQ_${name}`, type],
      ]);
    }),
  ),
  optionOf: (path) => {
    const name = /^zmq\.ZMQ\.ZMQ_([A-Z0-9_]+)$/.exec(path)?.[1];
    return name === undefined ? undefined : optionNamed(name);
  },
  types: {
    [`${zeromq}ZMQ.Socket`]: 'socket',
    [`${zeromq}ZSocket`]: 'socket',
    [`${zeromq}ZMQ.Context`]: 'context',
    [`${zeromq}ZContext`]: 'context',
    [`${zeromq}ZMQ.Poller`]: 'poller',
    [`${zeromq}ZPoller`]: 'poller',
    [`${zeromq}ZMsg`]: 'message',
    [`${zeromq}ZFrame`]: 'frame',
    [`${zeromq}ZCert`]: 'certificate',
    [`${zeromq}ZProxy`]: 'proxy',
  },
  calls: {
    [`${zeromq}ZMQ.context`]: makesContext,
    [`${zeromq}ZContext`]: makesContext,
    [`${zeromq}ZContext.shadow`]: makesContext,
    [`${zeromq}ZMQ.Poller`]: makesPoller,
    [`${zeromq}ZPoller`]: makesPoller,
    [`${zeromq}ZLoop`]: { does: 'make', type: 'loop' },
    [`${zeromq}ZSocket`]: makesSocket,
    [`${zeromq}ZMQ.proxy`]: proxy,
    [`${zeromq}ZMQ.device`]: { does: 'proxy', socket: [arg(1), arg(2)] },
    [`${zeromq}ZMQ.PollItem`]: poll,
    [`${zeromq}ZMQQueue`]: { does: 'proxy', socket: [arg(1), arg(2)] },
    [`${zeromq}ZMQForwarder`]: { does: 'proxy', socket: [arg(1), arg(2)] },
    [`${zeromq}ZMQStreamer`]: { does: 'proxy', socket: [arg(1), arg(2)] },
    [`${zeromq}ZThread.fork`]: makesPipe,
    [`${zeromq}ZAuth`]: makesAuthenticator,
    [`${zeromq}ZCert`]: { does: 'make', type: 'certificate' },
    [`${zeromq}ZMsg`]: makesMessage,
    [`${zeromq}ZMsg.newStringMsg`]: makesMessage,
    [`${zeromq}ZMsg.recvMsg`]: [{ ...receives, socket: arg(0) }, makesMessage],
    [`${zeromq}ZFrame`]: makesFrame,
    [`${zeromq}ZFrame.recvFrame`]: [{ ...receives, socket: arg(0) }, makesFrame],
    [`${zeromq}ZStr.send`]: { ...sends, socket: arg(0), more: undefined },
    [`${zeromq}ZStr.recv`]: { ...receives, socket: arg(0) },
    'zmq.ZMQ.init': makesContext,
    'zmq.ZMQ.createContext': makesContext,
    'zmq.ZMQ.socket': { does: 'makeSocket', type: arg(1) },
    'zmq.ZMQ.bind': { does: 'bind', socket: arg(0), endpoint: arg(1) },
    'zmq.ZMQ.connect': { does: 'connect', socket: arg(0), endpoint: arg(1) },
    'zmq.ZMQ.unbind': { does: 'unbind', socket: arg(0), endpoint: arg(1) },
    'zmq.ZMQ.disconnect': { does: 'disconnect', socket: arg(0), endpoint: arg(1) },
    'zmq.ZMQ.setSocketOption': { does: 'setOption', socket: arg(0), option: arg(1), value: arg(2) },
    'zmq.ZMQ.send': { ...sends, socket: arg(0), more: arg(2) },
    'zmq.ZMQ.recv': { ...receives, socket: arg(0) },
    'zmq.ZMQ.proxy': proxy,
    'zmq.ZMQ.close': { ...close, socket: arg(0) },
  },
  methods: {
    context: contextMethods,
    socket: socketMethods,
    poller: { register: poll },
    loop: { addPoller: poll },
    message: {
      send: { ...sendsParts, socket: arg(0) },
      duplicate: makesMessage,
    },
    frame: {
      send: { ...sends, socket: arg(0) },
      sendAndDestroy: { ...sends, socket: arg(0) },
      sendAndKeep: { ...sends, socket: arg(0) },
      duplicate: makesFrame,
    },
    certificate: {
      apply: [
        { does: 'setOption', socket: arg(0), option: 'CURVE_PUBLICKEY' },
        { does: 'setOption', socket: arg(0), option: 'CURVE_SECRETKEY' },
      ],
    },
  },
};
