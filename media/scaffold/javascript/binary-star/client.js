/** Client of Binary Star: turns to the other server when one does not answer (REQ). */
import { setTimeout } from 'node:timers/promises';
import { Request } from 'zeromq';

const TIMEOUT = 1000;
// The passive server must have had the time to see that the active one is gone.
const SETTLE = 2000;

const usage = 'usage: client [PRIMARY] [BACKUP] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const primary = args[0] ?? '{{endpoint.primary}}';
const backup = args[1] ?? '{{endpoint.backup}}';
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

function connect(server) {
  const request = new Request({ linger: 0, receiveTimeout: TIMEOUT });
  try {
    request.connect(server);
  } catch (error) {
    console.error(`Cannot connect to ${server}: ${error.message}`);
    process.exit(1);
  }
  return request;
}

/**
 * The reply; undefined when none comes in time.
 * A REQ that waits cannot send again (RFC 28): each attempt has a socket of its own.
 */
async function requestOnce(server, request) {
  socket = connect(server);
  try {
    await socket.send(request);
    return await socket.receive();
  } catch (error) {
    if (stop.signal.aborted || error.code !== 'EAGAIN') throw error;
    return undefined;
  } finally {
    socket.close();
  }
}

try {
  let [server, other] = [primary, backup];
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const request = `Hello ${n}`;
    let reply = await requestOnce(server, request);
    while (reply === undefined) {
      [server, other] = [other, server];
      console.log(`failing over to ${server}`);
      await setTimeout(SETTLE, undefined, { signal: stop.signal });
      reply = await requestOnce(server, request);
    }
    if (reply.length === 1) console.log(`${request} -> ${String(reply[0])}`);
    else console.error(`The reply to ${request} is not one text.`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
