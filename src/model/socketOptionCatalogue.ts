import type { OptionValue } from './sessionDefinition';
import { socketTypes, traitsOf, type SocketType } from './socketType';

/** The data behind socketOption.ts: the options that zeromq.js 6.8 exposes, with libzmq 4.3.5's defaults and ranges. */
export interface SocketOption {
  /** As in zeromq.js. */
  readonly name: string;
  /** As in zmq_setsockopt(3). */
  readonly constant: string;
  readonly kind: 'int' | 'bool' | 'string' | 'bytes' | 'enum';
  readonly unit?:
    'ms' | 's' | 'bytes' | 'messages' | 'connections' | 'hops' | 'probes' | 'kbit/s' | 'deciseconds';
  /** libzmq's default; where `fromSettings` the workbench puts the value of its settings in its place. */
  readonly defaultValue: OptionValue;
  readonly fromSettings?: boolean;
  /** int: inclusive bounds. */
  readonly min?: number;
  readonly max?: number;
  /** string and bytes: bounds in UTF-8 bytes. */
  readonly minBytes?: number;
  readonly maxBytes?: number;
  /** enum: what it takes besides null. */
  readonly values?: readonly string[];
  readonly types: readonly SocketType[];
  /** `now`: applies to the open socket. `reopen`: only before bind or connect. */
  readonly takesEffect: 'now' | 'reopen';
  /** Never kept in settings, definitions, recordings or logs. */
  readonly secret: boolean;
  /** A capability that the loaded library must have. */
  readonly requires?: 'curve';
  readonly platform?: 'win32';
  /** One line. */
  readonly doc: string;
  /** Where it is specified. */
  readonly reference: string;
}

type Extra = Partial<Omit<SocketOption, 'name' | 'constant' | 'doc' | 'kind' | 'defaultValue'>>;

const man = 'zmq_setsockopt(3)';
const writers = socketTypes.filter((type) => traitsOf(type).canSend);
const readers = socketTypes.filter((type) => traitsOf(type).canReceive);
const maxInt = 2 ** 31 - 1;

function option(
  name: string,
  constant: string,
  kind: SocketOption['kind'],
  defaultValue: OptionValue,
  doc: string,
  extra: Extra = {},
): SocketOption {
  return {
    name,
    constant: `ZMQ_${constant}`,
    kind,
    defaultValue,
    doc,
    types: socketTypes,
    takesEffect: 'reopen',
    secret: false,
    reference: man,
    ...extra,
  };
}

function int(name: string, constant: string, defaultValue: number | null, doc: string, extra: Extra = {}) {
  return option(name, constant, 'int', defaultValue, doc, { min: 0, max: maxInt, ...extra });
}

/** Milliseconds, -1 for "for ever". */
function ms(name: string, constant: string, defaultValue: number | null, doc: string, extra: Extra = {}) {
  return int(name, constant, defaultValue, doc, { unit: 'ms', min: -1, ...extra });
}

function bool(name: string, constant: string, doc: string, extra: Extra = {}) {
  return option(name, constant, 'bool', false, doc, extra);
}

function text(name: string, constant: string, doc: string, extra: Extra = {}) {
  return option(name, constant, 'string', null, doc, { maxBytes: 255, ...extra });
}

/** 40 characters of Z85 (RFC 32). */
function key(name: string, constant: string, doc: string, extra: Extra = {}) {
  return text(name, constant, doc, {
    requires: 'curve',
    reference: 'zmq_curve(7), RFC 26',
    minBytes: 40,
    maxBytes: 40,
    ...extra,
  });
}

const now = { takesEffect: 'now' } as const;
const bytesUnit = { unit: 'bytes' } as const;

export const socketOptions: readonly SocketOption[] = [
  // Queues and time
  int(
    'sendHighWaterMark',
    'SNDHWM',
    1000,
    'Messages queued per peer before send waits or drops; 0 for no limit',
    {
      ...now,
      unit: 'messages',
      types: writers,
    },
  ),
  int(
    'receiveHighWaterMark',
    'RCVHWM',
    1000,
    'Messages queued per peer before its sender is held; 0 for no limit',
    {
      ...now,
      unit: 'messages',
      types: readers,
    },
  ),
  ms('sendTimeout', 'SNDTIMEO', null, 'How long send waits for a peer to take the message; -1 for ever', {
    ...now,
    types: writers,
    fromSettings: true,
  }),
  ms('receiveTimeout', 'RCVTIMEO', null, 'REQ: how long until a missing reply is reported; -1 never', {
    ...now,
    types: readers,
    fromSettings: true,
  }),
  ms('linger', 'LINGER', null, 'How long closing waits for unsent messages; -1 for ever, 0 drops them', {
    ...now,
    fromSettings: true,
  }),
  option(
    'maxMessageSize',
    'MAXMSGSIZE',
    'int',
    -1,
    'Disconnects peers that send larger messages; -1 for no limit',
    {
      ...bytesUnit,
      min: -1,
      max: Number.MAX_SAFE_INTEGER,
    },
  ),
  bool('conflate', 'CONFLATE', 'Keeps only the newest message; for messages of one frame', {
    types: ['PULL', 'PUSH', 'SUB', 'PUB', 'DEALER', 'SCATTER', 'GATHER'],
  }),
  bool('immediate', 'IMMEDIATE', 'Queues messages only for peers whose connection stands'),

  // Patterns
  option('routingId', 'ROUTING_ID', 'bytes', null, 'The name by which ROUTER peers know this socket', {
    types: ['REQ', 'REP', 'ROUTER', 'DEALER'],
    minBytes: 1,
    maxBytes: 255,
    reference: 'RFC 28, zmq_setsockopt(3)',
  }),
  option(
    'mandatory',
    'ROUTER_MANDATORY',
    'bool',
    true,
    'Reports messages to unknown peers; libzmq itself drops them',
    {
      ...now,
      types: ['ROUTER'],
    },
  ),
  bool('handover', 'ROUTER_HANDOVER', 'A new peer takes over the routing id of an old one', {
    ...now,
    types: ['ROUTER'],
  }),
  bool('probeRouter', 'PROBE_ROUTER', 'Sends an empty message to each ROUTER it connects to', {
    ...now,
    types: ['ROUTER', 'DEALER', 'REQ'],
  }),
  bool('correlate', 'REQ_CORRELATE', 'Marks requests with an id and drops replies to others', {
    ...now,
    types: ['REQ'],
    reference: 'RFC 28, zmq_setsockopt(3)',
  }),
  bool('relaxed', 'REQ_RELAXED', 'May send again without waiting for the reply', { ...now, types: ['REQ'] }),
  bool('noDrop', 'XPUB_NODROP', 'send waits, and fails in time, instead of dropping for slow subscribers', {
    types: ['XPUB', 'PUB'],
  }),
  option('verbosity', 'XPUB_VERBOSE', 'enum', null, 'Which repeated subscriptions are passed up', {
    ...now,
    types: ['XPUB'],
    values: ['allSubs', 'allSubsUnsubs'],
  }),
  bool('manual', 'XPUB_MANUAL', 'Subscriptions are not applied by themselves; nothing is then published', {
    types: ['XPUB'],
  }),
  option('welcomeMessage', 'XPUB_WELCOME_MSG', 'bytes', null, 'Sent to every new subscriber', {
    types: ['XPUB'],
    maxBytes: 65_536,
  }),
  bool('invertMatching', 'INVERT_MATCHING', 'Passes the messages that match no subscription', {
    types: ['PUB', 'SUB', 'XPUB'],
  }),
  option(
    'notify',
    'STREAM_NOTIFY',
    'bool',
    true,
    'Receives an empty message when a peer connects or leaves',
    {
      types: ['STREAM'],
    },
  ),

  // Connections
  int('reconnectInterval', 'RECONNECT_IVL', 100, 'Pause before connecting again; -1 never connects again', {
    unit: 'ms',
    min: -1,
  }),
  int('reconnectMaxInterval', 'RECONNECT_IVL_MAX', 0, 'Doubles the pause up to this; 0 keeps it', {
    unit: 'ms',
  }),
  int(
    'connectTimeout',
    'CONNECT_TIMEOUT',
    0,
    'Gives up one TCP connection attempt; 0 leaves it to the system',
    {
      unit: 'ms',
    },
  ),
  int('handshakeInterval', 'HANDSHAKE_IVL', 30_000, 'How long the ZMTP handshake may take; 0 for ever', {
    unit: 'ms',
    reference: 'RFC 37, zmq_setsockopt(3)',
  }),
  int('heartbeatInterval', 'HEARTBEAT_IVL', 0, 'Pause between ZMTP PINGs; 0 sends none', {
    unit: 'ms',
    reference: 'RFC 37, zmq_setsockopt(3)',
  }),
  ms(
    'heartbeatTimeout',
    'HEARTBEAT_TIMEOUT',
    -1,
    'Closes a connection silent for so long after a PING; -1 as interval',
  ),
  int('heartbeatTimeToLive', 'HEARTBEAT_TTL', 0, 'How long the peer may wait for our next PING; 0 for ever', {
    unit: 'ms',
    max: 6_553_599,
  }),
  int('backlog', 'BACKLOG', 100, 'Connections that may wait to be accepted', { unit: 'connections' }),
  bool('ipv6', 'IPV6', 'Allows IPv6 addresses; host names may then resolve to them', {
    reference: 'zmq_tcp(7)',
  }),
  text('interface', 'BINDTODEVICE', 'Uses only this network interface; Linux, with CAP_NET_RAW'),
  text('socksProxy', 'SOCKS_PROXY', 'SOCKS5 proxy that connections go through, as host:port'),
  int('tcpKeepalive', 'TCP_KEEPALIVE', -1, 'TCP keep-alive: 1 on, 0 off, -1 as the system has it', {
    min: -1,
    max: 1,
  }),
  int('tcpKeepaliveCount', 'TCP_KEEPALIVE_CNT', -1, 'Unanswered probes before the connection ends', {
    unit: 'probes',
    min: -1,
  }),
  int('tcpKeepaliveIdle', 'TCP_KEEPALIVE_IDLE', -1, 'Idle time before the first probe', {
    unit: 's',
    min: -1,
  }),
  int('tcpKeepaliveInterval', 'TCP_KEEPALIVE_INTVL', -1, 'Time between probes', { unit: 's', min: -1 }),
  int('tcpMaxRetransmitTimeout', 'TCP_MAXRT', 0, 'How long TCP retransmits before it gives up', {
    unit: 'ms',
  }),
  text('tcpAcceptFilter', 'TCP_ACCEPT_FILTER', 'Deprecated: addresses that may connect, as a.b.c.d/bits'),
  int('sendBufferSize', 'SNDBUF', -1, 'Send buffer of the system; -1 as the system has it', {
    ...bytesUnit,
    min: -1,
    types: writers,
  }),
  int('receiveBufferSize', 'RCVBUF', -1, 'Receive buffer of the system; -1 as the system has it', {
    ...bytesUnit,
    min: -1,
    types: readers,
  }),
  int('typeOfService', 'TOS', 0, 'IP type-of-service byte', { max: 255 }),
  option('affinity', 'AFFINITY', 'int', 0, 'Bit mask of the I/O threads that may serve this socket', {
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
  }),
  bool('loopbackFastPath', 'LOOPBACK_FASTPATH', 'Faster TCP inside one Windows machine', {
    platform: 'win32',
  }),

  // Security
  bool('plainServer', 'PLAIN_SERVER', 'Asks peers for a user name and password', {
    reference: 'zmq_plain(7), RFC 24',
  }),
  text('plainUsername', 'PLAIN_USERNAME', 'User name for a PLAIN server', {
    minBytes: 1,
    reference: 'zmq_plain(7), RFC 24',
  }),
  text('plainPassword', 'PLAIN_PASSWORD', 'Password for a PLAIN server; it travels in clear', {
    secret: true,
    minBytes: 1,
    reference: 'zmq_plain(7), RFC 24',
  }),
  bool('curveServer', 'CURVE_SERVER', 'Takes the server’s part in CURVE', {
    requires: 'curve',
    reference: 'zmq_curve(7), RFC 26',
  }),
  key('curvePublicKey', 'CURVE_PUBLICKEY', 'This socket’s public key, in Z85'),
  key('curveSecretKey', 'CURVE_SECRETKEY', 'This socket’s secret key, in Z85', { secret: true }),
  key(
    'curveServerKey',
    'CURVE_SERVERKEY',
    'The server’s public key, in Z85; makes this socket a CURVE client',
  ),
  text('zapDomain', 'ZAP_DOMAIN', 'The domain that ZAP requests name', { reference: 'RFC 27' }),
  bool('zapEnforceDomain', 'ZAP_ENFORCE_DOMAIN', 'Asks ZAP only where a domain is set', {
    reference: 'RFC 27',
  }),

  // Multicast and VMCI
  int('multicastHops', 'MULTICAST_HOPS', 1, 'Time to live of multicast packets', {
    unit: 'hops',
    min: 1,
    types: writers,
  }),
  int('multicastMaxTransportDataUnit', 'MULTICAST_MAXTPDU', 1500, 'Largest multicast packet', {
    ...bytesUnit,
    min: 1,
  }),
  int('rate', 'RATE', 100, 'Most that multicast sends or receives', { unit: 'kbit/s', min: 1 }),
  int('recoveryInterval', 'RECOVERY_IVL', 10_000, 'How long lost multicast packets can be repaired', {
    unit: 'ms',
  }),
  int('vmciBufferSize', 'VMCI_BUFFER_SIZE', 65_546, 'VMCI buffer', bytesUnit),
  int('vmciBufferMinSize', 'VMCI_BUFFER_MIN_SIZE', 128, 'Smallest VMCI buffer', bytesUnit),
  int('vmciBufferMaxSize', 'VMCI_BUFFER_MAX_SIZE', 262_144, 'Largest VMCI buffer', bytesUnit),
  ms('vmciConnectTimeout', 'VMCI_CONNECT_TIMEOUT', -1, 'How long a VMCI connection attempt may take'),
];
