/** Subscriber that checks in, so that it misses nothing (SUB, and REQ to check in). */
import { Request, Subscriber, type Socket } from 'zeromq';

const usage = 'usage: subscriber [DATA] [SYNC] [TOPIC]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const dataEndpoint = args[0] ?? '{{endpoint.data}}';
const syncEndpoint = args[1] ?? '{{endpoint.sync}}';
const topic = args[2] ?? '{{topic}}';
if (args.length > 3) {
  console.error(usage);
  process.exit(2);
}

function connect(socket: Socket, endpoint: string): void {
  try {
    socket.connect(endpoint);
  } catch (error) {
    console.error(`Cannot connect to ${endpoint}: ${(error as Error).message}`);
    process.exit(1);
  }
}

const data = new Subscriber({ linger: 0 });
const sync = new Request({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    data.close();
    sync.close();
  });
}

async function checkIn(): Promise<void> {
  data.unsubscribe('sync');
  await sync.send('ready');
  try {
    const reply = await sync.receive();
    if (reply.map(String).join() !== 'go') console.error('The publisher does not say go.');
  } catch (error) {
    // Closing the socket ends what waits for it.
    if (!sync.closed) throw error;
  }
}

// Subscriptions arrive in their order: with the first sync, both are in force.
data.subscribe(topic, 'sync');
connect(data, dataEndpoint);
connect(sync, syncEndpoint);

let checkedIn: Promise<void> | undefined;
try {
  for await (const [received, update, ...rest] of data) {
    if (received && update && rest.length === 0) {
      console.log(`${received.toString()}: ${update.toString()}`);
    } else if (received?.toString() === 'sync' && !update) {
      checkedIn ??= checkIn();
    } else {
      console.error('A message is not a topic and a text.');
    }
  }
  await checkedIn;
} catch (error) {
  // Closing the socket ends what waits for it.
  if (!data.closed) throw error;
}
