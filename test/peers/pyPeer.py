"""A pyzmq peer driven over stdin and stdout; see peerProtocol.ts.

One thread per socket does that socket's work in order, since sockets are not thread-safe and a blocked send
must not keep the others waiting.
"""
import base64
import json
import queue
import sys
import threading
import time

import zmq

context = zmq.Context()
sockets = {}
answers = threading.Lock()


def answer(identifier, **fields):
    with answers:
        sys.stdout.write(json.dumps({"id": identifier, **fields}) + "\n")
        sys.stdout.flush()


def set_option(socket, name, value):
    if isinstance(value, dict):
        value = base64.b64decode(value["base64"])
    elif isinstance(value, str):
        value = value.encode()
    elif isinstance(value, bool):
        value = int(value)
    socket.setsockopt(getattr(zmq, name), value)


def last_endpoint(socket, address):
    found = socket.getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode()
    return found or address


def receive(socket, request):
    messages = []
    count = 0
    deadline = time.monotonic() + request["timeout"] / 1000
    while count < request["count"]:
        left = deadline - time.monotonic()
        if left <= 0 or not socket.poll(left * 1000):
            raise TimeoutError(f"{count} of {request['count']} messages after {request['timeout']} ms")
        frames = socket.recv_multipart()
        count += 1
        if request["keep"]:
            messages.append([base64.b64encode(frame).decode() for frame in frames])
    return {"messages": messages, "count": count}


def perform(socket, request):
    op = request["op"]
    if op in ("bind", "unbind", "connect", "disconnect"):
        getattr(socket, op)(request["address"])
        return {"endpoints": [last_endpoint(socket, request["address"])]}
    if op in ("subscribe", "unsubscribe"):
        topic = base64.b64decode(request["topic"])
        if socket.socket_type == zmq.SUB:
            socket.setsockopt(zmq.SUBSCRIBE if op == "subscribe" else zmq.UNSUBSCRIBE, topic)
        else:
            # XSUB subscribes by sending a message (RFC 29)
            socket.send((b"\1" if op == "subscribe" else b"\0") + topic)
        return {}
    if op == "send":
        frames = [base64.b64decode(frame) for frame in request["frames"]]
        for _ in range(request["count"]):
            socket.send_multipart(frames)
        return {"count": request["count"]}
    if op == "receive":
        return receive(socket, request)
    raise ValueError(f"unknown op {op}")


def open_socket(request):
    socket = context.socket(getattr(zmq, request["type"]))
    for name, value in request["options"].items():
        set_option(socket, name, value)
    endpoints = []
    for op in ("bind", "connect"):
        for address in request[op]:
            endpoints += perform(socket, {"op": op, "address": address})["endpoints"]
    for topic in request["subscribe"]:
        perform(socket, {"op": "subscribe", "topic": topic})
    return socket, endpoints


def serve(socket, requests):
    echoing = False
    while True:
        try:
            # an echoing socket looks for requests between messages
            request = requests.get_nowait() if echoing else requests.get()
        except queue.Empty:
            if socket.poll(20):
                socket.send_multipart(socket.recv_multipart())
            continue
        try:
            if request["op"] == "close":
                socket.close()
                answer(request["id"])
                return
            if request["op"] == "echo":
                echoing = True
                answer(request["id"])
                continue
            answer(request["id"], **perform(socket, request))
        except Exception as error:
            answer(request["id"], error=f"{type(error).__name__}: {error}")


def main():
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["op"] == "open":
                socket, endpoints = open_socket(request)
                number = len(sockets) + 1
                sockets[number] = queue.Queue()
                threading.Thread(target=serve, args=(socket, sockets[number]), daemon=True).start()
                answer(request["id"], socket=number, endpoints=endpoints)
            else:
                sockets[request["socket"]].put(request)
        except Exception as error:
            answer(request["id"], error=f"{type(error).__name__}: {error}")


main()
