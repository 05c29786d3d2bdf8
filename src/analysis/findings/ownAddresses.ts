/**
 * Libraries that are no binding of libzmq and read addresses by themselves, as their languages' sockets do: for bind as
 * well they look host names up, no host is this machine or every interface, and a port that is no number, or none of
 * 1 to 65535, is refused (NetMQ's and JeroMQ's `TcpAddress`, `splitAddr` and `net.Listen` of go-zeromq,
 * `TcpListener::bind` of zmq.rs). `jeromq` may be jzmq as well: the source does not tell.
 */
const libraries: ReadonlySet<string> = new Set(['NetMQ', 'jeromq', 'go-zeromq', 'zeromq']);

/** Whether what libzmq does with an address says nothing about a library. */
export function readsOwnAddresses(library: string): boolean {
  return libraries.has(library);
}
