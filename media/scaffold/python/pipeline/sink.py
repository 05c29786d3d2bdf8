"""Sink of the pipeline: gathers the results of all workers (PULL)."""

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


def gather(results: str) -> None:
    with zmq.Context() as context, context.socket(zmq.PULL) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.bind(results)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {results}: {error.strerror}")
        print("ready", flush=True)
        while True:
            try:
                (result,) = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print("A result is not one text.", file=sys.stderr)
                continue
            print(result, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", nargs="?", default="{{endpoint.results}}")
    args = parser.parse_args()
    gather(args.results)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
