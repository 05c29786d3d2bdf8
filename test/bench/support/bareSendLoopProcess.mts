/** Sends with nothing but zeromq.js, for bareSendLoop.ts. Run by Node itself, so types only. */
import { Push } from 'zeromq';

process.on('message', (order: { endpoint: string; count: number; size: number }) => void send(order));

async function send({ endpoint, count, size }: { endpoint: string; count: number; size: number }) {
  const socket = new Push();
  socket.connect(endpoint);
  const message = Buffer.alloc(size, 'x');
  for (let sent = 0; sent < count; sent++) await socket.send(message);
  process.send!('sent');
  socket.close();
}
