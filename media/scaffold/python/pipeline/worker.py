"""Worker of the pipeline: takes a task, sends the result on (PULL, PUSH)."""

import argparse
import signal
import sys

import zmq


def connect(socket: zmq.Socket, endpoint: str) -> None:
    try:
        socket.connect(endpoint)
    except zmq.ZMQError as error:
        sys.exit(f"Cannot connect to {endpoint}: {error.strerror}")


def receive(socket: zmq.Socket) -> list[bytes]:
    while True:
        try:
            return socket.recv_multipart()
        except zmq.Again:
            pass


def work(tasks_endpoint: str, results_endpoint: str) -> None:
    with (
        zmq.Context() as context,
        context.socket(zmq.PULL) as tasks,
        context.socket(zmq.PUSH) as results,
    ):
        tasks.linger = 0
        # Waits in pieces, so that Ctrl-C is seen in between.
        tasks.rcvtimeo = 250
        # What is on its way to the sink at the end has half a second to get there.
        results.linger = 500
        connect(tasks, tasks_endpoint)
        connect(results, results_endpoint)
        while True:
            try:
                (task,) = [int(frame) for frame in receive(tasks)]
            except ValueError:
                print("A task is not an integer.", file=sys.stderr)
                continue
            result = f"{task} squared is {task * task}"
            results.send_string(result)
            print(result, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="?", default="{{endpoint.tasks}}")
    parser.add_argument("results", nargs="?", default="{{endpoint.results}}")
    args = parser.parse_args()
    work(args.tasks, args.results)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        pass
