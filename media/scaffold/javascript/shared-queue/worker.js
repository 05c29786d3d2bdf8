/** Worker of the shared queue: answers what the queue gives it (REP). */
import { Reply } from 'zeromq';

const usage = 'usage: worker [BACKEND] [NAME]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const backend = args[0] ?? '{{endpoint.backend}}';
const name = args[1] ?? 'worker-1';
if (args.length > 2) {
  console.error(usage);
  process.exit(2);
}

function answer(request) {
  return request.startsWith('Hello') ? `${request.replace('Hello', 'World')} from ${name}` : 'Say Hello';
}

/**
 * What arrives until the socket is closed.
 * A REP skips what has no empty frame in front (RFC 28), which zeromq.js tells by EAGAIN.
 */
async function* messagesOf(socket) {
  while (!socket.closed) {
    try {
      for await (const frames of socket) yield frames;
    } catch (error) {
      if (socket.closed) return;
      if (error.code !== 'EAGAIN') throw error;
      console.error('A message is not a request.');
    }
  }
}

const socket = new Reply({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => socket.close());

try {
  socket.connect(backend);
} catch (error) {
  console.error(`Cannot connect to ${backend}: ${error.message}`);
  process.exit(1);
}

try {
  for await (const [frame, ...rest] of messagesOf(socket)) {
    if (!frame || rest.length > 0) {
      console.error('A request is not one text.');
      await socket.send('Say Hello');
      continue;
    }
    const request = frame.toString();
    const reply = answer(request);
    await socket.send(reply);
    console.log(`${request} -> ${reply}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!socket.closed) throw error;
}
