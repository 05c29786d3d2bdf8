"""Shared queue: deals requests out to the workers in turn (ROUTER, DEALER)."""

import argparse
import signal
import sys

import zmq


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


def forward(frontend_endpoint: str, backend_endpoint: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.ROUTER) as frontend,
        context.socket(zmq.DEALER) as backend,
    ):
        frontend.linger = 0
        backend.linger = 0
        bind(frontend, frontend_endpoint)
        bind(backend, backend_endpoint)
        print("ready", flush=True)

        # The client's routing id travels along, and the reply finds its way back by it.
        poller = zmq.Poller()
        poller.register(frontend, zmq.POLLIN)
        poller.register(backend, zmq.POLLIN)
        while True:
            # In pieces, so that Ctrl-C is seen in between.
            events = dict(poller.poll(250))
            if frontend in events:
                backend.send_multipart(frontend.recv_multipart())
            if backend in events:
                frontend.send_multipart(backend.recv_multipart())


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
