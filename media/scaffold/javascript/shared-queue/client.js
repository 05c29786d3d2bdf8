/** Client of the shared queue: asks whichever worker is next (REQ). */
import { setTimeout } from 'node:timers/promises';
import { Request } from 'zeromq';

const usage = 'usage: client [FRONTEND] [INTERVAL]';
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

const socket = new Request({ linger: 0 });
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
    const request = `Hello ${n}`;
    await socket.send(request);
    const [reply, ...rest] = await socket.receive();
    if (reply && rest.length === 0) console.log(`${request} -> ${reply.toString()}`);
    else console.error(`The reply to ${request} is not one text.`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
