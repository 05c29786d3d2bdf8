"""Client of Majordomo: asks for a service by its name (REQ; RFC 7)."""

import argparse
import itertools
import signal
import sys
import time

import zmq

CLIENT = b"MDPC01"
TIMEOUT = 2500
RETRIES = 3


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def request_once(
    context: zmq.Context, broker: str, service: str, request: str
) -> str | None:
    """The reply; None when none comes in time.

    A REQ that waits cannot send again (RFC 28): each attempt has a socket of its own.
    """
    with context.socket(zmq.REQ) as socket:
        socket.linger = 0
        try:
            socket.connect(broker)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {broker}: {error.strerror}")
        socket.send_multipart([CLIENT, service.encode(), request.encode()])
        if not socket.poll(TIMEOUT):
            return None
        match socket.recv_multipart():
            case [header, _, reply] if header == CLIENT:
                return reply.decode(errors="replace")
        print("The broker sends what is no reply.", file=sys.stderr)
        return None


def ask(broker: str, service: str, interval: int) -> None:
    with zmq.Context() as context:
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            request = f"Hello {n}"
            reply = request_once(context, broker, service, request)
            for k in range(1, RETRIES + 1):
                if reply is not None:
                    break
                print(f"no reply, retrying {k} of {RETRIES}", flush=True)
                reply = request_once(context, broker, service, request)
            if reply is None:
                sys.exit("the server seems to be gone")
            print(f"{request} -> {reply}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("broker", nargs="?", default="{{endpoint.broker}}")
    parser.add_argument("service", nargs="?", default="echo")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    ask(args.broker, args.service, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
