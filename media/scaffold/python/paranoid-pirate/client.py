"""Client of Paranoid Pirate: asks again over a new socket when no reply comes (REQ)."""

import argparse
import itertools
import signal
import sys
import time

import zmq


def count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def request_once(
    context: zmq.Context, frontend: str, request: str, timeout: int
) -> list[bytes] | None:
    """The reply; None when none comes in time.

    A REQ that waits cannot send again (RFC 28): each attempt has a socket of its own.
    """
    with context.socket(zmq.REQ) as socket:
        socket.linger = 0
        try:
            socket.connect(frontend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {frontend}: {error.strerror}")
        socket.send_string(request)
        if not socket.poll(timeout):
            return None
        return socket.recv_multipart()


def ask(frontend: str, timeout: int, retries: int, interval: int) -> None:
    with zmq.Context() as context:
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            request = f"Hello {n}"
            reply = request_once(context, frontend, request, timeout)
            for k in range(1, retries + 1):
                if reply is not None:
                    break
                print(f"no reply, retrying {k} of {retries}", flush=True)
                reply = request_once(context, frontend, request, timeout)
            if reply is None:
                sys.exit("the server seems to be gone")
            try:
                (text,) = [frame.decode() for frame in reply]
            except ValueError:
                print(f"The reply to {request} is not one text.", file=sys.stderr)
                continue
            print(f"{request} -> {text}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument(
        "timeout", nargs="?", default=2500, type=count, help="milliseconds"
    )
    parser.add_argument("retries", nargs="?", default=3, type=count)
    parser.add_argument(
        "interval", nargs="?", default=1000, type=count, help="milliseconds"
    )
    args = parser.parse_args()
    ask(args.frontend, args.timeout, args.retries, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
