/** Client of Majordomo: asks for a service by its name (REQ; RFC 7). */
import { setTimeout } from 'node:timers/promises';
import { Request } from 'zeromq';

const CLIENT = 'MDPC01';
const TIMEOUT = 2500;
const RETRIES = 3;

const usage = 'usage: client [BROKER] [SERVICE] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const broker = args[0] ?? '{{endpoint.broker}}';
const service = args[1] ?? 'echo';
const interval = Number(args[2] ?? 1000);
if (args.length > 3 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
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
  const request = new Request({ linger: 0, receiveTimeout: TIMEOUT });
  try {
    request.connect(broker);
  } catch (error) {
    console.error(`Cannot connect to ${broker}: ${error.message}`);
    process.exit(1);
  }
  return request;
}

/**
 * The reply; undefined when none comes in time.
 * A REQ that waits cannot send again (RFC 28): each attempt has a socket of its own.
 */
async function requestOnce(request) {
  socket = connect();
  try {
    await socket.send([CLIENT, service, request]);
    const [header, , reply, ...rest] = await socket.receive();
    if (header?.toString() === CLIENT && reply && rest.length === 0) return reply.toString();
    console.error('The broker sends what is no reply.');
    return undefined;
  } catch (error) {
    if (stop.signal.aborted || error.code !== 'EAGAIN') throw error;
    return undefined;
  } finally {
    socket.close();
  }
}

try {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const request = `Hello ${n}`;
    let reply = await requestOnce(request);
    for (let k = 1; reply === undefined && k <= RETRIES; k++) {
      console.log(`no reply, retrying ${k} of ${RETRIES}`);
      reply = await requestOnce(request);
    }
    if (reply === undefined) {
      console.error('the server seems to be gone');
      process.exitCode = 1;
      break;
    }
    console.log(`${request} -> ${reply}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
