/** A little trading desk in five languages, with two mistakes: a PULL on prices, and a log that nobody collects. */
export const shopFiles: Readonly<Record<string, string>> = {
  'market/feed.py': `import zmq

context = zmq.Context()
ticker = context.socket(zmq.PUB)
ticker.bind("tcp://*:5556")

snapshots = context.socket(zmq.REP)
snapshots.bind("tcp://*:5557")
`,
  'ui/chart.ts': `import { Request, Subscriber } from 'zeromq';

const prices = new Subscriber();
prices.connect("tcp://127.0.0.1:5556");
prices.subscribe();

const history = new Request();
history.connect("tcp://127.0.0.1:5557");
`,
  'ui/alarm.py': `import zmq

alarms = zmq.Context().socket(zmq.PULL)
alarms.connect("tcp://localhost:5556")
`,
  'risk/monitor.c': `#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  void *prices = zmq_socket(context, ZMQ_SUB);
  zmq_setsockopt(prices, ZMQ_SUBSCRIBE, "", 0);
  zmq_connect(prices, "tcp://localhost:5556");
  void *orders = zmq_socket(context, ZMQ_PUSH);
  zmq_connect(orders, "ipc:///tmp/orders.sock");
  zmq_close(prices);
  zmq_close(orders);
  zmq_ctx_term(context);
  return 0;
}
`,
  'orders/worker.go': `package main

import zmq "github.com/pebbe/zmq4"

func main() {
	orders, _ := zmq.NewSocket(zmq.PULL)
	defer orders.Close()
	orders.Bind("ipc:///tmp/orders.sock")

	fills, _ := zmq.NewSocket(zmq.PUSH)
	defer fills.Close()
	fills.Connect("tcp://ledger:7001")
}
`,
  'ledger/Ledger.java': `import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

public class Ledger {
  public static void main(String[] args) {
    try (ZContext context = new ZContext()) {
      ZMQ.Socket fills = context.createSocket(SocketType.PULL);
      fills.bind("tcp://*:7001");
      ZMQ.Socket audit = context.createSocket(SocketType.DEALER);
      audit.connect("tcp://127.0.0.1:9300");
    }
  }
}
`,
  'tools/shell.py': `import zmq

context = zmq.Context()
left = context.socket(zmq.PAIR)
left.bind("inproc://shell")
right = context.socket(zmq.PAIR)
right.connect("inproc://shell")
`,
};
