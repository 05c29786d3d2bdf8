/** Subscriber with CURVE: knows the publisher by its public key (SUB). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Subscriber } from 'zeromq';

const usage = 'usage: subscriber [DATA] [TOPIC] [KEYS]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const data = args[0] ?? '{{endpoint.data}}';
const topic = args[1] ?? '{{topic}}';
const keys = args[2] ?? 'keys';
if (args.length > 3) {
  console.error(usage);
  process.exit(2);
}

function readKey(directory, name) {
  const path = join(directory, name);
  let key;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    console.error(`Cannot read ${path} (${error.code}): run keys first.`);
    process.exit(1);
  }
  if (key.length === 40) return key;
  console.error(`${path} is no key of 40 characters: remove it, and run keys again.`);
  process.exit(1);
}

const socket = new Subscriber({
  linger: 0,
  curvePublicKey: readKey(keys, 'client.public'),
  curveSecretKey: readKey(keys, 'client.secret'),
  curveServerKey: readKey(keys, 'server.public'),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => socket.close());

socket.subscribe(topic);
try {
  socket.connect(data);
} catch (error) {
  console.error(`Cannot connect to ${data}: ${error.message}`);
  process.exit(1);
}

try {
  for await (const [received, update, ...rest] of socket) {
    if (received && update && rest.length === 0) console.log(`${received.toString()}: ${update.toString()}`);
    else console.error('A message is not a topic and a text.');
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!socket.closed) throw error;
}
