"""Publisher of five sensors, one value after the other (PUB)."""

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


def publish(frontend: str, interval: int) -> None:
    with zmq.Context() as context, context.socket(zmq.PUB) as socket:
        socket.linger = 0
        try:
            socket.bind(frontend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {frontend}: {error.strerror}")
        print("ready", flush=True)
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            topic, value = f"sensor.{(n - 1) % 5 + 1}", f"value {n}"
            socket.send_multipart([topic.encode(), value.encode()])
            print(f"{topic}: {value}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    publish(args.frontend, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
