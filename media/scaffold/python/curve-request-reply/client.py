"""Client with CURVE: knows the server by its public key (REQ)."""

import argparse
import itertools
import signal
import sys
import time
from pathlib import Path

import zmq


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


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


def ask(service: str, interval: int, keys: str) -> None:
    public_key = read_key(keys, "client.public")
    secret_key = read_key(keys, "client.secret")
    server_key = read_key(keys, "server.public")
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        socket.curve_publickey = public_key
        socket.curve_secretkey = secret_key
        socket.curve_serverkey = server_key
        try:
            socket.connect(service)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {service}: {error.strerror}")
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
    parser.add_argument("service", nargs="?", default="{{endpoint.service}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    parser.add_argument("keys", nargs="?", default="keys")
    args = parser.parse_args()
    ask(args.service, args.interval, args.keys)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
