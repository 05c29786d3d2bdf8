"""Asynchronous server: answers each request twice, whoever asked (ROUTER)."""

import argparse
import signal
import sys

import zmq


def name_of(routing_id: bytes) -> str:
    """The routing id as text, in hex where it is none."""
    try:
        name = routing_id.decode()
    except UnicodeDecodeError:
        return f"0x{routing_id.hex()}"
    return name if name.isprintable() else f"0x{routing_id.hex()}"


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def serve(service: str) -> None:
    with zmq.Context() as context, context.socket(zmq.ROUTER) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.bind(service)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {service}: {error.strerror}")
        print("ready", flush=True)
        while True:
            # The ROUTER puts the peer's routing id in front of what arrives.
            client, *frames = receive(socket)
            try:
                (request,) = [frame.decode() for frame in frames]
            except ValueError:
                print("A request is not one text.", file=sys.stderr)
                request = ""
            if not request.startswith("request "):
                socket.send_multipart([client, b"unknown request"])
                continue
            n = request.removeprefix("request ")
            print(f"{name_of(client)}: {request}", flush=True)
            socket.send_multipart([client, f"accepted {n}".encode()])
            socket.send_multipart([client, f"done {n}".encode()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service", nargs="?", default="{{endpoint.service}}")
    args = parser.parse_args()
    serve(args.service)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
