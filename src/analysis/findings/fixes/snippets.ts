/** How a library's code sets one thing; the receiver is what the source calls the socket. */
interface Snippets {
  /** Subscribes to every topic. */
  readonly subscribeToAll?: (receiver: string, source: string) => string;
  /** Sets LINGER to one second. */
  readonly linger?: (receiver: string, source: string) => string;
}

/** By the library's name in facts. What has none gets no such fix. */
const snippets: Readonly<Record<string, Snippets>> = {
  pyzmq: {
    subscribeToAll: (socket) => `${socket}.subscribe("")`,
    linger: (socket) => `${socket}.linger = 1000`,
  },
};

export function snippetFor(
  library: string,
  name: keyof Snippets,
  receiver: string,
  source: string,
): string | undefined {
  return Object.hasOwn(snippets, library) ? snippets[library]?.[name]?.(receiver, source) : undefined;
}
