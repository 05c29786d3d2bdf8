/** Asynchronous server: answers each request twice, whoever asked (ROUTER). */
import { isUtf8 } from 'node:buffer';
import { Router } from 'zeromq';

const usage = 'usage: server [SERVICE]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const service = args[0] ?? '{{endpoint.service}}';
if (args.length > 1) {
  console.error(usage);
  process.exit(2);
}

/** The routing id as text, in hex where it is none. */
function nameOf(routingId) {
  const name = routingId.toString();
  return isUtf8(routingId) && !/\p{C}/u.test(name) ? name : `0x${routingId.toString('hex')}`;
}

const socket = new Router({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => socket.close());

try {
  await socket.bind(service);
} catch (error) {
  console.error(`Cannot bind ${service}: ${error.message}`);
  process.exit(1);
}
console.log('ready');

// The ROUTER puts the peer's routing id in front of what arrives.
try {
  for await (const [client, frame, ...rest] of socket) {
    if (!client) continue;
    const isText = frame !== undefined && rest.length === 0;
    if (!isText) console.error('A request is not one text.');
    const request = isText ? frame.toString() : '';
    if (!request.startsWith('request ')) {
      await socket.send([client, 'unknown request']);
      continue;
    }
    const n = request.slice('request '.length);
    console.log(`${nameOf(client)}: ${request}`);
    await socket.send([client, `accepted ${n}`]);
    await socket.send([client, `done ${n}`]);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!socket.closed) throw error;
}
