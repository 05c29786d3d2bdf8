import { socketTypes, type SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';
import { olderAttributeOption } from './zeromqOptions';

const makesSocket: Meaning = { does: 'makeSocket', type: arg(0), options: arg(1) };
const setsOption: Operation = { does: 'setOption', option: arg(0), value: arg(1), chains: true };
const onMessage: Operation = { does: 'receive', given: { argument: arg(0), is: 'message' }, chains: true };

const types = Object.fromEntries(
  socketTypes.flatMap((type): [string, SocketType][] => [
    [type.toLowerCase(), type],
    [`zeromq.ZMQ_${type}`, type],
    [`zeromq.types.${type.toLowerCase()}`, type],
  ]),
);

/** zeromq.js up to 5, its predecessor `zmq`, and what version 6 keeps of them as `zeromq/v5-compat`. */
export const zeromqJs5: Library = {
  name: 'zeromq.js 5',
  modules: ['zeromq/v5-compat', 'zeromq/lib/compat', 'zmq', 'zmq-prebuilt', 'zeromq'],
  aliases: Object.fromEntries(
    ['zeromq.default', 'zeromq/v5-compat', 'zeromq/lib/compat', 'zmq', 'zmq-prebuilt'].flatMap((path) =>
      path.endsWith('.default')
        ? [[path, 'zeromq']]
        : [
            [path, 'zeromq'],
            [`${path}.default`, 'zeromq'],
          ],
    ),
  ),
  socketTypes: {
    ...types,
    xreq: 'DEALER',
    xrep: 'ROUTER',
    'zeromq.ZMQ_XREQ': 'DEALER',
    'zeromq.ZMQ_XREP': 'ROUTER',
  },
  optionOf: (path) => {
    const name = /^(?:zeromq\.)?(ZMQ_[A-Z0-9_]+|[a-z][a-z_]+)$/.exec(path)?.[1];
    return name === undefined ? undefined : optionNamed(name);
  },
  attributeOption: olderAttributeOption,
  calls: {
    'zeromq.socket': makesSocket,
    'zeromq.createSocket': makesSocket,
    'zeromq.proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
  },
  methods: {
    socket: {
      bind: { does: 'bind', endpoint: arg(0), chains: true },
      bindSync: { does: 'bind', endpoint: arg(0), chains: true },
      unbind: { does: 'unbind', endpoint: arg(0), chains: true },
      unbindSync: { does: 'unbind', endpoint: arg(0), chains: true },
      connect: { does: 'connect', endpoint: arg(0), chains: true },
      disconnect: { does: 'disconnect', endpoint: arg(0), chains: true },
      subscribe: { does: 'subscribe', value: arg(0), chains: true },
      unsubscribe: { does: 'unsubscribe', value: arg(0), chains: true },
      setsockopt: setsOption,
      setSocketOption: setsOption,
      send: { does: 'send', parts: arg(0), more: arg(1), chains: true },
      sendMultipart: { does: 'send', isMultipart: true },
      on: onMessage,
      once: onMessage,
      addListener: onMessage,
      read: { does: 'receive' },
      monitor: { does: 'give', what: 'receiver' },
      close: { does: 'close' },
    },
  },
};
