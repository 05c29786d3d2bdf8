"""Client of the shared queue: asks whichever worker is next (REQ)."""

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


def ask(frontend: str, interval: int) -> None:
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.connect(frontend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {frontend}: {error.strerror}")
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            request = f"Hello {n}"
            socket.send_string(request)
            try:
                (reply,) = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print(f"The reply to {request} is not one text.", file=sys.stderr)
                continue
            print(f"{request} -> {reply}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    ask(args.frontend, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
