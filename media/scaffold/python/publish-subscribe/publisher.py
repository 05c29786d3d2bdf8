"""Publisher that begins when its subscribers are there (PUB, and REP to check in)."""

import argparse
import itertools
import math
import signal
import sys
import time

import zmq


def count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


def check_in(sync: zmq.Socket) -> bool:
    """Answers a check-in; whether it was one."""
    try:
        is_ready = sync.recv_multipart(zmq.NOBLOCK) == [b"ready"]
    except zmq.Again:
        # The REP has skipped what has no empty frame in front (RFC 28).
        print("A message is not a check-in.", file=sys.stderr)
        return False
    if not is_ready:
        print("A check-in does not say ready.", file=sys.stderr)
    sync.send_string("go" if is_ready else "say ready")
    return is_ready


def publish(
    data_endpoint: str, sync_endpoint: str, topic: str, subscribers: int, interval: int
) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.PUB) as data,
        context.socket(zmq.REP) as sync,
    ):
        data.linger = 0
        sync.linger = 0
        bind(data, data_endpoint)
        bind(sync, sync_endpoint)
        print("ready", flush=True)

        # A PUB drops what nobody subscribes to: subscribers check in by another way.
        joined = 0
        while joined < subscribers:
            if not sync.poll(100):
                data.send_string("sync")
            elif check_in(sync):
                joined += 1
                print(f"subscriber {joined} of {subscribers}", flush=True)

        for n in itertools.count(1):
            due = time.monotonic() + interval / 1000
            while sync.poll(max(0, math.ceil((due - time.monotonic()) * 1000))):
                check_in(sync)
            update = f"update {n}"
            data.send_multipart([topic.encode(), update.encode()])
            print(f"{topic}: {update}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="{{endpoint.data}}")
    parser.add_argument("sync", nargs="?", default="{{endpoint.sync}}")
    parser.add_argument("topic", nargs="?", default="{{topic}}")
    parser.add_argument("subscribers", nargs="?", default=1, type=count)
    parser.add_argument(
        "interval", nargs="?", default=1000, type=count, help="milliseconds"
    )
    args = parser.parse_args()
    publish(args.data, args.sync, args.topic, args.subscribers, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
