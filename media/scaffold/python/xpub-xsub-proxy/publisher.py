"""Publisher that connects to the proxy, one of as many as there are (PUB)."""

import argparse
import itertools
import signal
import sys
import time

import zmq


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def publish(frontend: str, topic: str, interval: int) -> None:
    with zmq.Context() as context, context.socket(zmq.PUB) as socket:
        socket.linger = 0
        try:
            socket.connect(frontend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {frontend}: {error.strerror}")
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            update = f"update {n}"
            socket.send_multipart([topic.encode(), update.encode()])
            print(f"{topic}: {update}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("topic", nargs="?", default="{{topic}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    publish(args.frontend, args.topic, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
