/** Client of Clone: has the pairs all others have, changes some (DEALER, SUB, PUSH). */
import { setTimeout } from 'node:timers/promises';
import { Dealer, Push, Subscriber } from 'zeromq';

const usage = 'usage: client [SNAPSHOT] [UPDATES] [COLLECTOR] [NAME] [INTERVAL]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const snapshotEndpoint = args[0] ?? '{{endpoint.snapshot}}';
const updatesEndpoint = args[1] ?? '{{endpoint.updates}}';
const collectorEndpoint = args[2] ?? '{{endpoint.collector}}';
const name = args[3] ?? 'client-1';
const interval = Number(args[4] ?? 1000);
if (args.length > 5 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

function connect(socket, endpoint) {
  try {
    socket.connect(endpoint);
  } catch (error) {
    console.error(`Cannot connect to ${endpoint}: ${error.message}`);
    process.exit(1);
  }
}

const snapshot = new Dealer({ linger: 0, receiveTimeout: 1000 });
const updates = new Subscriber({ linger: 0 });
const collector = new Push({ linger: 0 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    snapshot.close();
    updates.close();
    collector.close();
  });
}

let sequence = 0n;
const pairs = new Map();

/** Takes pairs up to the end of the snapshot; throws EAGAIN when the server is silent. */
async function takeSnapshot() {
  await snapshot.send('ICANHAZ?');
  for (;;) {
    const [key, number, body, ...rest] = await snapshot.receive();
    if (!key || number?.length !== 8 || !body || rest.length > 0) {
      console.error('A message is not a key-value message.');
    } else if (key.toString() === 'KTHXBAI') {
      sequence = number.readBigUInt64BE();
      return;
    } else {
      pairs.set(key.toString(), body.toString());
    }
  }
}

async function askForSnapshot() {
  for (;;) {
    try {
      return await takeSnapshot();
    } catch (error) {
      if (stop.signal.aborted || error.code !== 'EAGAIN') throw error;
      // The server was not there, or has gone in between: begin anew.
      pairs.clear();
    }
  }
}

async function takeUpdates() {
  for await (const [key, number, body, ...rest] of updates) {
    if (!key || number?.length !== 8 || !body || rest.length > 0) {
      console.error('An update is not a key-value message.');
      continue;
    }
    // What came while the snapshot was on its way may be in it already.
    if (number.readBigUInt64BE() <= sequence) continue;
    sequence = number.readBigUInt64BE();
    if (body.length > 0) pairs.set(key.toString(), body.toString());
    else pairs.delete(key.toString());
    console.log(`${key.toString()} = ${body.toString()} (${sequence})`);
  }
}

async function sendChanges() {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    // The server gives the sequence.
    await collector.send([`${name}.${((n - 1) % 5) + 1}`, Buffer.alloc(8), String(n)]);
  }
}

// Updates first, so that none is missed between the snapshot and them.
updates.subscribe();
connect(updates, updatesEndpoint);
connect(snapshot, snapshotEndpoint);
connect(collector, collectorEndpoint);
try {
  await askForSnapshot();
  console.log(`snapshot of ${pairs.size} keys at ${sequence}`);
  await Promise.all([takeUpdates(), sendChanges()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!stop.signal.aborted) throw error;
}
