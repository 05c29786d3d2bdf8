/** Server of Binary Star: one of two, of which one is active (ROUTER, PUB, SUB). */
import { setTimeout } from 'node:timers/promises';
import { Publisher, Router, Subscriber } from 'zeromq';

const HEARTBEAT = 500;
const PEER_GONE = 2000;
const STATES = ['primary', 'backup', 'active', 'passive'];

const usage = 'usage: server [ROLE] [PRIMARY] [BACKUP] [PRIMARY_STATE] [BACKUP_STATE]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const role = args[0] ?? 'primary';
const primary = args[1] ?? '{{endpoint.primary}}';
const backup = args[2] ?? '{{endpoint.backup}}';
const primaryState = args[3] ?? '{{endpoint.primaryState}}';
const backupState = args[4] ?? '{{endpoint.backupState}}';
if (args.length > 5 || (role !== 'primary' && role !== 'backup')) {
  console.error(usage);
  process.exit(2);
}

async function bind(socket, endpoint) {
  try {
    await socket.bind(endpoint);
  } catch (error) {
    console.error(`Cannot bind ${endpoint}: ${error.message}`);
    process.exit(1);
  }
}

function connect(socket, endpoint) {
  try {
    socket.connect(endpoint);
  } catch (error) {
    console.error(`Cannot connect to ${endpoint}: ${error.message}`);
    process.exit(1);
  }
}

function answer(request) {
  return request.startsWith('Hello') ? request.replace('Hello', 'World') : 'Say Hello';
}

/** Primary or backup at first, then active or passive. */
let state = role;
let peerGoneAt = performance.now() + PEER_GONE;

function become(next) {
  state = next;
  console.log(state);
}

/** The other server's state has come. */
function hear(peer) {
  peerGoneAt = performance.now() + PEER_GONE;
  if (state === peer && (state === 'active' || state === 'passive')) {
    console.error(`Both servers are ${peer}: end one, and start it again.`);
    process.exit(1);
  }
  if (state === 'primary' && peer === 'backup') become('active');
  else if ((state === 'primary' || state === 'backup') && peer === 'active') become('passive');
  // The active server has begun anew.
  else if (state === 'passive' && (peer === 'primary' || peer === 'backup')) become('active');
}

/** A client asks, which counts when the peer is gone; whether to answer. */
function vote() {
  const isPeerGone = performance.now() >= peerGoneAt;
  if (isPeerGone && (state === 'primary' || state === 'passive')) become('active');
  return state === 'active';
}

const frontend = new Router({ linger: 0 });
const publisher = new Publisher({ linger: 0 });
const subscriber = new Subscriber({ linger: 0 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    frontend.close();
    publisher.close();
    subscriber.close();
  });
}

async function answerClients() {
  for await (const [client, empty, request, ...rest] of frontend) {
    if (!client || empty?.length !== 0 || !request || rest.length > 0) {
      console.error('A client sends what is no request.');
    } else if (vote()) {
      await frontend.send([client, '', answer(request.toString())]);
    }
  }
}

async function hearPeer() {
  for await (const [peer, ...rest] of subscriber) {
    if (STATES.includes(String(peer)) && rest.length === 0) hear(String(peer));
    else console.error('The other server sends what is no state.');
  }
}

async function sendHeartbeats() {
  for (;;) {
    await publisher.send(state);
    await setTimeout(HEARTBEAT, undefined, { signal: stop.signal });
  }
}

subscriber.subscribe();
await bind(frontend, role === 'primary' ? primary : backup);
await bind(publisher, role === 'primary' ? primaryState : backupState);
connect(subscriber, role === 'primary' ? backupState : primaryState);
console.log('ready');
try {
  await Promise.all([answerClients(), hearPeer(), sendHeartbeats()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!stop.signal.aborted) throw error;
}
