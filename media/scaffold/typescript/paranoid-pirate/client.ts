/** Client of Paranoid Pirate: asks again over a new socket when no reply comes (REQ). */
import { setTimeout } from 'node:timers/promises';
import { Request } from 'zeromq';

const usage = 'usage: client [FRONTEND] [TIMEOUT] [RETRIES] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const frontend = args[0] ?? '{{endpoint.frontend}}';
const timeout = Number(args[1] ?? 2500);
const retries = Number(args[2] ?? 3);
const interval = Number(args[3] ?? 1000);
if (args.length > 4 || [timeout, retries, interval].some((n) => !Number.isInteger(n) || n < 0)) {
  console.error(usage);
  process.exit(2);
}

let socket: Request | undefined;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
    socket?.close();
  });
}

function connect(): Request {
  const request = new Request({ linger: 0, receiveTimeout: timeout });
  try {
    request.connect(frontend);
  } catch (error) {
    console.error(`Cannot connect to ${frontend}: ${(error as Error).message}`);
    process.exit(1);
  }
  return request;
}

/**
 * The reply; undefined when none comes in time.
 * A REQ that waits cannot send again (RFC 28): each attempt has a socket of its own.
 */
async function requestOnce(request: string): Promise<Buffer[] | undefined> {
  socket = connect();
  try {
    await socket.send(request);
    return await socket.receive();
  } catch (error) {
    if (stop.signal.aborted || (error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
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
    for (let k = 1; reply === undefined && k <= retries; k++) {
      console.log(`no reply, retrying ${k} of ${retries}`);
      reply = await requestOnce(request);
    }
    if (reply === undefined) {
      console.error('the server seems to be gone');
      process.exitCode = 1;
      break;
    }
    if (reply.length === 1) console.log(`${request} -> ${String(reply[0])}`);
    else console.error(`The reply to ${request} is not one text.`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
