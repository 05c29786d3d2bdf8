"""Worker of Majordomo: offers a service by its name (DEALER; RFC 7)."""

import argparse
import math
import signal
import sys
import time

import zmq

WORKER = b"MDPW01"
READY, REQUEST, REPLY, HEARTBEAT, DISCONNECT = (
    b"\x01",
    b"\x02",
    b"\x03",
    b"\x04",
    b"\x05",
)
INTERVAL = 1.0
LIVENESS = 3


def answer(request: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return request.replace("Hello", "World", 1)


def send(socket: zmq.Socket, command: bytes, *rest: bytes) -> None:
    # A DEALER sends the empty frame itself, which makes it look like a REQ.
    socket.send_multipart([b"", WORKER, command, *rest])


def handle(socket: zmq.Socket) -> bool:
    """Answers a request; whether the broker goes on with this worker."""
    match socket.recv_multipart():
        case [b"", header, command, client, b"", body] if (header, command) == (
            WORKER,
            REQUEST,
        ):
            request = body.decode(errors="replace")
            reply = answer(request)
            send(socket, REPLY, client, b"", reply.encode())
            print(f"{request} -> {reply}", flush=True)
        case [b"", header, command] if (header, command) == (WORKER, HEARTBEAT):
            pass
        case [b"", header, command] if (header, command) == (WORKER, DISCONNECT):
            return False
        case _:
            print("The broker sends what is no request.", file=sys.stderr)
    return True


def work_while_heard(context: zmq.Context, broker: str, service: str) -> None:
    """Works until the broker is silent for too long, or does not know this worker."""
    with context.socket(zmq.DEALER) as socket:
        # DISCONNECT has half a second to reach the broker.
        socket.linger = 500
        try:
            socket.connect(broker)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {broker}: {error.strerror}")
        send(socket, READY, service.encode())
        try:
            heartbeat_at = time.monotonic() + INTERVAL
            expiry = time.monotonic() + INTERVAL * LIVENESS
            while (now := time.monotonic()) < expiry:
                if socket.poll(
                    max(0, math.ceil((min(heartbeat_at, expiry) - now) * 1000))
                ):
                    if not handle(socket):
                        return
                    expiry = time.monotonic() + INTERVAL * LIVENESS
                if time.monotonic() >= heartbeat_at:
                    send(socket, HEARTBEAT)
                    heartbeat_at = time.monotonic() + INTERVAL
        except KeyboardInterrupt:
            send(socket, DISCONNECT)
            raise


def work(broker: str, service: str) -> None:
    with zmq.Context() as context:
        while True:
            work_while_heard(context, broker, service)
            print("reconnecting", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("broker", nargs="?", default="{{endpoint.broker}}")
    parser.add_argument("service", nargs="?", default="echo")
    args = parser.parse_args()
    work(args.broker, args.service)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
