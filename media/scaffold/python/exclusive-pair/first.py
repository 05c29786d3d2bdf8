"""First of the exclusive pair: binds, and says ping (PAIR)."""

import argparse
import itertools
import signal
import sys
import time

import zmq


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def ping(link: str, interval: int) -> None:
    with zmq.Context() as context, context.socket(zmq.PAIR) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.bind(link)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {link}: {error.strerror}")
        print("ready", flush=True)
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            question = f"ping {n}"
            socket.send_string(question)
            try:
                (answer,) = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print(f"The answer to {question} is not one text.", file=sys.stderr)
                continue
            print(f"{question} -> {answer}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("link", nargs="?", default="{{endpoint.link}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    ping(args.link, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
