"""Changes the rate of the market data: python set_rate.py 5000"""
import sys

import zmq

context = zmq.Context()
control = context.socket(zmq.REQ)
control.setsockopt(zmq.LINGER, 0)
control.setsockopt(zmq.RCVTIMEO, 2000)
control.connect("tcp://127.0.0.1:5557")

control.send_string(f"rate {sys.argv[1]}" if len(sys.argv) > 1 else "status")
print(control.recv_string())
