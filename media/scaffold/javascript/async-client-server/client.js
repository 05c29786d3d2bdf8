/** Asynchronous client: sends without waiting for the replies (DEALER). */
import { setTimeout } from 'node:timers/promises';
import { Dealer } from 'zeromq';

const usage = 'usage: client [SERVICE] [NAME] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const service = args[0] ?? '{{endpoint.service}}';
const name = args[1] ?? 'client-1';
const interval = Number(args[2] ?? 1000);
const isRoutingId = name !== '' && Buffer.byteLength(name) <= 255;
if (args.length > 3 || !isRoutingId || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

const socket = new Dealer({ linger: 0, routingId: name });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    socket.close();
  });
}

async function sendRequests() {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    await socket.send(`request ${n}`);
  }
}

async function showReplies() {
  for await (const [reply, ...rest] of socket) {
    if (reply && rest.length === 0) console.log(reply.toString());
    else console.error('A reply is not one text.');
  }
}

try {
  socket.connect(service);
} catch (error) {
  console.error(`Cannot connect to ${service}: ${error.message}`);
  process.exit(1);
}

try {
  await Promise.all([sendRequests(), showReplies()]);
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
