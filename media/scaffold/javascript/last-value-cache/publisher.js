/** Publisher of five sensors, one value after the other (PUB). */
import { setTimeout } from 'node:timers/promises';
import { Publisher } from 'zeromq';

const usage = 'usage: publisher [FRONTEND] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const frontend = args[0] ?? '{{endpoint.frontend}}';
const interval = Number(args[1] ?? 1000);
if (args.length > 2 || !Number.isInteger(interval) || interval < 0) {
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
  await socket.bind(frontend);
} catch (error) {
  console.error(`Cannot bind ${frontend}: ${error.message}`);
  process.exit(1);
}
console.log('ready');

try {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const topic = `sensor.${((n - 1) % 5) + 1}`;
    const value = `value ${n}`;
    await socket.send([topic, value]);
    console.log(`${topic}: ${value}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
