import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';
import { makesContext, zmqSocketMethods } from './ffiRzmq';

const sends: Operation = { does: 'send' };
const receives: Operation = { does: 'receive' };
const endpoint = { at: 1 } as const;

/** `ZMQ::Socket::Pub`, whose objects contexts make. */
const classes = socketTypes.map((type): [string, Meaning] => [
  `rbczmq.Socket.${type.charAt(0)}${type.slice(1).toLowerCase()}`,
  { does: 'makeSocket', type },
]);

/** Its namespace is `ZMQ` like that of ffi-rzmq; `require 'rbczmq'` tells which it is. */
export const rbczmq: Library = {
  name: 'rbczmq',
  modules: ['rbczmq'],
  socketTypes: Object.fromEntries(
    socketTypes.flatMap((type): [string, SocketType][] => [
      [type, type],
      [`rbczmq.${type}`, type],
    ]),
  ),
  optionOf: (path) => {
    const name = /^rbczmq\.([A-Z][A-Z0-9_]*)$/.exec(path)?.[1];
    return name === undefined ? undefined : optionNamed(name);
  },
  attributeOption: (name) => optionNamed(name),
  calls: {
    ...Object.fromEntries(classes),
    'rbczmq.Context': makesContext,
    'rbczmq.context': makesContext,
    'rbczmq.Loop.register': { does: 'poll', socket: arg(0) },
    'rbczmq.Pollitem': { does: 'give', what: arg(0) },
    'rbczmq.Poller': { does: 'make', type: 'poller' },
    'rbczmq.proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
  },
  methods: {
    context: {
      socket: { does: 'makeSocket', type: arg(0) },
      bind: { does: 'makeSocket', type: arg(0), binds: endpoint },
      connect: { does: 'makeSocket', type: arg(0), connects: endpoint },
    },
    socket: {
      ...zmqSocketMethods,
      sendm: { does: 'send', isMultipart: true },
      send_frame: sends,
      send_message: sends,
      recv_nonblock: receives,
      recv_frame: receives,
      recv_frame_nonblock: receives,
      recv_message: receives,
      destroy: { does: 'close' },
    },
    poller: {
      register: { does: 'poll', socket: arg(0) },
      register_readable: { does: 'poll', socket: arg(0) },
      register_writable: { does: 'poll', socket: arg(0) },
    },
  },
};
