"""Subscriber that connects to the proxy, one of as many as there are (SUB)."""

import argparse
import signal
import sys

import zmq


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def subscribe(backend: str, topic: str) -> None:
    with zmq.Context() as context, context.socket(zmq.SUB) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        socket.subscribe(topic)
        try:
            socket.connect(backend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {backend}: {error.strerror}")
        while True:
            try:
                received, update = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print("A message is not a topic and a text.", file=sys.stderr)
                continue
            print(f"{received}: {update}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    parser.add_argument("topic", nargs="?", default="{{topic}}")
    args = parser.parse_args()
    subscribe(args.backend, args.topic)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
