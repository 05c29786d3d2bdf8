"""Last value cache: who subscribes gets the last values at once (SUB, XPUB)."""

import argparse
import signal
import sys

import zmq


def replay(
    backend: zmq.Socket, subscription: bytes, values: dict[bytes, bytes]
) -> None:
    """Sends what is kept to a new subscription: 1, then the prefix (RFC 29)."""
    if not subscription.startswith(b"\x01"):
        return
    prefix = subscription[1:]
    topics = [topic for topic in values if topic.startswith(prefix)]
    # An XPUB cannot send to one subscriber alone: all who subscribed get them again.
    for topic in topics:
        backend.send_multipart([topic, values[topic]])
    text = prefix.decode(errors="replace")
    print(f"replayed {len(topics)} values for {text}", flush=True)


def cache(frontend_endpoint: str, backend_endpoint: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.SUB) as frontend,
        context.socket(zmq.XPUB) as backend,
    ):
        frontend.linger = 0
        backend.linger = 0
        frontend.subscribe("")
        # Tells each subscription, not only the first one of a topic.
        backend.xpub_verbose = True
        try:
            frontend.connect(frontend_endpoint)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {frontend_endpoint}: {error.strerror}")
        try:
            backend.bind(backend_endpoint)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {backend_endpoint}: {error.strerror}")
        print("ready", flush=True)

        values: dict[bytes, bytes] = {}
        poller = zmq.Poller()
        poller.register(frontend, zmq.POLLIN)
        poller.register(backend, zmq.POLLIN)
        while True:
            # In pieces, so that Ctrl-C is seen in between.
            events = dict(poller.poll(250))
            if frontend in events:
                match frontend.recv_multipart():
                    case [topic, value]:
                        values[topic] = value
                        backend.send_multipart([topic, value])
                    case _:
                        print("An update is not a topic and a value.", file=sys.stderr)
            if backend in events:
                try:
                    subscription = backend.recv_multipart(zmq.NOBLOCK)[0]
                except zmq.Again:
                    print("A message is no subscription.", file=sys.stderr)
                    continue
                replay(backend, subscription, values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    args = parser.parse_args()
    cache(args.frontend, args.backend)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
