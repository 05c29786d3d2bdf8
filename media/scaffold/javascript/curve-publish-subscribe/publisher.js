/** Publisher with CURVE: encrypts, and lets in the one client it knows (PUB). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Publisher, Reply } from 'zeromq';

const usage = 'usage: publisher [DATA] [TOPIC] [INTERVAL] [KEYS]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const data = args[0] ?? '{{endpoint.data}}';
const topic = args[1] ?? '{{topic}}';
const interval = Number(args[2] ?? 1000);
const keys = args[3] ?? 'keys';
if (args.length > 4 || !Number.isInteger(interval) || interval < 0) {
  console.error(usage);
  process.exit(2);
}

function readKey(directory, name) {
  const path = join(directory, name);
  let key;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    console.error(`Cannot read ${path} (${error.code}): run keys first.`);
    process.exit(1);
  }
  if (key.length === 40) return key;
  console.error(`${path} is no key of 40 characters: remove it, and run keys again.`);
  process.exit(1);
}

async function bind(socket, endpoint) {
  try {
    await socket.bind(endpoint);
  } catch (error) {
    console.error(`Cannot bind ${endpoint}: ${error.message}`);
    process.exit(1);
  }
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

/** Keys are 32 bytes on the wire and 40 characters in files (RFC 32). */
function encodeZ85(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const value = bytes.readUInt32BE(at);
    for (let power = 85 ** 4; power >= 1; power /= 85) text += digits[Math.floor(value / power) % 85];
  }
  return text;
}

/** Lets in the one client (ZAP, RFC 27). */
async function answerZap(zap, clientKey) {
  for await (const [version, requestId, , , , mechanism, key] of zap) {
    const isCurve = mechanism?.toString() === 'CURVE' && key?.length === 32;
    const isClient = isCurve && encodeZ85(key) === clientKey;
    const status = isClient ? ['200', 'OK', 'client'] : ['400', 'unknown client', ''];
    await zap.send([version ?? '1.0', requestId ?? '', ...status, '']);
    console.log(isClient ? 'let in the client' : 'refused an unknown client');
  }
}

const clientKey = readKey(keys, 'client.public');
const socket = new Publisher({
  linger: 0,
  curveServer: true,
  curveSecretKey: readKey(keys, 'server.secret'),
});
const zap = new Reply({ linger: 0 });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stop.abort();
    socket.close();
    zap.close();
  });
}

async function publish() {
  for (let n = 1; ; n++) {
    await setTimeout(interval, undefined, { signal: stop.signal });
    const update = `update ${n}`;
    await socket.send([topic, update]);
    console.log(`${topic}: ${update}`);
  }
}

// The ZAP handler has to be there before the first client comes.
await bind(zap, 'inproc://zeromq.zap.01');
await bind(socket, data);
console.log('ready');
try {
  await Promise.all([answerZap(zap, clientKey), publish()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!stop.signal.aborted) throw error;
}
