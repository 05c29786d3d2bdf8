"""Server with CURVE: encrypts, and lets in the one client it knows (REP)."""

import argparse
import signal
import sys
from pathlib import Path

import zmq
from zmq.auth.thread import ThreadAuthenticator


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


def answer(request: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return request.replace("Hello", "World", 1)


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def serve(service: str, keys: str) -> None:
    secret_key = read_key(keys, "server.secret")
    check = ClientCheck(read_key(keys, "client.public"))
    with zmq.Context() as context, context.socket(zmq.REP) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        socket.curve_server = True
        socket.curve_secretkey = secret_key
        # The ZAP handler has to be there before the first client comes.
        authenticator = ThreadAuthenticator(context)
        authenticator.start()
        try:
            authenticator.configure_curve_callback(credentials_provider=check)
            try:
                socket.bind(service)
            except zmq.ZMQError as error:
                sys.exit(f"Cannot bind {service}: {error.strerror}")
            say("ready")
            while True:
                try:
                    (request,) = [frame.decode() for frame in receive(socket)]
                except ValueError:
                    print("A request is not one text.", file=sys.stderr)
                    socket.send_string("Say Hello")
                    continue
                reply = answer(request)
                socket.send_string(reply)
                say(f"{request} -> {reply}")
        finally:
            authenticator.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service", nargs="?", default="{{endpoint.service}}")
    parser.add_argument("keys", nargs="?", default="keys")
    args = parser.parse_args()
    serve(args.service, args.keys)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
