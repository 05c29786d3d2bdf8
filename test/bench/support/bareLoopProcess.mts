/** Receives with nothing but zeromq.js, for bareLoop.ts. Run by Node itself, so types only. */
import { Pull } from 'zeromq';

process.on('message', (count: number) => void receive(count));

async function receive(count: number): Promise<void> {
  const socket = new Pull({ linger: 0 });
  await socket.bind('tcp://127.0.0.1:*');
  process.send!({ endpoint: socket.lastEndpoint });
  let received = 0;
  let started = 0;
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  for await (const _ of socket) {
    received++;
    if (received === 1) started = performance.now();
    if (received === count) break;
  }
  const seconds = (performance.now() - started) / 1000;
  socket.close();
  process.send!({ seconds });
}
