"""Worker of the load-balancing broker: READY and each reply ask for work (REQ)."""

import argparse
import signal
import sys

import zmq


def routing_id(text: str) -> bytes:
    value = text.encode()
    if not 1 <= len(value) <= 255:
        raise ValueError(text)
    return value


def answer(request: str, name: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return f"{request.replace('Hello', 'World', 1)} from {name}"


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def work(backend: str, name: bytes) -> None:
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        socket.routing_id = name
        try:
            socket.connect(backend)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot connect to {backend}: {error.strerror}")
        socket.send_string("READY")
        while True:
            frames = receive(socket)
            try:
                client, empty, request = frames[0], frames[1], frames[2].decode()
            except (IndexError, UnicodeDecodeError):
                print("The broker sends what is no request.", file=sys.stderr)
                socket.send_string("READY")
                continue
            reply = answer(request, name.decode())
            socket.send_multipart([client, empty, reply.encode()])
            print(f"{request} -> {reply}", flush=True)


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
