import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionSpelled } from '../../library/optionNames';

/** Without `@` or `>` in front of the address these bind and all others connect (czmq's zsock_new_…). */
const binders: ReadonlySet<SocketType> = new Set(['PUB', 'REP', 'ROUTER', 'PULL', 'XPUB', 'SERVER']);

const makers = socketTypes.map((type): [string, Meaning] => [
  `CZTop.Socket.${type}`,
  {
    does: 'makeSocket',
    type,
    attaches: { at: 0, name: 'endpoints', otherwise: binders.has(type) ? 'bind' : 'connect' },
    subscribes: type === 'SUB' ? arg(1, 'prefix') : undefined,
  },
]);

const sends: Operation = { does: 'send' };
const receives: Operation = { does: 'receive' };
const polls: Operation = { does: 'poll', socket: [arg(0), arg(1), arg(2), arg(3)] };

/** What a certificate brings. */
function setsOptions(...names: string[]): Meaning[] {
  return names.map((option) => ({ does: 'setOption', option }));
}

export const cztop: Library = {
  name: 'cztop',
  modules: ['cztop'],
  socketTypes: Object.fromEntries(
    socketTypes.flatMap((type): [string, SocketType][] => [
      [type, type],
      [type.toLowerCase(), type],
      [`CZTop.Socket.Types.${type}`, type],
    ]),
  ),
  optionOf: (path) => optionSpelled(path),
  attributeOption: (name) => optionSpelled(name),
  calls: {
    ...Object.fromEntries(makers),
    'CZTop.Socket.new_by_type': { does: 'makeSocket', type: arg(0) },
    'CZTop.Authenticator': { does: 'make', type: 'authenticator' },
    'CZTop.Poller': polls,
    'CZTop.Poller.Aggregated': polls,
    'CZTop.Loop': { does: 'make', type: 'loop' },
    'CZTop.Proxy': { does: 'make', type: 'proxy' },
    'CZTop.Monitor': { does: 'make', type: 'monitor' },
  },
  methods: {
    socket: {
      bind: { does: 'bind', endpoint: arg(0) },
      connect: { does: 'connect', endpoint: arg(0) },
      unbind: { does: 'unbind', endpoint: arg(0) },
      disconnect: { does: 'disconnect', endpoint: arg(0) },
      '<<': { does: 'send', chains: true },
      send: sends,
      send_to: sends,
      signal: sends,
      receive: receives,
      wait: receives,
      subscribe: { does: 'subscribe', value: arg(0, 'prefix') },
      unsubscribe: { does: 'unsubscribe', value: arg(0, 'prefix') },
      options: { does: 'give', what: 'receiver' },
      'CURVE_server!': setsOptions('CURVE_SERVER', 'CURVE_SECRETKEY'),
      'CURVE_client!': setsOptions('CURVE_PUBLICKEY', 'CURVE_SECRETKEY', 'CURVE_SERVERKEY'),
      set_unbounded: { does: 'setOption', option: 'SNDHWM' },
      close: { does: 'close' },
      destroy: { does: 'close' },
    },
    loop: { add_reader: { does: 'poll', socket: arg(0) } },
    proxy: {
      frontend: { does: 'make', type: 'proxySide' },
      backend: { does: 'make', type: 'proxySide' },
      configurator: { does: 'make', type: 'proxySide' },
    },
    proxySide: {
      bind: { does: 'makeSocket', type: arg(0), binds: arg(1) },
      connect: { does: 'makeSocket', type: arg(0), connects: arg(1) },
    },
  },
};
