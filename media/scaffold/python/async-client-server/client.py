"""Asynchronous client: sends without waiting for the replies (DEALER)."""

import argparse
import itertools
import math
import signal
import sys
import time

import zmq


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def routing_id(text: str) -> bytes:
    value = text.encode()
    if not 1 <= len(value) <= 255:
        raise ValueError(text)
    return value


def show_reply(socket: zmq.Socket) -> None:
    try:
        (reply,) = [frame.decode() for frame in socket.recv_multipart()]
    except ValueError:
        print("A reply is not one text.", file=sys.stderr)
        return
    print(reply, flush=True)


def ask(service: str, name: bytes, interval: int) -> None:
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        socket.linger = 0
        socket.routing_id = name
        try:
            socket.connect(service)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {service}: {error.strerror}")
        for n in itertools.count(1):
            due = time.monotonic() + interval / 1000
            while socket.poll(max(0, math.ceil((due - time.monotonic()) * 1000))):
                show_reply(socket)
            socket.send_string(f"request {n}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service", nargs="?", default="{{endpoint.service}}")
    parser.add_argument("name", nargs="?", default="client-1", type=routing_id)
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    ask(args.service, args.name, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
