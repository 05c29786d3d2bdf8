import { socketTypes } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';
import { optionMethods } from './optionMethods';

const makesSocket: Meaning = { does: 'makeSocket', type: arg(0) };
const makesContext: Meaning = { does: 'make', type: 'context' };
const sends: Operation = { does: 'send', more: arg(1) };
const sendsParts: Operation = { does: 'send', isMultipart: true };
const receives: Operation = { does: 'receive' };
const polls: Operation = { does: 'poll', socket: arg(0) };

/** What the argument says, or 1. */
const sets = (option: string, at?: number): Operation => ({
  does: 'setOption',
  option,
  ...(at === undefined ? { setTo: 1 } : { value: arg(at) }),
});

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
      ServerAuthNull: sets('ZAP_DOMAIN', 0),
      ServerAuthPlain: [sets('PLAIN_SERVER'), sets('ZAP_DOMAIN', 0)],
      ServerAuthCurve: [sets('CURVE_SERVER'), sets('ZAP_DOMAIN', 0), sets('CURVE_SECRETKEY', 1)],
      ClientAuthPlain: [sets('PLAIN_USERNAME', 0), sets('PLAIN_PASSWORD', 1)],
      ClientAuthCurve: [sets('CURVE_SERVERKEY', 0), sets('CURVE_PUBLICKEY', 1), sets('CURVE_SECRETKEY', 2)],
      Close: { does: 'close' },
    },
  },
};
