// `import type`: an inline `type` would leave the import itself, and the addon would load where nobody can catch it.
import type { capability as Capability, Event } from 'zeromq';
import { version as bindingVersion } from 'zeromq/package.json';
import type { ErrorInfo } from '../base/workbenchError';
import { type DraftSocketType, type SocketType, socketTypes, traitsOf } from '../model/socketType';
import type { NativeCapabilities } from '../protocol/engine';
import { nativeFailure } from './nativeFailure';

export type MonitorEvent = Event;

/**
 * What the engine uses of a zeromq.js socket. `unbindSync` is left out on purpose: in 6.8.0 it binds. `disconnect`
 * unbinds as well, since both end in term_endpoint, and unlike `unbind` it does not hand the socket to another thread
 * while this one may be polling it; `bind` would do the same, hence `bindSync`.
 */
export interface NativeSocket {
  readonly closed: boolean;
  readonly lastEndpoint: string | null;
  readonly writable: boolean;
  /** Ms; at 0 send() does not ask libzmq first whether it can, which is a third of its cost, and rejects with EAGAIN. */
  sendTimeout: number;
  /** Touch it before bind or connect, and read it to the end: libzmq's I/O thread waits for a full monitor. */
  readonly events: { receive(): Promise<MonitorEvent | undefined> };
  bindSync(address: string): void;
  connect(address: string): void;
  disconnect(address: string): void;
  close(): void;
  /** Frames over 128 bytes are not copied: do not change them afterwards. */
  send(
    message: Uint8Array | readonly Uint8Array[],
    options?: { routingId: number } | { group: Uint8Array },
  ): Promise<void>;
  /** Frames; SERVER and DISH add an object with the routing id or group. */
  receive(): Promise<Uint8Array[]>;
  /** SUB. */
  subscribe(prefix: Uint8Array): void;
  unsubscribe(prefix: Uint8Array): void;
  /** DISH. */
  join(group: Uint8Array): void;
  leave(group: Uint8Array): void;
}

export interface Native {
  readonly capabilities: NativeCapabilities;
  /** Throws what libzmq says, EMFILE for one. */
  createSocket(type: SocketType): NativeSocket;
}

export type LoadedNative = { readonly native: Native } | { readonly error: ErrorInfo };

type SocketClass = new () => unknown;

/** Loads libzmq. It never rejects: without it the rest of the engine goes on. */
export async function loadNative(): Promise<LoadedNative> {
  try {
    return { native: await load() };
  } catch (error) {
    return { error: nativeFailure(error) };
  }
}

async function load(): Promise<Native> {
  const zmq = await import('zeromq');
  // zeromq/draft is the same with a warning on stderr; where a type is offered, it is marked as draft.
  const draft = await import('zeromq/lib/draft');
  // Ends the process without waiting for messages that nobody fetches, whatever the sockets' linger.
  zmq.context.blocky = false;
  const draftClasses: Readonly<Record<DraftSocketType, SocketClass>> = {
    SERVER: draft.Server,
    CLIENT: draft.Client,
    RADIO: draft.Radio,
    DISH: draft.Dish,
    GATHER: draft.Gather,
    SCATTER: draft.Scatter,
    DGRAM: draft.Datagram,
  };
  const classes: Readonly<Record<SocketType, SocketClass>> = {
    PAIR: zmq.Pair,
    PUB: zmq.Publisher,
    SUB: zmq.Subscriber,
    REQ: zmq.Request,
    REP: zmq.Reply,
    DEALER: zmq.Dealer,
    ROUTER: zmq.Router,
    PULL: zmq.Pull,
    PUSH: zmq.Push,
    XPUB: zmq.XPublisher,
    XSUB: zmq.XSubscriber,
    STREAM: zmq.Stream,
    ...draftClasses,
  };
  const createSocket = (type: SocketType) => new classes[type]() as NativeSocket;
  const hasDrafts = zmq.capability.draft === true;
  return {
    createSocket,
    capabilities: {
      libzmq: zmq.version,
      binding: bindingVersion,
      transports: transportsOf(zmq.capability, createSocket('PULL')),
      socketTypes: hasDrafts ? socketTypes : socketTypes.filter((type) => !traitsOf(type).draft),
      curve: zmq.capability.curve === true,
    },
  };
}

/**
 * The transports that endpoints may name. libzmq's capabilities do not tell about ws, wss and vmci, but bind tells an
 * address it does not understand from a transport it does not have, before it touches the system.
 */
function transportsOf(capability: typeof Capability, probe: NativeSocket): string[] {
  const { ipc, tipc, pgm, norm, draft } = capability;
  const probed = ['ws', 'wss', 'vmci'].filter((transport) => {
    try {
      probe.bindSync(`${transport}://!`);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'EPROTONOSUPPORT';
    }
  });
  probe.close();
  const named = Object.entries({ ipc, udp: draft, tipc, pgm, epgm: pgm, norm });
  return ['tcp', 'inproc', ...named.filter(([, has]) => has).map(([name]) => name), ...probed];
}
