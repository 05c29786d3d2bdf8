/** Worker of the load-balancing broker: READY and each reply ask for work (REQ). */
import { Request } from 'zeromq';

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

const socket = new Request({ linger: 0, routingId: name });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => socket.close());

try {
  socket.connect(backend);
} catch (error) {
  console.error(`Cannot connect to ${backend}: ${error.message}`);
  process.exit(1);
}

try {
  await socket.send('READY');
  for await (const [client, empty, frame, ...rest] of socket) {
    if (!client || !empty || !frame || rest.length > 0) {
      console.error('The broker sends what is no request.');
      await socket.send('READY');
      continue;
    }
    const request = frame.toString();
    const reply = answer(request);
    await socket.send([client, empty, reply]);
    console.log(`${request} -> ${reply}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!socket.closed) throw error;
}
