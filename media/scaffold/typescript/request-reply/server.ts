/** Server of request-reply: answers one request after the other (REP). */
import { Reply } from 'zeromq';

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

function answer(request: string): string {
  return request.startsWith('Hello') ? request.replace('Hello', 'World') : 'Say Hello';
}

/**
 * What arrives until the socket is closed.
 * A REP skips what has no empty frame in front (RFC 28), which zeromq.js tells by EAGAIN.
 */
async function* messagesOf(socket: Reply): AsyncGenerator<Buffer[]> {
  while (!socket.closed) {
    try {
      for await (const frames of socket) yield frames;
    } catch (error) {
      if (socket.closed) return;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      console.error('A message is not a request.');
    }
  }
}

const socket = new Reply({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => socket.close());

try {
  await socket.bind(service);
} catch (error) {
  console.error(`Cannot bind ${service}: ${(error as Error).message}`);
  process.exit(1);
}
console.log('ready');

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
