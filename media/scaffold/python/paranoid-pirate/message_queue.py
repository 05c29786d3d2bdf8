"""Queue of Paranoid Pirate: gives requests to workers it hears (two ROUTERs; RFC 6)."""

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


def bind(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.bind(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot bind {endpoint}: {error.strerror}")


def name_of(routing_id: bytes) -> str:
    """The routing id as text, in hex where it is none."""
    try:
        name = routing_id.decode()
    except UnicodeDecodeError:
        return f"0x{routing_id.hex()}"
    return name if name.isprintable() else f"0x{routing_id.hex()}"


class Workers:
    """Who is there and until when without a sign; who is idle, the longest first."""

    def __init__(self) -> None:
        self.expiry: dict[bytes, float] = {}
        self.idle: list[bytes] = []

    def heard(self, worker: bytes, is_idle: bool, is_ready: bool) -> None:
        is_new = worker not in self.expiry
        self.expiry[worker] = time.monotonic() + INTERVAL * LIVENESS
        if is_new or is_ready:
            print(f"worker {name_of(worker)} ready", flush=True)
        # A heartbeat may cross a request: only one who is new is idle by it.
        if (is_new or is_idle) and worker not in self.idle:
            self.idle.append(worker)

    def drop_silent(self) -> None:
        now = time.monotonic()
        for worker in [
            worker for worker, expiry in self.expiry.items() if expiry < now
        ]:
            del self.expiry[worker]
            if worker in self.idle:
                self.idle.remove(worker)
            print(f"worker {name_of(worker)} gone", flush=True)


def forward(frontend_endpoint: str, backend_endpoint: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.ROUTER) as frontend,
        context.socket(zmq.ROUTER) as backend,
    ):
        frontend.linger = 0
        backend.linger = 0
        # A worker that comes back under its name takes its old connection's place.
        backend.router_handover = True
        bind(frontend, frontend_endpoint)
        bind(backend, backend_endpoint)
        print("ready", flush=True)

        workers = Workers()
        heartbeat_at = time.monotonic() + INTERVAL
        poller = zmq.Poller()
        poller.register(backend, zmq.POLLIN)
        while True:
            # Without an idle worker, requests wait in the frontend's queue.
            if workers.idle:
                poller.register(frontend, zmq.POLLIN)
            elif frontend in poller:
                poller.unregister(frontend)
            left = heartbeat_at - time.monotonic()
            events = dict(poller.poll(max(0, math.ceil(left * 1000))))

            if backend in events:
                match backend.recv_multipart():
                    case [worker, sign] if sign in (READY, HEARTBEAT):
                        workers.heard(
                            worker, is_idle=sign == READY, is_ready=sign == READY
                        )
                    case [worker, client, b"", reply]:
                        workers.heard(worker, is_idle=True, is_ready=False)
                        frontend.send_multipart([client, b"", reply])
                    case _:
                        print("A worker sends what is no reply.", file=sys.stderr)
            workers.drop_silent()
            if frontend in events and workers.idle:
                match frontend.recv_multipart():
                    case [client, b"", request]:
                        backend.send_multipart(
                            [workers.idle.pop(0), client, b"", request]
                        )
                    case _:
                        print("A client sends what is no request.", file=sys.stderr)
            if time.monotonic() >= heartbeat_at:
                for worker in workers.idle:
                    backend.send_multipart([worker, HEARTBEAT])
                heartbeat_at = time.monotonic() + INTERVAL


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frontend", nargs="?", default="{{endpoint.frontend}}")
    parser.add_argument("backend", nargs="?", default="{{endpoint.backend}}")
    args = parser.parse_args()
    forward(args.frontend, args.backend)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
