import { socketTypes } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionMethods } from './optionMethods';

const makesSocket: Meaning = { does: 'makeSocket', type: arg(0) };
const makesContext: Meaning = { does: 'make', type: 'context' };
const sends: Operation = { does: 'send', more: arg(1) };
const sendsParts: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };
const polls: Operation = { does: 'poll', socket: arg(0) };

/** https://github.com/pebbe/zmq4 */
export const pebbe: Library = {
  name: 'pebbe/zmq4',
  modules: [
    'github.com/pebbe/zmq4',
    'github.com/pebbe/zmq4/draft',
    'github.com/pebbe/zmq3',
    'github.com/pebbe/zmq2',
    'gopkg.in/pebbe/zmq4.v1',
  ],
  aliases: {
    'github.com/pebbe/zmq4': 'pebbe',
    'github.com/pebbe/zmq4/draft': 'pebbe',
    'github.com/pebbe/zmq3': 'pebbe',
    'github.com/pebbe/zmq2': 'pebbe',
    'gopkg.in/pebbe/zmq4.v1': 'pebbe',
  },
  wildcardPrefix: 'pebbe.',
  socketTypes: Object.fromEntries(socketTypes.map((type) => [`pebbe.${type}`, type])),
  types: { 'pebbe.Socket': 'socket', 'pebbe.Context': 'context', 'pebbe.Poller': 'poller' },
  calls: {
    'pebbe.NewSocket': makesSocket,
    'pebbe.NewContext': makesContext,
    'pebbe.Type': { does: 'give', what: arg(0) },
    'pebbe.NewPoller': { does: 'make', type: 'poller' },
    'pebbe.NewReactor': { does: 'make', type: 'reactor' },
    'pebbe.AuthStart': { does: 'make', type: 'authenticator' },
    'pebbe.Proxy': { does: 'proxy', socket: [arg(0), arg(1), arg(2)] },
    'pebbe.ProxySteerable': { does: 'proxy', socket: [arg(0), arg(1), arg(2), arg(3)] },
  },
  methods: {
    context: { NewSocket: makesSocket },
    poller: { Add: polls },
    reactor: { AddSocket: polls },
    socket: {
      ...optionMethods('Set'),
      SetHwm: { does: 'setOption', option: 'HWM', value: arg(0) },
      Bind: { does: 'bind', endpoint: arg(0) },
      Connect: { does: 'connect', endpoint: arg(0) },
      Unbind: { does: 'unbind', endpoint: arg(0) },
      Disconnect: { does: 'disconnect', endpoint: arg(0) },
      Send: sends,
      SendBytes: sends,
      SendMessage: sendsParts,
      SendMessageDontwait: sendsParts,
      Recv: receives,
      RecvBytes: receives,
      RecvMessage: receives,
      RecvMessageBytes: receives,
      RecvMessageWithMetadata: receives,
      RecvMessageBytesWithMetadata: receives,
      RecvWithMetadata: receives,
      RecvBytesWithMetadata: receives,
      ServerAuthNull: { does: 'setOption', option: 'ZAP_DOMAIN', value: arg(0) },
      ServerAuthPlain: { does: 'setOption', option: 'PLAIN_SERVER', setTo: 1 },
      ServerAuthCurve: { does: 'setOption', option: 'CURVE_SERVER', setTo: 1 },
      ClientAuthPlain: { does: 'setOption', option: 'PLAIN_USERNAME', value: arg(0) },
      ClientAuthCurve: { does: 'setOption', option: 'CURVE_SERVERKEY', value: arg(0) },
      Close: { does: 'close' },
    },
  },
};
