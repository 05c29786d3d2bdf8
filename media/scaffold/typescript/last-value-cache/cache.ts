/** Last value cache: who subscribes gets the last values at once (SUB, XPUB). */
import { Subscriber, XPublisher } from 'zeromq';

const usage = 'usage: cache [FRONTEND] [BACKEND]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const frontendEndpoint = args[0] ?? '{{endpoint.frontend}}';
const backendEndpoint = args[1] ?? '{{endpoint.backend}}';
if (args.length > 2) {
  console.error(usage);
  process.exit(2);
}

/**
 * What arrives until the socket is closed.
 * An XPUB may skip parts of what is no subscription, which zeromq.js tells by EAGAIN.
 */
async function* messagesOf(socket: XPublisher): AsyncGenerator<Buffer[]> {
  while (!socket.closed) {
    try {
      for await (const frames of socket) yield frames;
    } catch (error) {
      if (socket.closed) return;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      console.error('A message is no subscription.');
    }
  }
}

const frontend = new Subscriber({ linger: 0 });
// Tells each subscription, not only the first one of a topic.
const backend = new XPublisher({ linger: 0, verbosity: 'allSubs' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    frontend.close();
    backend.close();
  });
}

const values = new Map<string, string>();

let lastSend = Promise.resolve();

/** One send after the other: a second one before the first has ended is refused (EBUSY). */
async function send(topic: string, value: string): Promise<void> {
  lastSend = lastSend.then(() => backend.send([topic, value]));
  await lastSend;
}

async function forwardUpdates(): Promise<void> {
  for await (const [topic, value, ...rest] of frontend) {
    if (!topic || !value || rest.length > 0) {
      console.error('An update is not a topic and a value.');
      continue;
    }
    values.set(topic.toString(), value.toString());
    await send(topic.toString(), value.toString());
  }
}

/** Sends what is kept to a new subscription: 1, then the prefix (RFC 29). */
async function replay(): Promise<void> {
  for await (const [subscription] of messagesOf(backend)) {
    if (subscription?.[0] !== 1) continue;
    const prefix = subscription.toString('utf8', 1);
    const kept = [...values].filter(([topic]) => topic.startsWith(prefix));
    // An XPUB cannot send to one subscriber alone: all who subscribed get them again.
    for (const [topic, value] of kept) await send(topic, value);
    console.log(`replayed ${kept.length} values for ${prefix}`);
  }
}

frontend.subscribe();
try {
  frontend.connect(frontendEndpoint);
} catch (error) {
  console.error(`Cannot connect to ${frontendEndpoint}: ${(error as Error).message}`);
  process.exit(1);
}
try {
  await backend.bind(backendEndpoint);
} catch (error) {
  console.error(`Cannot bind ${backendEndpoint}: ${(error as Error).message}`);
  process.exit(1);
}
console.log('ready');
try {
  await Promise.all([forwardUpdates(), replay()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!backend.closed) throw error;
}
