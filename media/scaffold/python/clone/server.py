"""Server of Clone: keeps pairs, publishes their updates (ROUTER, PUB, PULL)."""

import argparse
import signal
import sys

import zmq


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


class Store:
    """Each key with the sequence of its last change and its body."""

    def __init__(self) -> None:
        self.sequence = 0
        self.pairs: dict[bytes, tuple[int, bytes]] = {}

    def change(self, key: bytes, body: bytes) -> None:
        self.sequence += 1
        if body:
            self.pairs[key] = (self.sequence, body)
        else:
            self.pairs.pop(key, None)


def send_snapshot(socket: zmq.Socket, peer: bytes, store: Store) -> None:
    for key, (sequence, body) in store.pairs.items():
        socket.send_multipart([peer, key, sequence.to_bytes(8, "big"), body])
    socket.send_multipart([peer, b"KTHXBAI", store.sequence.to_bytes(8, "big"), b""])


def serve(
    snapshot_endpoint: str, updates_endpoint: str, collector_endpoint: str
) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.ROUTER) as snapshot,
        context.socket(zmq.PUB) as updates,
        context.socket(zmq.PULL) as collector,
    ):
        snapshot.linger = 0
        updates.linger = 0
        collector.linger = 0
        bind(snapshot, snapshot_endpoint)
        bind(updates, updates_endpoint)
        bind(collector, collector_endpoint)
        print("ready", flush=True)

        store = Store()
        poller = zmq.Poller()
        poller.register(snapshot, zmq.POLLIN)
        poller.register(collector, zmq.POLLIN)
        while True:
            # In pieces, so that Ctrl-C is seen in between.
            events = dict(poller.poll(250))
            if snapshot in events:
                match snapshot.recv_multipart():
                    case [peer, b"ICANHAZ?"]:
                        send_snapshot(snapshot, peer, store)
                    case _:
                        print("A message does not ask for a snapshot.", file=sys.stderr)
            if collector in events:
                match collector.recv_multipart():
                    case [key, _, body]:
                        store.change(key, body)
                        number = store.sequence
                        updates.send_multipart([key, number.to_bytes(8, "big"), body])
                        pair = b"%b = %b" % (key, body)
                        print(f"{pair.decode(errors='replace')} ({number})", flush=True)
                    case _:
                        print("A change is not a key-value message.", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", nargs="?", default="{{endpoint.snapshot}}")
    parser.add_argument("updates", nargs="?", default="{{endpoint.updates}}")
    parser.add_argument("collector", nargs="?", default="{{endpoint.collector}}")
    args = parser.parse_args()
    serve(args.snapshot, args.updates, args.collector)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
