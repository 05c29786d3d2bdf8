"""Server of Binary Star: one of two, of which one is active (ROUTER, PUB, SUB)."""

import argparse
import math
import signal
import sys
import time

import zmq

HEARTBEAT = 0.5
PEER_GONE = 2.0


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


def connect(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.connect(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot connect to {endpoint}: {error.strerror}")


def answer(request: str) -> str:
    if not request.startswith("Hello"):
        return "Say Hello"
    return request.replace("Hello", "World", 1)


class Star:
    """The state of this server: primary or backup at first, then active or passive."""

    def __init__(self, role: str) -> None:
        self.state = role
        self.peer_gone_at = time.monotonic() + PEER_GONE

    def become(self, state: str) -> None:
        self.state = state
        print(state, flush=True)

    def hear(self, peer: str) -> None:
        """The other server's state has come."""
        self.peer_gone_at = time.monotonic() + PEER_GONE
        match self.state, peer:
            case ("active", "active") | ("passive", "passive"):
                sys.exit(f"Both servers are {peer}: end one, and start it again.")
            case ("primary", "backup"):
                self.become("active")
            case ("primary" | "backup", "active"):
                self.become("passive")
            case ("passive", "primary" | "backup"):
                # The active server has begun anew.
                self.become("active")

    def vote(self) -> bool:
        """A client asks, which counts when the peer is gone; whether to answer."""
        if (
            self.state in ("primary", "passive")
            and time.monotonic() >= self.peer_gone_at
        ):
            self.become("active")
        return self.state == "active"


def serve(role: str, service: str, own_state: str, peer_state: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.ROUTER) as frontend,
        context.socket(zmq.PUB) as publisher,
        context.socket(zmq.SUB) as subscriber,
    ):
        frontend.linger = 0
        publisher.linger = 0
        subscriber.linger = 0
        subscriber.subscribe("")
        bind(frontend, service)
        bind(publisher, own_state)
        connect(subscriber, peer_state)
        print("ready", flush=True)

        star = Star(role)
        heartbeat_at = time.monotonic()
        poller = zmq.Poller()
        poller.register(frontend, zmq.POLLIN)
        poller.register(subscriber, zmq.POLLIN)
        while True:
            left = heartbeat_at - time.monotonic()
            events = dict(poller.poll(max(0, math.ceil(left * 1000))))
            if subscriber in events:
                match subscriber.recv_multipart():
                    case [b"primary" | b"backup" | b"active" | b"passive" as state]:
                        star.hear(state.decode())
                    case _:
                        print(
                            "The other server sends what is no state.", file=sys.stderr
                        )
            if frontend in events:
                match frontend.recv_multipart():
                    case [client, b"", request]:
                        if star.vote():
                            reply = answer(request.decode(errors="replace"))
                            frontend.send_multipart([client, b"", reply.encode()])
                    case _:
                        print("A client sends what is no request.", file=sys.stderr)
            if time.monotonic() >= heartbeat_at:
                publisher.send_string(star.state)
                heartbeat_at = time.monotonic() + HEARTBEAT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    roles = ("primary", "backup")
    parser.add_argument("role", nargs="?", default="primary", choices=roles)
    parser.add_argument("primary", nargs="?", default="{{endpoint.primary}}")
    parser.add_argument("backup", nargs="?", default="{{endpoint.backup}}")
    parser.add_argument("primary_state", nargs="?", default="{{endpoint.primaryState}}")
    parser.add_argument("backup_state", nargs="?", default="{{endpoint.backupState}}")
    args = parser.parse_args()
    if args.role == "primary":
        serve(args.role, args.primary, args.primary_state, args.backup_state)
    else:
        serve(args.role, args.backup, args.backup_state, args.primary_state)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
