"""Publisher with CURVE: encrypts, and lets in the one client it knows (PUB)."""

import argparse
import itertools
import signal
import sys
import time
from pathlib import Path

import zmq
from zmq.auth.thread import ThreadAuthenticator


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


def say(text: str) -> None:
    """Prints a line in one piece: the authenticator's thread prints as well."""
    print(f"{text}\n", end="", flush=True)


class ClientCheck:
    """Says to the ZAP handler whose key is let in (RFC 27)."""

    def __init__(self, client_key: bytes) -> None:
        self.client_key = client_key

    def callback(self, domain: str, key: bytes) -> bool:
        is_client = key == self.client_key
        text = "let in the client" if is_client else "refused an unknown client"
        say(text)
        return is_client


def publish(data: str, topic: str, interval: int, keys: str) -> None:
    secret_key = read_key(keys, "server.secret")
    check = ClientCheck(read_key(keys, "client.public"))
    with zmq.Context() as context, context.socket(zmq.PUB) as socket:
        socket.linger = 0
        socket.curve_server = True
        socket.curve_secretkey = secret_key
        # The ZAP handler has to be there before the first client comes.
        authenticator = ThreadAuthenticator(context)
        authenticator.start()
        try:
            authenticator.configure_curve_callback(credentials_provider=check)
            try:
                socket.bind(data)
            except zmq.ZMQError as error:
                sys.exit(f"Cannot bind {data}: {error.strerror}")
            say("ready")
            for n in itertools.count(1):
                time.sleep(interval / 1000)
                update = f"update {n}"
                socket.send_multipart([topic.encode(), update.encode()])
                say(f"{topic}: {update}")
        finally:
            authenticator.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="{{endpoint.data}}")
    parser.add_argument("topic", nargs="?", default="{{topic}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    parser.add_argument("keys", nargs="?", default="keys")
    args = parser.parse_args()
    publish(args.data, args.topic, args.interval, args.keys)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
