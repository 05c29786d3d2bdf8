/** Queue of Paranoid Pirate: gives requests to workers it hears (two ROUTERs; RFC 6). */
import { isUtf8 } from 'node:buffer';
import { EventEmitter, once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Router } from 'zeromq';

const READY = 1;
const HEARTBEAT = 2;
const INTERVAL = 1000;
const LIVENESS = 3;

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

/** The routing id as text, in hex where it is none. */
function nameOf(routingId) {
  const name = routingId.toString();
  return isUtf8(routingId) && !/\p{C}/u.test(name) ? name : `0x${routingId.toString('hex')}`;
}

/** By routing ids in hex: until when each worker is there without another sign, and who is idle, the longest first. */
const expiries = new Map();
const idle = new Map();
const changes = new EventEmitter();

function hear(worker, { isReady = false, isIdle = false }) {
  const key = worker.toString('hex');
  const isNew = !expiries.has(key);
  expiries.set(key, performance.now() + INTERVAL * LIVENESS);
  if (isNew || isReady) console.log(`worker ${nameOf(worker)} ready`);
  // A heartbeat may cross a request: only one who is new is idle by it.
  if (!isNew && !isIdle) return;
  idle.set(key, worker);
  changes.emit('idle');
}

function dropSilent() {
  for (const [key, expiry] of expiries) {
    if (expiry >= performance.now()) continue;
    expiries.delete(key);
    idle.delete(key);
    console.log(`worker ${nameOf(Buffer.from(key, 'hex'))} gone`);
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

let lastSend = Promise.resolve();

/** One send after the other: a second one before the first has ended is refused (EBUSY). */
async function sendToWorker(frames) {
  lastSend = lastSend.then(() => backend.send(frames));
  await lastSend;
}

async function takeReplies() {
  for await (const [worker, first, empty, reply, ...rest] of backend) {
    if (!worker || !first) continue;
    const sign = first.length === 1 && !empty ? first[0] : undefined;
    if (sign === READY) {
      hear(worker, { isReady: true, isIdle: true });
    } else if (sign === HEARTBEAT) {
      hear(worker, {});
    } else if (empty?.length === 0 && reply && rest.length === 0) {
      hear(worker, { isIdle: true });
      await frontend.send([first, '', reply]);
    } else {
      console.error('A worker sends what is no reply.');
    }
  }
}

async function nextIdle() {
  for (;;) {
    dropSilent();
    const [worker] = idle.values();
    if (worker) return worker;
    await once(changes, 'idle', { signal: stop.signal });
  }
}

async function giveRequests() {
  while (!stop.signal.aborted) {
    // Without an idle worker, requests wait in the frontend's queue.
    await nextIdle();
    const [client, empty, request, ...rest] = await frontend.receive();
    if (!client || empty?.length !== 0 || !request || rest.length > 0) {
      console.error('A client sends what is no request.');
      continue;
    }
    const worker = await nextIdle();
    idle.delete(worker.toString('hex'));
    await sendToWorker([worker, client, empty, request]);
  }
}

async function sendHeartbeats() {
  for (;;) {
    await setTimeout(INTERVAL, undefined, { signal: stop.signal });
    dropSilent();
    for (const worker of idle.values()) await sendToWorker([worker, Buffer.of(HEARTBEAT)]);
  }
}

await bind(frontend, frontendEndpoint);
await bind(backend, backendEndpoint);
console.log('ready');
try {
  await Promise.all([takeReplies(), giveRequests(), sendHeartbeats()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!stop.signal.aborted) throw error;
}
