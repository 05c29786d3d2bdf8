"""Subscriber with CURVE: knows the publisher by its public key (SUB)."""

import argparse
import signal
import sys
from pathlib import Path

import zmq


def read_key(directory: str, name: str) -> bytes:
    path = Path(directory, name)
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        sys.exit(f"Cannot read {path} ({error.strerror}): run keys first.")
    if len(key) != 40:
        sys.exit(f"{path} is no key of 40 characters: remove it, and run keys again.")
    return key


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def subscribe(data: str, topic: str, keys: str) -> None:
    public_key = read_key(keys, "client.public")
    secret_key = read_key(keys, "client.secret")
    server_key = read_key(keys, "server.public")
    with zmq.Context() as context, context.socket(zmq.SUB) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        socket.curve_publickey = public_key
        socket.curve_secretkey = secret_key
        socket.curve_serverkey = server_key
        socket.subscribe(topic)
        try:
            socket.connect(data)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {data}: {error.strerror}")
        while True:
            try:
                received, update = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print("A message is not a topic and a text.", file=sys.stderr)
                continue
            print(f"{received}: {update}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="{{endpoint.data}}")
    parser.add_argument("topic", nargs="?", default="{{topic}}")
    parser.add_argument("keys", nargs="?", default="keys")
    args = parser.parse_args()
    subscribe(args.data, args.topic, args.keys)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
