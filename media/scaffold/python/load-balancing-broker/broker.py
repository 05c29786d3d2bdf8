"""Load-balancing broker: each request goes to who is idle longest (two ROUTERs)."""

import argparse
import signal
import sys
from collections import deque

import zmq


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


def balance(frontend_endpoint: str, backend_endpoint: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.ROUTER) as frontend,
        context.socket(zmq.ROUTER) as backend,
    ):
        frontend.linger = 0
        backend.linger = 0
        # A worker that comes back under its name takes its old connection's place.
        backend.router_handover = True
        bind(frontend, frontend_endpoint)
        bind(backend, backend_endpoint)
        print("ready", flush=True)

        idle: deque[bytes] = deque()
        poller = zmq.Poller()
        poller.register(backend, zmq.POLLIN)
        while True:
            # Without an idle worker, requests wait in the frontend's queue.
            if idle:
                poller.register(frontend, zmq.POLLIN)
            elif frontend in poller:
                poller.unregister(frontend)
            # In pieces, so that Ctrl-C is seen in between.
            events = dict(poller.poll(250))

            if backend in events:
                match backend.recv_multipart():
                    case [worker, b"", b"READY"]:
                        print("worker ready", flush=True)
                    case [worker, b"", client, b"", reply]:
                        frontend.send_multipart([client, b"", reply])
                    case _:
                        print("A worker sends what is no reply.", file=sys.stderr)
                        continue
                if worker not in idle:
                    idle.append(worker)
            elif frontend in events:
                match frontend.recv_multipart():
                    case [client, b"", request]:
                        backend.send_multipart(
                            [idle.popleft(), b"", client, b"", request]
                        )
                    case _:
                        print("A client sends what is no request.", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    args = parser.parse_args()
    balance(args.frontend, args.backend)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
