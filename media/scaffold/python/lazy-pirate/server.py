"""Server of Lazy Pirate: answers one request after the other (REP)."""

import argparse
import signal
import sys

import zmq


def answer(request: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return request.replace("Hello", "World", 1)


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def serve(service: str) -> None:
    with zmq.Context() as context, context.socket(zmq.REP) as socket:
        socket.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        socket.rcvtimeo = 250
        try:
            socket.bind(service)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {service}: {error.strerror}")
        print("ready", flush=True)
        while True:
            try:
                (request,) = [frame.decode() for frame in receive(socket)]
            except ValueError:
                print("A request is not one text.", file=sys.stderr)
                socket.send_string("Say Hello")
                continue
            reply = answer(request)
            socket.send_string(reply)
            print(f"{request} -> {reply}", flush=True)


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
