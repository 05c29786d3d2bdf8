"""Client of Binary Star: turns to the other server when one does not answer (REQ)."""

import argparse
import itertools
import signal
import sys
import time

import zmq

TIMEOUT = 1000
# The passive server must have had the time to see that the active one is gone.
SETTLE = 2.0


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def request_once(context: zmq.Context, server: str, request: str) -> list[bytes] | None:
    """The reply; None when none comes in time.

    A REQ that waits cannot send again (RFC 28): each attempt has a socket of its own.
    """
    with context.socket(zmq.REQ) as socket:
        socket.linger = 0
        try:
            socket.connect(server)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {server}: {error.strerror}")
        socket.send_string(request)
        if not socket.poll(TIMEOUT):
            return None
        return socket.recv_multipart()


def ask(primary: str, backup: str, interval: int) -> None:
    servers = (primary, backup)
    current = 0
    with zmq.Context() as context:
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            request = f"Hello {n}"
            while (reply := request_once(context, servers[current], request)) is None:
                current = 1 - current
                print(f"failing over to {servers[current]}", flush=True)
                time.sleep(SETTLE)
            try:
                (text,) = [frame.decode() for frame in reply]
            except ValueError:
                print(f"The reply to {request} is not one text.", file=sys.stderr)
                continue
            print(f"{request} -> {text}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("primary", nargs="?", default="{{endpoint.primary}}")
    parser.add_argument("backup", nargs="?", default="{{endpoint.backup}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    ask(args.primary, args.backup, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
