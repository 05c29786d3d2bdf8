"""Prints the highest price seen of each symbol. Needs pyzmq: pip install pyzmq"""
import json

import zmq

context = zmq.Context()
ticks = context.socket(zmq.SUB)
ticks.setsockopt_string(zmq.SUBSCRIBE, "ticks.")
ticks.connect("tcp://127.0.0.1:5556")

highest = {}
while True:
    topic, body = ticks.recv_multipart()
    tick = json.loads(body)
    if tick["price"] > highest.get(tick["symbol"], 0):
        highest[tick["symbol"]] = tick["price"]
        print(topic.decode(), tick["price"])
