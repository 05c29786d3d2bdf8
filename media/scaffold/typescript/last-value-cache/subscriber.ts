/** Subscriber of the cache: begins with the last value (SUB). */
import { Subscriber } from 'zeromq';

const usage = 'usage: subscriber [BACKEND] [TOPIC]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const backend = args[0] ?? '{{endpoint.backend}}';
const topic = args[1] ?? '{{topic}}';
if (args.length > 2) {
  console.error(usage);
  process.exit(2);
}

const socket = new Subscriber({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => socket.close());

socket.subscribe(topic);
try {
  socket.connect(backend);
} catch (error) {
  console.error(`Cannot connect to ${backend}: ${(error as Error).message}`);
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
