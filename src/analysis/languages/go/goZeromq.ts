import type { SocketType } from '../../../model/socketType';
import { arg, type Library, type Meaning, type Operation } from '../../library/library';

const makers: Readonly<Record<string, SocketType>> = {
  NewPair: 'PAIR',
  NewReq: 'REQ',
  NewRep: 'REP',
  NewDealer: 'DEALER',
  NewRouter: 'ROUTER',
  NewPub: 'PUB',
  NewSub: 'SUB',
  NewXPub: 'XPUB',
  NewXSub: 'XSUB',
  NewPush: 'PUSH',
  NewPull: 'PULL',
};

const sets = (option: string): Operation => ({ does: 'setOption', option, value: arg(0) });

/** https://github.com/go-zeromq/zmq4, which needs no libzmq. */
export const goZeromq: Library = {
  name: 'go-zeromq',
  modules: ['github.com/go-zeromq/zmq4'],
  aliases: { 'github.com/go-zeromq/zmq4': 'goZeromq' },
  wildcardPrefix: 'goZeromq.',
  socketTypes: {},
  types: { 'goZeromq.Socket': 'socket' },
  optionOf: (path) => /^goZeromq\.Option(Subscribe|Unsubscribe|HWM)$/.exec(path)?.[1]?.toUpperCase(),
  calls: {
    ...Object.fromEntries(
      Object.entries(makers).map(([name, type]): [string, Meaning] => [
        `goZeromq.${name}`,
        { does: 'makeSocket', type, settings: true },
      ]),
    ),
    'goZeromq.SocketIdentity': { does: 'give', what: arg(0) },
    'goZeromq.WithID': sets('ROUTING_ID'),
    'goZeromq.WithTimeout': sets('SNDTIMEO'),
    'goZeromq.WithDialerRetry': sets('RECONNECT_IVL'),
    'goZeromq.WithDialerTimeout': sets('CONNECT_TIMEOUT'),
    'goZeromq.NewProxy': { does: 'proxy', socket: [arg(1), arg(2), arg(3)] },
  },
  methods: {
    socket: {
      Listen: { does: 'bind', endpoint: arg(0) },
      Dial: { does: 'connect', endpoint: arg(0) },
      SetOption: { does: 'setOption', option: arg(0), value: arg(1) },
      Send: { does: 'send' },
      SendMulti: { does: 'send', isMultipart: true },
      Recv: { does: 'receive' },
      Close: { does: 'close' },
    },
  },
};
