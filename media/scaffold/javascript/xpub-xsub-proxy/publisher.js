/** Publisher that connects to the proxy, one of as many as there are (PUB). */
import { setTimeout } from 'node:timers/promises';
import { Publisher } from 'zeromq';

const usage = 'usage: publisher [FRONTEND] [TOPIC] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const frontend = args[0] ?? '{{endpoint.frontend}}';
const topic = args[1] ?? '{{topic}}';
const interval = Number(args[2] ?? 1000);
if (args.length > 3 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

const socket = new Publisher({ linger: 0 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    socket.close();
  });
}

try {
  socket.connect(frontend);
} catch (error) {
  console.error(`Cannot connect to ${frontend}: ${error.message}`);
  process.exit(1);
}

try {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const update = `update ${n}`;
    await socket.send([topic, update]);
    console.log(`${topic}: ${update}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
