/** Load-balancing broker: each request goes to who is idle longest (two ROUTERs). */
import { EventEmitter, once } from 'node:events';
import { Router } from 'zeromq';

const usage = 'usage: broker [FRONTEND] [BACKEND]';
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
// A worker that comes back under its name takes its old connection's place.
const backend = new Router({ linger: 0, handover: true });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    frontend.close();
    backend.close();
  });
}

/** Idle workers by their routing ids in hex, the longest idle first. */
const idle = new Map();
const changes = new EventEmitter();

async function takeReplies() {
  for await (const [worker, , ...frames] of backend) {
    const [client, empty, reply] = frames;
    if (!worker) continue;
    if (frames.length === 1 && client?.toString() === 'READY') {
      console.log('worker ready');
    } else if (frames.length === 3 && client && empty?.length === 0 && reply) {
      await frontend.send([client, '', reply]);
    } else {
      console.error('A worker sends what is no reply.');
      continue;
    }
    idle.set(worker.toString('hex'), worker);
    changes.emit('idle');
  }
}

async function giveRequests() {
  while (!stop.signal.aborted) {
    // Without an idle worker, requests wait in the frontend's queue.
    if (idle.size === 0) await once(changes, 'idle', { signal: stop.signal });
    const [client, empty, request, ...rest] = await frontend.receive();
    const [worker] = idle.values();
    if (!worker || !client || empty?.length !== 0 || !request || rest.length > 0) {
      console.error('A client sends what is no request.');
      continue;
    }
    idle.delete(worker.toString('hex'));
    await backend.send([worker, '', client, '', request]);
  }
}

await bind(frontend, frontendEndpoint);
await bind(backend, backendEndpoint);
console.log('ready');
try {
  await Promise.all([takeReplies(), giveRequests()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!stop.signal.aborted) throw error;
}
