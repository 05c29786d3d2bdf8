/** Ventilator of the pipeline: deals tasks out to the workers (PUSH). */
import { setTimeout } from 'node:timers/promises';
import { Push } from 'zeromq';

const usage = 'usage: ventilator [TASKS] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const tasks = args[0] ?? '{{endpoint.tasks}}';
const interval = Number(args[1] ?? 1000);
if (args.length > 2 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

// What is on its way to a worker at the end has 200 ms to get there.
const socket = new Push({ linger: 200 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    socket.close();
  });
}

try {
  await socket.bind(tasks);
} catch (error) {
  console.error(`Cannot bind ${tasks}: ${error.message}`);
  process.exit(1);
}
console.log('ready');

try {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    // Waits while there is no worker.
    await socket.send(String(n));
    console.log(`task ${n}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
