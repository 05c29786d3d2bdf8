/** Worker of Paranoid Pirate: connects anew when it hears nothing (DEALER; RFC 6). */
import { setTimeout } from 'node:timers/promises';
import { Dealer } from 'zeromq';

const READY = 1;
const HEARTBEAT = 2;
const INTERVAL = 1000;
const LIVENESS = 3;
const LONGEST_WAIT = 32_000;

const usage = 'usage: worker [BACKEND] [NAME]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const backend = args[0] ?? '{{endpoint.backend}}';
const name = args[1] ?? 'worker-1';
if (args.length > 2 || name === '' || Buffer.byteLength(name) > 255) {
  console.error(usage);
  process.exit(2);
}

function answer(request) {
  return request.startsWith('Hello') ? `${request.replace('Hello', 'World')} from ${name}` : 'Say Hello';
}

let socket;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    socket?.close();
  });
}

function connect() {
  const dealer = new Dealer({ linger: 0, routingId: name });
  try {
    dealer.connect(backend);
  } catch (error) {
    console.error(`Cannot connect to ${backend}: ${error.message}`);
    process.exit(1);
  }
  return dealer;
}

/** A message; undefined when none comes until then. */
async function receiveUntil(dealer, end) {
  dealer.receiveTimeout = Math.max(0, Math.ceil(end - performance.now()));
  try {
    return await dealer.receive();
  } catch (error) {
    if (dealer.closed || error.code !== 'EAGAIN') throw error;
    return undefined;
  }
}

async function handle(dealer, [client, empty, frame, ...rest]) {
  if (client?.length === 1 && client[0] === HEARTBEAT && !empty) return;
  if (!client || empty?.length !== 0 || !frame || rest.length > 0) {
    console.error('The queue sends what is no request.');
    return;
  }
  const request = frame.toString();
  const reply = answer(request);
  await dealer.send([client, '', reply]);
  console.log(`${request} -> ${reply}`);
}

/** Works until the queue is silent for too long; whether it was heard at all. */
async function workWhileHeard(dealer) {
  let wasHeard = false;
  let heartbeatAt = performance.now() + INTERVAL;
  let expiry = performance.now() + INTERVAL * LIVENESS;
  await dealer.send(Buffer.of(READY));
  while (performance.now() < expiry) {
    const frames = await receiveUntil(dealer, Math.min(heartbeatAt, expiry));
    if (frames) {
      await handle(dealer, frames);
      wasHeard = true;
      expiry = performance.now() + INTERVAL * LIVENESS;
    }
    if (performance.now() >= heartbeatAt) {
      await dealer.send(Buffer.of(HEARTBEAT));
      heartbeatAt = performance.now() + INTERVAL;
    }
  }
  return wasHeard;
}

try {
  for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    socket = connect();
    if (await workWhileHeard(socket)) wait = 1000;
    socket.close();
    console.log('reconnecting');
    await setTimeout(wait, undefined, { signal: stop.signal });
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
