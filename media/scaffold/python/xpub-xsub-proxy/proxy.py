"""Proxy: publishers and subscribers find one another through it (XSUB, XPUB)."""

import argparse
import signal
import sys

import zmq


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


def show_subscription(frames: list[bytes]) -> None:
    """A subscription is one frame: 1 or 0, then the topic (RFC 29)."""
    word = {b"\x01": "subscribe", b"\x00": "unsubscribe"}.get(frames[0][:1])
    if word and len(frames) == 1:
        print(f"{word} {frames[0][1:].decode(errors='replace')}", flush=True)


def forward(frontend_endpoint: str, backend_endpoint: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.XSUB) as frontend,
        context.socket(zmq.XPUB) as backend,
    ):
        frontend.linger = 0
        backend.linger = 0
        bind(frontend, frontend_endpoint)
        bind(backend, backend_endpoint)
        print("ready", flush=True)

        poller = zmq.Poller()
        poller.register(frontend, zmq.POLLIN)
        poller.register(backend, zmq.POLLIN)
        while True:
            # In pieces, so that Ctrl-C is seen in between.
            events = dict(poller.poll(250))
            if frontend in events:
                backend.send_multipart(frontend.recv_multipart())
            if backend in events:
                # The publishers get the subscriptions, and filter at the source.
                try:
                    frames = backend.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    print("A message is no subscription.", file=sys.stderr)
                    continue
                show_subscription(frames)
                frontend.send_multipart(frames)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    args = parser.parse_args()
    forward(args.frontend, args.backend)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
