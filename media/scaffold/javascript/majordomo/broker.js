/** Broker of Majordomo: brings requests to the workers of a service (ROUTER; RFC 7). */
import { Router } from 'zeromq';

const CLIENT = 'MDPC01';
const WORKER = 'MDPW01';
const READY = 1;
const REQUEST = 2;
const REPLY = 3;
const HEARTBEAT = 4;
const DISCONNECT = 5;
const INTERVAL = 1000;
const LIVENESS = 3;

const usage = 'usage: broker [BROKER]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const endpoint = args[0] ?? '{{endpoint.broker}}';
if (args.length > 1) {
  console.error(usage);
  process.exit(2);
}

const socket = new Router({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => socket.close());

const services = new Map();
/** By their addresses in hex. */
const workers = new Map();

function serviceNamed(name) {
  const service = services.get(name) ?? { requests: [], idle: new Set() };
  services.set(name, service);
  return service;
}

async function tell(address, command, ...rest) {
  await socket.send([address, '', WORKER, Buffer.of(command), ...rest]);
}

async function dispatch({ requests, idle }) {
  for (const worker of idle) {
    const request = requests.shift();
    if (!request) return;
    idle.delete(worker);
    await tell(worker.address, REQUEST, ...request);
  }
}

async function waitForWork(worker) {
  const service = serviceNamed(worker.service);
  service.idle.add(worker);
  await dispatch(service);
}

function forget(worker) {
  workers.delete(worker.address.toString('hex'));
  serviceNamed(worker.service).idle.delete(worker);
  console.log(`worker gone: ${worker.service}`);
}

async function handleWorker(address, command, rest) {
  const key = address.toString('hex');
  const worker = workers.get(key);
  const expiry = performance.now() + INTERVAL * LIVENESS;
  if (worker) worker.expiry = expiry;
  const [first, empty, ...body] = rest;
  if (command === READY && !worker && first && !empty) {
    const added = { address, service: first.toString(), expiry };
    workers.set(key, added);
    console.log(`worker ready: ${added.service}`);
    await waitForWork(added);
  } else if (command === REPLY && worker && first && empty?.length === 0 && body.length > 0) {
    await socket.send([first, '', CLIENT, worker.service, ...body]);
    await waitForWork(worker);
  } else if (command === DISCONNECT) {
    if (worker) forget(worker);
  } else if (command !== HEARTBEAT || !worker) {
    // Out of turn, or from before this broker began: it has to begin anew.
    await tell(address, DISCONNECT);
    if (worker) forget(worker);
  }
}

async function handle([sender, empty, header, ...frames]) {
  const [first, ...rest] = frames;
  if (sender && empty?.length === 0 && header?.toString() === CLIENT && first && rest.length > 0) {
    const service = serviceNamed(first.toString());
    service.requests.push([sender, Buffer.of(), ...rest]);
    await dispatch(service);
  } else if (sender && empty?.length === 0 && header?.toString() === WORKER && first?.length === 1) {
    await handleWorker(sender, first[0], rest);
  } else {
    console.error("A message is neither a client's nor a worker's.");
  }
}

/** A message; undefined when none comes until then. */
async function receiveUntil(end) {
  socket.receiveTimeout = Math.max(0, Math.ceil(end - performance.now()));
  try {
    return await socket.receive();
  } catch (error) {
    if (error.code !== 'EAGAIN') throw error;
    return undefined;
  }
}

try {
  await socket.bind(endpoint);
} catch (error) {
  console.error(`Cannot bind ${endpoint}: ${error.message}`);
  process.exit(1);
}
console.log('ready');

let heartbeatAt = performance.now() + INTERVAL;
while (!socket.closed) {
  const frames = await receiveUntil(heartbeatAt);
  if (frames) await handle(frames);
  for (const worker of workers.values()) if (worker.expiry < performance.now()) forget(worker);
  if (!socket.closed && performance.now() >= heartbeatAt) {
    for (const { address } of workers.values()) await tell(address, HEARTBEAT);
    heartbeatAt = performance.now() + INTERVAL;
  }
}
