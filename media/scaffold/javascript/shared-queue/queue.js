/** Shared queue: deals requests out to the workers in turn (ROUTER, DEALER). */
import { Dealer, Router } from 'zeromq';

const usage = 'usage: queue [FRONTEND] [BACKEND]';
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

const frontend = new Router({ linger: 0 });
const backend = new Dealer({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    frontend.close();
    backend.close();
  });
}

// The client's routing id travels along, and the reply finds its way back by it.
async function forwardRequests() {
  for await (const frames of frontend) await backend.send(frames);
}

async function forwardReplies() {
  for await (const frames of backend) await frontend.send(frames);
}

await bind(frontend, frontendEndpoint);
await bind(backend, backendEndpoint);
console.log('ready');
try {
  await Promise.all([forwardRequests(), forwardReplies()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!backend.closed) throw error;
}
