/** Proxy: publishers and subscribers find one another through it (XSUB, XPUB). */
import { XPublisher, XSubscriber } from 'zeromq';

const usage = 'usage: proxy [FRONTEND] [BACKEND]';
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

async function bind(socket, endpoint) {
  try {
    await socket.bind(endpoint);
  } catch (error) {
    console.error(`Cannot bind ${endpoint}: ${error.message}`);
    process.exit(1);
  }
}

/** A subscription is one frame: 1 or 0, then the topic (RFC 29). */
function showSubscription([frame, ...rest]) {
  const word = ['unsubscribe', 'subscribe'][frame?.[0] ?? -1];
  if (frame && word && rest.length === 0) console.log(`${word} ${frame.toString('utf8', 1)}`);
}

/**
 * What arrives until the socket is closed.
 * An XPUB may skip parts of what is no subscription, which zeromq.js tells by EAGAIN.
 */
async function* messagesOf(socket) {
  while (!socket.closed) {
    try {
      for await (const frames of socket) yield frames;
    } catch (error) {
      if (socket.closed) return;
      if (error.code !== 'EAGAIN') throw error;
      console.error('A message is no subscription.');
    }
  }
}

const frontend = new XSubscriber({ linger: 0 });
const backend = new XPublisher({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    frontend.close();
    backend.close();
  });
}

async function forwardUpdates() {
  for await (const frames of frontend) await backend.send(frames);
}

async function forwardSubscriptions() {
  // The publishers get the subscriptions, and filter at the source.
  for await (const frames of messagesOf(backend)) {
    showSubscription(frames);
    await frontend.send(frames);
  }
}

await bind(frontend, frontendEndpoint);
await bind(backend, backendEndpoint);
console.log('ready');
try {
  await Promise.all([forwardUpdates(), forwardSubscriptions()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!backend.closed) throw error;
}
