"""Ventilator of the pipeline: deals tasks out to the workers (PUSH)."""

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


def ventilate(tasks: str, interval: int) -> None:
    with zmq.Context() as context, context.socket(zmq.PUSH) as socket:
        # What is on its way to a worker at the end has half a second to get there.
        socket.linger = 500
        try:
            socket.bind(tasks)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {tasks}: {error.strerror}")
        print("ready", flush=True)
        for n in itertools.count(1):
            time.sleep(interval / 1000)
            # Waits for a worker, in pieces, so that Ctrl-C is seen in between.
            while not socket.poll(250, zmq.POLLOUT):
                pass
            socket.send_string(str(n))
            print(f"task {n}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="?", default="{{endpoint.tasks}}")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    ventilate(args.tasks, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
