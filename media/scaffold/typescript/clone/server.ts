/** Server of Clone: keeps pairs, publishes their updates (ROUTER, PUB, PULL). */
import { Publisher, Pull, Router, type Socket } from 'zeromq';

const usage = 'usage: server [SNAPSHOT] [UPDATES] [COLLECTOR]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const snapshotEndpoint = args[0] ?? '{{endpoint.snapshot}}';
const updatesEndpoint = args[1] ?? '{{endpoint.updates}}';
const collectorEndpoint = args[2] ?? '{{endpoint.collector}}';
if (args.length > 3) {
  console.error(usage);
  process.exit(2);
}

async function bind(socket: Socket, endpoint: string): Promise<void> {
  try {
    await socket.bind(endpoint);
  } catch (error) {
    console.error(`Cannot bind ${endpoint}: ${(error as Error).message}`);
    process.exit(1);
  }
}

function encodeSequence(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

const snapshot = new Router({ linger: 0 });
const updates = new Publisher({ linger: 0 });
const collector = new Pull({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    snapshot.close();
    updates.close();
    collector.close();
  });
}

let sequence = 0n;
/** By key: the message of its last change. */
const store = new Map<string, Buffer[]>();

async function giveSnapshots(): Promise<void> {
  for await (const [peer, request, ...rest] of snapshot) {
    if (!peer || request?.toString() !== 'ICANHAZ?' || rest.length > 0) {
      console.error('A message does not ask for a snapshot.');
      continue;
    }
    // Changes that come in between belong to the updates, not to this snapshot.
    const end = encodeSequence(sequence);
    for (const pair of [...store.values()]) await snapshot.send([peer, ...pair]);
    await snapshot.send([peer, 'KTHXBAI', end, '']);
  }
}

async function collectChanges(): Promise<void> {
  for await (const [key, , body, ...rest] of collector) {
    if (!key || !body || rest.length > 0) {
      console.error('A change is not a key-value message.');
      continue;
    }
    sequence++;
    const change = [key, encodeSequence(sequence), body];
    if (body.length > 0) store.set(key.toString(), change);
    else store.delete(key.toString());
    await updates.send(change);
    console.log(`${key.toString()} = ${body.toString()} (${sequence})`);
  }
}

await bind(snapshot, snapshotEndpoint);
await bind(updates, updatesEndpoint);
await bind(collector, collectorEndpoint);
console.log('ready');
try {
  await Promise.all([giveSnapshots(), collectChanges()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!snapshot.closed) throw error;
}
