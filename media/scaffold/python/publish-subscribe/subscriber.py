"""Subscriber that checks in, so that it misses nothing (SUB, and REQ to check in)."""

import argparse
import signal
import sys

import zmq


def connect(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.connect(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot connect to {endpoint}: {error.strerror}")


def subscribe(data_endpoint: str, sync_endpoint: str, topic: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.SUB) as data,
        context.socket(zmq.REQ) as sync,
    ):
        data.linger = 0
        sync.linger = 0
        data.subscribe(topic)
        # Subscriptions arrive in their order: with the first sync, both are in force.
        data.subscribe("sync")
        connect(data, data_endpoint)
        connect(sync, sync_endpoint)

        poller = zmq.Poller()
        poller.register(data, zmq.POLLIN)
        poller.register(sync, zmq.POLLIN)
        has_checked_in = False
        while True:
            # In pieces, so that Ctrl-C is seen in between.
            events = dict(poller.poll(250))
            if sync in events and sync.recv_multipart() != [b"go"]:
                print("The publisher does not say go.", file=sys.stderr)
            if data not in events:
                continue
            frames = data.recv_multipart()
            if frames == [b"sync"]:
                if not has_checked_in:
                    has_checked_in = True
                    data.unsubscribe("sync")
                    sync.send_string("ready")
                continue
            try:
                received, update = [frame.decode() for frame in frames]
            except ValueError:
                print("A message is not a topic and a text.", file=sys.stderr)
                continue
            print(f"{received}: {update}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="{{endpoint.data}}")
    parser.add_argument("sync", nargs="?", default="{{endpoint.sync}}")
    parser.add_argument("topic", nargs="?", default="{{topic}}")
    args = parser.parse_args()
    subscribe(args.data, args.sync, args.topic)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
