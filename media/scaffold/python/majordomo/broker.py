"""Broker of Majordomo: brings requests to the workers of a service (ROUTER; RFC 7)."""

import argparse
import math
import signal
import sys
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

import zmq

CLIENT = b"MDPC01"
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


@dataclass
class Service:
    """Requests that wait for a worker, and workers that wait for a request."""

    requests: deque[list[bytes]] = field(default_factory=deque)
    idle: deque[bytes] = field(default_factory=deque)


@dataclass
class Worker:
    service: bytes
    expiry: float


class Broker:
    def __init__(self, socket: zmq.Socket) -> None:
        self.socket = socket
        self.services: defaultdict[bytes, Service] = defaultdict(Service)
        self.workers: dict[bytes, Worker] = {}

    def handle(self, frames: list[bytes]) -> None:
        match frames:
            case [client, b"", header, service, *body] if header == CLIENT and body:
                self.services[service].requests.append([client, b"", *body])
                self.dispatch(service)
            case [worker, b"", header, command, *rest] if header == WORKER:
                self.handle_worker(worker, command, rest)
            case _:
                print(
                    "A message is neither a client's nor a worker's.", file=sys.stderr
                )

    def handle_worker(self, address: bytes, command: bytes, rest: list[bytes]) -> None:
        worker = self.workers.get(address)
        if worker:
            worker.expiry = time.monotonic() + INTERVAL * LIVENESS
        match command, rest:
            case [command, [service]] if command == READY and not worker:
                expiry = time.monotonic() + INTERVAL * LIVENESS
                self.workers[address] = Worker(service, expiry)
                print(f"worker ready: {service.decode(errors='replace')}", flush=True)
                self.wait_for_work(address, service)
            case [command, [client, b"", *body]] if (
                command == REPLY and worker and body
            ):
                self.socket.send_multipart([client, b"", CLIENT, worker.service, *body])
                self.wait_for_work(address, worker.service)
            case [command, []] if command == HEARTBEAT and worker:
                pass
            case [command, []] if command == DISCONNECT:
                if worker:
                    self.forget(address)
            case _:
                # Out of turn, or from before this broker began: it has to begin anew.
                self.tell(address, DISCONNECT)
                if worker:
                    self.forget(address)

    def tell(self, address: bytes, command: bytes, *rest: bytes) -> None:
        self.socket.send_multipart([address, b"", WORKER, command, *rest])

    def wait_for_work(self, address: bytes, service: bytes) -> None:
        idle = self.services[service].idle
        if address not in idle:
            idle.append(address)
        self.dispatch(service)

    def dispatch(self, name: bytes) -> None:
        service = self.services[name]
        while service.requests and service.idle:
            self.tell(service.idle.popleft(), REQUEST, *service.requests.popleft())

    def forget(self, address: bytes) -> None:
        service = self.workers.pop(address).service
        if address in self.services[service].idle:
            self.services[service].idle.remove(address)
        print(f"worker gone: {service.decode(errors='replace')}", flush=True)

    def drop_silent(self) -> None:
        now = time.monotonic()
        for address in [a for a, worker in self.workers.items() if worker.expiry < now]:
            self.forget(address)

    def send_heartbeats(self) -> None:
        for address in self.workers:
            self.tell(address, HEARTBEAT)


def serve(endpoint: str) -> None:
    with zmq.Context() as context, context.socket(zmq.ROUTER) as socket:
        socket.linger = 0
        try:
            socket.bind(endpoint)
        except zmq.ZMQError as error:
            sys.exit(f"Cannot bind {endpoint}: {error.strerror}")
        print("ready", flush=True)

        broker = Broker(socket)
        heartbeat_at = time.monotonic() + INTERVAL
        while True:
            if socket.poll(max(0, math.ceil((heartbeat_at - time.monotonic()) * 1000))):
                broker.handle(socket.recv_multipart())
            broker.drop_silent()
            if time.monotonic() >= heartbeat_at:
                broker.send_heartbeats()
                heartbeat_at = time.monotonic() + INTERVAL


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("broker", nargs="?", default="{{endpoint.broker}}")
    args = parser.parse_args()
    serve(args.broker)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
