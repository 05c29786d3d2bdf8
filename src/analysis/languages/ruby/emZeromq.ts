import { arg, type Library, type Meaning } from '../../library/library';
import { optionNamed } from '../../library/optionNames';
import { makesContext, zmqOption, zmqSocketMethods, zmqTypes } from './ffiRzmq';

const makesSocket: Meaning = { does: 'makeSocket', type: arg(0) };

/** Sockets in EventMachine's loop. */
export const emZeromq: Library = {
  name: 'em-zeromq',
  modules: ['em-zeromq'],
  aliases: { 'EventMachine.ZeroMQ': 'EM.ZeroMQ' },
  socketTypes: zmqTypes,
  optionOf: zmqOption,
  attributeOption: (name) => optionNamed(name),
  calls: { 'EM.ZeroMQ.Context': makesContext },
  methods: {
    context: { socket: makesSocket, bind: makesSocket, connect: makesSocket },
    socket: {
      ...zmqSocketMethods,
      send_msg: { does: 'send' },
      on: { does: 'receive' },
      unbind: { does: 'close' },
    },
  },
};
