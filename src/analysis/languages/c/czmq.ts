import type { SocketType } from '../../../model/socketType';
import { arg, type Library, type MakesSocket, type Meaning, type Operation } from '../../library/library';
import { optionNames } from '../../library/optionNames';
import { optionSymbol, socketTypeSymbols } from './libzmq';

/** What `zsock_new_TYPE (endpoints)` does with an endpoint that does not say it. */
const constructors: Readonly<Record<string, readonly [SocketType, 'bind' | 'connect']>> = {
  pub: ['PUB', 'bind'],
  sub: ['SUB', 'connect'],
  req: ['REQ', 'connect'],
  rep: ['REP', 'bind'],
  dealer: ['DEALER', 'connect'],
  router: ['ROUTER', 'bind'],
  push: ['PUSH', 'connect'],
  pull: ['PULL', 'bind'],
  xpub: ['XPUB', 'bind'],
  xsub: ['XSUB', 'connect'],
  pair: ['PAIR', 'connect'],
  stream: ['STREAM', 'connect'],
  server: ['SERVER', 'bind'],
  client: ['CLIENT', 'connect'],
  radio: ['RADIO', 'bind'],
  dish: ['DISH', 'connect'],
  gather: ['GATHER', 'bind'],
  scatter: ['SCATTER', 'connect'],
  dgram: ['DGRAM', 'bind'],
};

const socketConstructors = Object.fromEntries(
  Object.entries(constructors).map(([name, [type, otherwise]]): [string, MakesSocket] => [
    `zsock_new_${name}`,
    {
      does: 'makeSocket',
      type,
      attaches: { ...arg(0), otherwise },
      subscribes: type === 'SUB' ? arg(1) : undefined,
    },
  ]),
);

/** `zsock_set_linger (sock, 0)` for each option; before zsock they were called `zsocket_set_linger`, `zsockopt_set_linger`. */
const optionSetters = Object.fromEntries(
  [...optionNames].flatMap((option) => {
    const meaning: Operation = { does: 'setOption', socket: arg(0), option, value: arg(1) };
    const name = option.toLowerCase();
    return ['zsock', 'zsocket', 'zsockopt'].flatMap((prefix): [string, Operation][] => [
      [`${prefix}_set_${name}`, meaning],
      [`${prefix}_set_${name}_bin`, meaning],
    ]);
  }),
);

const both = (names: readonly string[], meaning: Meaning | readonly Meaning[]) =>
  Object.fromEntries(names.map((name) => [name, meaning]));

const binds: Operation = { does: 'bind', socket: arg(0), endpoint: arg(1) };
const connects: Operation = { does: 'connect', socket: arg(0), endpoint: arg(1) };
const polled = Array.from({ length: 12 }, (_item, at) => arg(at));

/** czmq 3 and 4 (zsock), and czmq 1 and 2 (zctx, zsocket). */
export const czmq: Library = {
  name: 'czmq',
  modules: ['czmq.h', 'czmq_library.h', 'czmq/czmq.h'],
  wildcardPrefix: '',
  socketTypes: {
    ...socketTypeSymbols,
    // as zproxy's commands name them
    ...Object.fromEntries(Object.values(constructors).map(([type]): [string, SocketType] => [type, type])),
  },
  optionOf: optionSymbol,
  itself: { socket: ['socket'] },
  types: { zsock_t: 'socket', zctx_t: 'context' },
  calls: {
    zsock_new: { does: 'makeSocket', type: arg(0) },
    ...socketConstructors,
    zsock_attach: {
      does: 'bind',
      socket: arg(0),
      endpoint: arg(1),
      separator: ',',
      prefixed: true,
      bindsWhen: arg(2),
    },
    ...both(['zsock_bind', 'zsocket_bind'], binds),
    ...both(['zsock_connect', 'zsocket_connect'], connects),
    ...both(['zsock_unbind', 'zsocket_unbind'], { ...binds, does: 'unbind' }),
    ...both(['zsock_disconnect', 'zsocket_disconnect'], { ...connects, does: 'disconnect' }),
    ...optionSetters,
    zsock_set_unbounded: { does: 'setOption', socket: arg(0), option: 'HWM' },
    zcert_apply: ['CURVE_PUBLICKEY', 'CURVE_SECRETKEY'].map((option): Operation => ({
      does: 'setOption',
      socket: arg(1),
      option,
    })),
    zsock_resolve: { does: 'give', what: arg(0) },
    zsock_destroy: { does: 'close', socket: arg(0) },
    zsocket_destroy: { does: 'close', socket: arg(1) },
    zsock_send: { does: 'send', socket: arg(0) },
    ...both(['zsock_bsend', 'zsock_vsend', 'zsock_signal'], { does: 'send', socket: arg(0) }),
    ...both(['zsock_recv', 'zsock_brecv', 'zsock_vrecv', 'zsock_wait'], { does: 'receive', socket: arg(0) }),
    ...both(['zstr_send', 'zstr_sendf', 'zsocket_sendmem'], { does: 'send', socket: arg(0) }),
    ...both(['zstr_sendm', 'zstr_sendfm', 'zstr_sendx', 'zstr_send_strings'], {
      does: 'send',
      socket: arg(0),
      isMultipart: true,
    }),
    ...both(['zstr_recv', 'zstr_recvx', 'zstr_recv_nowait', 'zstr_recv_compress'], {
      does: 'receive',
      socket: arg(0),
    }),
    zframe_send: { does: 'send', socket: arg(1), more: arg(2) },
    ...both(['zframe_recv', 'zframe_recv_nowait', 'zmsg_recv', 'zmsg_recv_nowait'], {
      does: 'receive',
      socket: arg(0),
    }),
    ...both(['zmsg_send', 'zmsg_sendm'], { does: 'send', socket: arg(1), isMultipart: true }),
    zpoller_new: { does: 'poll', socket: polled },
    zpoller_add: { does: 'poll', socket: arg(1) },
    zloop_reader: { does: 'poll', socket: arg(1) },
    zloop_poller: { does: 'poll', socket: arg(1) },
    zsocket_poll: { does: 'poll', socket: arg(0) },

    zactor_new_zauth: { does: 'make', type: 'authenticator' },
    zauth_new: { does: 'make', type: 'authenticator' },
    zproxy_frontend: { does: 'makeSocket', type: arg(1), attaches: { ...arg(2), otherwise: 'bind' } },
    zproxy_capture: { does: 'makeSocket', type: 'PUSH', connects: arg(1) },
    zproxy_new: { does: 'proxy', socket: [arg(1), arg(2)] },
    zactor_bind: binds,
    zactor_connect: connects,

    zctx_new: { does: 'make', type: 'context' },
    zctx_shadow: { does: 'make', type: 'context' },
    zctx_set_linger: { does: 'setOption', socket: arg(0), option: 'LINGER', value: arg(1) },
    zctx_set_sndhwm: { does: 'setOption', socket: arg(0), option: 'SNDHWM', value: arg(1) },
    zctx_set_rcvhwm: { does: 'setOption', socket: arg(0), option: 'RCVHWM', value: arg(1) },
    zsocket_new: { does: 'makeSocket', type: arg(1) },
  },
  methods: { socket: {} },
};
