"""Second of the exclusive pair: connects, and answers ping by pong (PAIR)."""

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


def pong(link: str) -> None:
    with zmq.Context() as context, context.socket(zmq.PAIR) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.connect(link)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {link}: {error.strerror}")
        while True:
            try:
                (question,) = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print("A message is not one text.", file=sys.stderr)
                continue
            if not question.startswith("ping "):
                print(f"{question!r} is no ping.", file=sys.stderr)
                continue
            answer = question.replace("ping", "pong", 1)
            socket.send_string(answer)
            print(f"{question} -> {answer}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("link", nargs="?", default="{{endpoint.link}}")
    args = parser.parse_args()
    pong(args.link)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
