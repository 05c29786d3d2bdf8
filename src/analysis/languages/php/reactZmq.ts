import { arg, type Library } from '../../library/library';
import { makesContext, optionSymbol, socketMethods, spelled, typeSymbols } from './phpZmq';

/** React's wrapper: sockets of its context send and tell what they receive by events. */
export const reactZmq: Library = {
  name: 'react/zmq',
  modules: ['React.ZMQ', 'React.ZMQ.Context'],
  socketTypes: typeSymbols,
  optionOf: optionSymbol,
  types: { 'React.ZMQ.Context': 'context', 'React.ZMQ.SocketWrapper': 'socket' },
  calls: {
    'React.ZMQ.Context': makesContext,
    'React.ZMQ.SocketWrapper': { does: 'give', what: arg(0) },
  },
  methods: {
    context: spelled({ getSocket: { does: 'makeSocket', type: arg(0) } }),
    socket: {
      ...spelled(socketMethods),
      on: [
        { does: 'receive', given: { argument: arg(0), is: 'message' } },
        { does: 'receive', given: { argument: arg(0), is: 'messages' } },
      ],
      subscribe: { does: 'subscribe', value: arg(0) },
      unsubscribe: { does: 'unsubscribe', value: arg(0) },
      getWrappedSocket: { does: 'give', what: 'receiver' },
      end: { does: 'close' },
      close: { does: 'close' },
    },
  },
};
