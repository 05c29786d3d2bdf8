/** Second of the exclusive pair: connects, and answers ping by pong (PAIR). */
import { Pair } from 'zeromq';

const usage = 'usage: second [LINK]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const link = args[0] ?? '{{endpoint.link}}';
if (args.length > 1) {
  console.error(usage);
  process.exit(2);
}

const socket = new Pair({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => socket.close());

try {
  socket.connect(link);
} catch (error) {
  console.error(`Cannot connect to ${link}: ${error.message}`);
  process.exit(1);
}

try {
  for await (const [frame, ...rest] of socket) {
    const question = rest.length === 0 ? String(frame) : '';
    if (!question.startsWith('ping ')) {
      console.error('A message is no ping.');
      continue;
    }
    const answer = question.replace('ping', 'pong');
    await socket.send(answer);
    console.log(`${question} -> ${answer}`);
  }
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!socket.closed) throw error;
}
