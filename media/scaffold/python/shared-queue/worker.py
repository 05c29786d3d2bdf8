"""Worker of the shared queue: answers what the queue gives it (REP)."""

import argparse
import signal
import sys

import zmq


def answer(request: str, name: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return f"{request.replace('Hello', 'World', 1)} from {name}"


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def work(backend: str, name: str) -> None:
    with zmq.Context() as context, context.socket(zmq.REP) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.connect(backend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {backend}: {error.strerror}")
        while True:
            try:
                (request,) = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print("A request is not one text.", file=sys.stderr)
                socket.send_string("Say Hello")
                continue
            reply = answer(request, name)
            socket.send_string(reply)
            print(f"{request} -> {reply}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    parser.add_argument("name", nargs="?", default="worker-1")
    args = parser.parse_args()
    work(args.backend, args.name)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
