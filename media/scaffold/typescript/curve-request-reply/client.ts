/** Client with CURVE: knows the server by its public key (REQ). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Request } from 'zeromq';

const usage = 'usage: client [SERVICE] [INTERVAL] [KEYS]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const service = args[0] ?? '{{endpoint.service}}';
const interval = Number(args[1] ?? 1000);
const keys = args[2] ?? 'keys';
if (args.length > 3 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

function readKey(directory: string, name: string): string {
  const path = join(directory, name);
  let key: string;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    console.error(`Cannot read ${path} (${(error as NodeJS.ErrnoException).code}): run keys first.`);
    process.exit(1);
  }
  if (key.length === 40) return key;
  console.error(`${path} is no key of 40 characters: remove it, and run keys again.`);
  process.exit(1);
}

const socket = new Request({
  linger: 0,
  curvePublicKey: readKey(keys, 'client.public'),
  curveSecretKey: readKey(keys, 'client.secret'),
  curveServerKey: readKey(keys, 'server.public'),
});
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
    socket.close();
  });
}

try {
  socket.connect(service);
} catch (error) {
  console.error(`Cannot connect to ${service}: ${(error as Error).message}`);
  process.exit(1);
}

try {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const request = `Hello ${n}`;
    await socket.send(request);
    const [reply, ...rest] = await socket.receive();
    if (reply && rest.length === 0) console.log(`${request} -> ${reply.toString()}`);
    else console.error(`The reply to ${request} is not one text.`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!stop.signal.aborted) throw error;
}
