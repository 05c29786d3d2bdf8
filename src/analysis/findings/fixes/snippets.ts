type Snippet = (receiver: string, source: string) => string;

/** How a library's code sets one thing; the receiver is what the source calls the socket. */
interface Snippets {
  /** Subscribes to every topic. */
  readonly subscribeToAll?: Snippet;
  /** Sets LINGER to one second. */
  readonly linger?: Snippet;
}

/** By the library's name in facts. What has none gets no such fix. */
const snippets: Readonly<Record<string, Snippets>> = {
  pyzmq: {
    subscribeToAll: (socket) => `${socket}.subscribe("")`,
    linger: (socket) => `${socket}.linger = 1000`,
  },
  libzmq: {
    subscribeToAll: (socket) => `zmq_setsockopt (${socket}, ZMQ_SUBSCRIBE, "", 0);`,
  },
  czmq: {
    subscribeToAll: (socket) => `zsock_set_subscribe (${socket}, "");`,
  },
  cppzmq: {
    subscribeToAll: (socket, source) =>
      usesTypedOptions(source)
        ? `${socket}.set(zmq::sockopt::subscribe, "");`
        : `${socket}.setsockopt(ZMQ_SUBSCRIBE, "", 0);`,
    linger: (socket, source) =>
      usesTypedOptions(source) ? `${socket}.set(zmq::sockopt::linger, 1000);` : '',
  },
  zmqpp: { subscribeToAll: (socket) => `${socket}.subscribe("");` },
  jeromq: { subscribeToAll: (socket) => `${socket}.subscribe("".getBytes());` },
  NetMQ: { subscribeToAll: (socket) => `${socket}.SubscribeToAnyTopic();` },
  'zeromq.js': { subscribeToAll: (socket, source) => ended(`${socket}.subscribe()`, source) },
  'zeromq.js 5': { subscribeToAll: (socket, source) => ended(`${socket}.subscribe('')`, source) },
  'pebbe/zmq4': {
    subscribeToAll: (socket) => `${socket}.SetSubscribe("")`,
    linger: (socket, source) => (/^\s*"time"/m.test(source) ? `${socket}.SetLinger(time.Second)` : ''),
  },
  'go-zeromq': { subscribeToAll: (socket) => `${socket}.SetOption(zmq4.OptionSubscribe, "")` },
  'ffi-rzmq': {
    subscribeToAll: (socket) => `${socket}.setsockopt(ZMQ::SUBSCRIBE, '')`,
    linger: (socket) => `${socket}.setsockopt(ZMQ::LINGER, 1000)`,
  },
  clrzmq4: { subscribeToAll: (socket) => `${socket}.SubscribeAll();` },
  'php-zmq': { subscribeToAll: (socket) => `${socket}->setSockOpt(ZMQ::SOCKOPT_SUBSCRIBE, '');` },
  'rust-zmq': {
    subscribeToAll: (socket, source) => `${socket}.set_subscribe(b"")${rustEnd(source)};`,
    linger: (socket, source) => `${socket}.set_linger(1000)${rustEnd(source)};`,
  },
  cztop: { subscribeToAll: (socket) => `${socket}.subscribe('')` },
};

/** Undefined where the library, as the source uses it, has no way to write it in one statement. */
export function snippetFor(
  library: string,
  name: keyof Snippets,
  receiver: string,
  source: string,
): string | undefined {
  const snippet = Object.hasOwn(snippets, library)
    ? snippets[library]?.[name]?.(receiver, source)
    : undefined;
  return snippet === '' ? undefined : snippet;
}

/** cppzmq 4.7 and later; what came before is still there. */
function usesTypedOptions(source: string): boolean {
  return source.includes('sockopt::');
}

/** With a semicolon where the source ends its statements so. */
function ended(statement: string, source: string): string {
  return /;[ \t]*\r?$/m.test(source) ? `${statement};` : statement;
}

/** How the source treats what connect gives. */
function rustEnd(source: string): string {
  return /\.(?:connect|bind)\([^;]*?\)\?/.test(source) ? '?' : '.unwrap()';
}
