/** Publisher that begins when its subscribers are there (PUB, and REP to check in). */
import { setTimeout } from 'node:timers/promises';
import { Publisher, Reply, type Socket } from 'zeromq';

const usage = 'usage: publisher [DATA] [SYNC] [TOPIC] [SUBSCRIBERS] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const dataEndpoint = args[0] ?? '{{endpoint.data}}';
const syncEndpoint = args[1] ?? '{{endpoint.sync}}';
const topic = args[2] ?? '{{topic}}';
const subscribers = Number(args[3] ?? 1);
const interval = Number(args[4] ?? 1000);
if (args.length > 5 || [subscribers, interval].some((n) => !Number.isInteger(n) || n < 0)) {
  console.error(usage);
  process.exit(2);
}

async function bind(socket: Socket, endpoint: string): Promise<void> {
  try {
    await socket.bind(endpoint);
  } catch (error) {
    console.error(`Cannot bind ${endpoint}: ${(error as Error).message}`);
    process.exit(1);
  }
}

/**
 * What arrives until the socket is closed.
 * A REP skips what has no empty frame in front (RFC 28), which zeromq.js tells by EAGAIN.
 */
async function* messagesOf(socket: Reply): AsyncGenerator<Buffer[]> {
  while (!socket.closed) {
    try {
      for await (const frames of socket) yield frames;
    } catch (error) {
      if (socket.closed) return;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      console.error('A message is not a request.');
    }
  }
}

const data = new Publisher({ linger: 0 });
const sync = new Reply({ linger: 0 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
    data.close();
    sync.close();
  });
}

// A PUB drops what nobody subscribes to: subscribers check in by another way.
let joined = 0;

async function takeCheckIns(): Promise<void> {
  for await (const frames of messagesOf(sync)) {
    const isReady = frames.map(String).join() === 'ready';
    await sync.send(isReady ? 'go' : 'say ready');
    if (!isReady) console.error('A check-in does not say ready.');
    else if (++joined <= subscribers) console.log(`subscriber ${joined} of ${subscribers}`);
  }
}

async function publish(): Promise<void> {
  while (joined < subscribers) {
    await data.send('sync');
    await setTimeout(100, undefined, { signal: stop.signal });
  }
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const update = `update ${n}`;
    await data.send([topic, update]);
    console.log(`${topic}: ${update}`);
  }
}

await bind(data, dataEndpoint);
await bind(sync, syncEndpoint);
console.log('ready');
try {
  await Promise.all([takeCheckIns(), publish()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!stop.signal.aborted) throw error;
}
