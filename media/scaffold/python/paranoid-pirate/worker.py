"""Worker of Paranoid Pirate: connects anew when it hears nothing (DEALER; RFC 6)."""

import argparse
import math
import signal
import sys
import time

import zmq

READY = b"\x01"
HEARTBEAT = b"\x02"
INTERVAL = 1.0
LIVENESS = 3
LONGEST_WAIT = 32


def routing_id(text: str) -> bytes:
    value = text.encode()
    if not 1 <= len(value) <= 255:
        raise ValueError(text)
    return value


def answer(request: str, name: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return f"{request.replace('Hello', 'World', 1)} from {name}"


def handle(socket: zmq.Socket, name: str) -> None:
    match socket.recv_multipart():
        case [sign] if sign == HEARTBEAT:
            pass
        case [client, b"", body]:
            request = body.decode(errors="replace")
            reply = answer(request, name)
            socket.send_multipart([client, b"", reply.encode()])
            print(f"{request} -> {reply}", flush=True)
        case _:
            print("The queue sends what is no request.", file=sys.stderr)


def work_while_heard(context: zmq.Context, backend: str, name: bytes) -> bool:
    """Works until the queue is silent for too long; whether it was heard at all."""
    was_heard = False
    with context.socket(zmq.DEALER) as socket:
        socket.linger = 0
        socket.routing_id = name
        try:
            socket.connect(backend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {backend}: {error.strerror}")
        socket.send(READY)
        heartbeat_at = time.monotonic() + INTERVAL
        expiry = time.monotonic() + INTERVAL * LIVENESS
        while (now := time.monotonic()) < expiry:
            if socket.poll(max(0, math.ceil((min(heartbeat_at, expiry) - now) * 1000))):
                handle(socket, name.decode())
                was_heard = True
                expiry = time.monotonic() + INTERVAL * LIVENESS
            if time.monotonic() >= heartbeat_at:
                socket.send(HEARTBEAT)
                heartbeat_at = time.monotonic() + INTERVAL
    return was_heard


def work(backend: str, name: bytes) -> None:
    wait = 1
    with zmq.Context() as context:
        while True:
            if work_while_heard(context, backend, name):
                wait = 1
            print("reconnecting", flush=True)
            time.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    parser.add_argument("name", nargs="?", default="worker-1", type=routing_id)
    args = parser.parse_args()
    work(args.backend, args.name)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
