import { socketTypes } from '../../../model/socketType';
import { arg, type Library, type Operation } from '../../library/library';
import { optionNamed } from '../../library/optionNames';
import { optionMethods } from './optionMethods';

const setsOption: Operation = { does: 'setOption', option: arg(0), value: arg(1) };
const sends: Operation = { does: 'send', more: arg(1) };

/** https://github.com/alecthomas/gozmq, the older binding that the ZeroMQ guide uses. */
export const gozmq: Library = {
  name: 'gozmq',
  modules: ['github.com/alecthomas/gozmq', 'github.com/zeromq/gozmq'],
  aliases: { 'github.com/alecthomas/gozmq': 'gozmq', 'github.com/zeromq/gozmq': 'gozmq' },
  wildcardPrefix: 'gozmq.',
  socketTypes: Object.fromEntries(socketTypes.map((type) => [`gozmq.${type}`, type])),
  types: { 'gozmq.Socket': 'socket', 'gozmq.Context': 'context' },
  optionOf: (path) => optionNamed(path.slice(path.indexOf('.') + 1)),
  calls: {
    'gozmq.NewContext': { does: 'make', type: 'context' },
    'gozmq.Proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'gozmq.Device': { does: 'proxy', socket: [arg(1), arg(2)] },
  },
  methods: {
    context: { NewSocket: { does: 'makeSocket', type: arg(0) } },
    socket: {
      ...optionMethods('Set'),
      SetSockOptInt: setsOption,
      SetSockOptInt64: setsOption,
      SetSockOptUInt64: setsOption,
      SetSockOptString: setsOption,
      Bind: { does: 'bind', endpoint: arg(0) },
      Connect: { does: 'connect', endpoint: arg(0) },
      Unbind: { does: 'unbind', endpoint: arg(0) },
      Disconnect: { does: 'disconnect', endpoint: arg(0) },
      Send: sends,
      SendMultipart: { does: 'send', isMultipart: true },
      Recv: { does: 'receive' },
      RecvMultipart: { does: 'receive' },
      Close: { does: 'close' },
    },
  },
};
