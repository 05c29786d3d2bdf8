"""Client of Clone: has the pairs all others have, changes some (DEALER, SUB, PUSH)."""

import argparse
import itertools
import math
import signal
import sys
import time

import zmq


def milliseconds(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def connect(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.connect(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot connect to {endpoint}: {error.strerror}")


def receive_snapshot(socket: zmq.Socket) -> tuple[dict[bytes, bytes], int]:
    """The pairs, and the sequence of the last change in them."""
    pairs: dict[bytes, bytes] = {}
    socket.send_string("ICANHAZ?")
    while True:
        if not socket.poll(1000):
            # The server was not there, or has gone in between: begin anew.
            pairs.clear()
            socket.send_string("ICANHAZ?")
            continue
        match socket.recv_multipart():
            case [b"KTHXBAI", sequence, _] if len(sequence) == 8:
                return pairs, int.from_bytes(sequence, "big")
            case [key, sequence, body] if len(sequence) == 8:
                pairs[key] = body
            case _:
                print("A message is not a key-value message.", file=sys.stderr)


def take_update(socket: zmq.Socket, pairs: dict[bytes, bytes], last: int) -> int:
    """Applies an update that is newer than the last one; the sequence after it."""
    match socket.recv_multipart():
        case [key, number, body] if len(number) == 8:
            sequence = int.from_bytes(number, "big")
        case _:
            print("An update is not a key-value message.", file=sys.stderr)
            return last
    # What came while the snapshot was on its way may be in it already.
    if sequence <= last:
        return last
    if body:
        pairs[key] = body
    else:
        pairs.pop(key, None)
    pair = b"%b = %b" % (key, body)
    print(f"{pair.decode(errors='replace')} ({sequence})", flush=True)
    return sequence


def clone(
    snapshot_endpoint: str,
    updates_endpoint: str,
    collector_endpoint: str,
    name: str,
    interval: int,
) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.DEALER) as snapshot,
        context.socket(zmq.SUB) as updates,
        context.socket(zmq.PUSH) as collector,
    ):
        snapshot.linger = 0
        updates.linger = 0
        collector.linger = 0
        # Updates first, so that none is missed between the snapshot and them.
        updates.subscribe("")
        connect(updates, updates_endpoint)
        connect(snapshot, snapshot_endpoint)
        connect(collector, collector_endpoint)

        pairs, sequence = receive_snapshot(snapshot)
        print(f"snapshot of {len(pairs)} keys at {sequence}", flush=True)

        for n in itertools.count(1):
            due = time.monotonic() + interval / 1000
            while updates.poll(max(0, math.ceil((due - time.monotonic()) * 1000))):
                sequence = take_update(updates, pairs, sequence)
            key = f"{name}.{(n - 1) % 5 + 1}"
            # The server gives the sequence.
            collector.send_multipart([key.encode(), bytes(8), str(n).encode()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", nargs="?", default="{{endpoint.snapshot}}")
    parser.add_argument("updates", nargs="?", default="{{endpoint.updates}}")
    parser.add_argument("collector", nargs="?", default="{{endpoint.collector}}")
    parser.add_argument("name", nargs="?", default="client-1")
    parser.add_argument("interval", nargs="?", default=1000, type=milliseconds)
    args = parser.parse_args()
    clone(args.snapshot, args.updates, args.collector, args.name, args.interval)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
