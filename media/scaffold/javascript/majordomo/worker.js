/** Worker of Majordomo: offers a service by its name (DEALER; RFC 7). */
import { Dealer } from 'zeromq';

const WORKER = 'MDPW01';
const READY = 1;
const REQUEST = 2;
const REPLY = 3;
const HEARTBEAT = 4;
const DISCONNECT = 5;
const INTERVAL = 1000;
const LIVENESS = 3;

const usage = 'usage: worker [BROKER] [SERVICE]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const broker = args[0] ?? '{{endpoint.broker}}';
const service = args[1] ?? 'echo';
if (args.length > 2) {
  console.error(usage);
  process.exit(2);
}

function answer(request) {
  return request.startsWith('Hello') ? request.replace('Hello', 'World') : 'Say Hello';
}

function connect() {
  // DISCONNECT has 200 ms to reach the broker.
  const dealer = new Dealer({ linger: 200 });
  try {
    dealer.connect(broker);
  } catch (error) {
    console.error(`Cannot connect to ${broker}: ${error.message}`);
    process.exit(1);
  }
  return dealer;
}

/** A DEALER sends the empty frame itself, which makes it look like a REQ. */
async function send(dealer, command, ...rest) {
  await dealer.send(['', WORKER, Buffer.of(command), ...rest]);
}

let socket = connect();
let isStopping = false;

async function leave() {
  isStopping = true;
  // Without it the broker notices after three heartbeats.
  await send(socket, DISCONNECT).catch(() => undefined);
  socket.close();
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void leave());

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

/** Answers a request; whether the broker goes on with this worker. */
async function handle(dealer, frames) {
  const [start, header, command, client, empty, body, ...rest] = frames;
  if (start?.length !== 0 || header?.toString() !== WORKER || command?.length !== 1) {
    console.error('The broker sends what is no command.');
  } else if (command[0] === DISCONNECT) {
    return false;
  } else if (command[0] === REQUEST && client && empty?.length === 0 && body && rest.length === 0) {
    const request = body.toString();
    const reply = answer(request);
    await send(dealer, REPLY, client, '', reply);
    console.log(`${request} -> ${reply}`);
  } else if (command[0] !== HEARTBEAT) {
    console.error('The broker sends what is no request.');
  }
  return true;
}

/** Works until the broker is silent for too long, or does not know this worker. */
async function workWhileHeard(dealer) {
  let heartbeatAt = performance.now() + INTERVAL;
  let expiry = performance.now() + INTERVAL * LIVENESS;
  await send(dealer, READY, service);
  while (performance.now() < expiry) {
    const frames = await receiveUntil(dealer, Math.min(heartbeatAt, expiry));
    if (frames) {
      if (!(await handle(dealer, frames))) return;
      expiry = performance.now() + INTERVAL * LIVENESS;
    }
    if (performance.now() >= heartbeatAt) {
      await send(dealer, HEARTBEAT);
      heartbeatAt = performance.now() + INTERVAL;
    }
  }
}

try {
  for (;;) {
    await workWhileHeard(socket);
    socket.close();
    console.log('reconnecting');
    socket = connect();
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!isStopping) throw error;
}
